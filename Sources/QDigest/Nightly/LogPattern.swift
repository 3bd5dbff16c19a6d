/// Logs named by a pattern of the shell, for files of settings and services, where no shell expands it.
package enum LogPattern {
  /// - Throws: ``UsageError`` if there are none, as a pattern that a log's folder has outgrown must not go unnoticed.
  package static func files(_ pattern: String) throws(UsageError) -> [String] {
    let paths = SystemCalls.paths(matching: pattern)
    guard !paths.isEmpty else {
      throw UsageError("--log '\(InlineText.visible(pattern))': there is no such file", hint: "ls shows what is there")
    }
    return paths
  }
}
