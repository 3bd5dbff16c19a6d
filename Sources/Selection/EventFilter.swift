/// Decides which events are selected: a parsed `--where` expression.
package protocol EventFilter: Sendable {
  func admits<Event: FilterableEvent>(_ event: borrowing Event) -> Bool
}
