/// A mistake in the text of an option: one line that says what is wrong and what would be right.
package struct OptionError: Error, Hashable, Sendable, CustomStringConvertible {
  package var description: String

  package init(_ description: String) { self.description = description }
}
