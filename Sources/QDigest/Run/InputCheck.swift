/// Questions about inputs before a run.
package enum InputCheck {
  /// Whether something can be found at this path.
  package static func exists(_ path: String) -> Bool { SmallFile.exists(path) }
}
