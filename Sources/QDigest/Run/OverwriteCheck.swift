import Input

extension Configuration {
  /// A report that took the place of a log would destroy what it is about.
  func refuseToOverwrite(_ inputs: InputSet) throws(UsageError) {
    for case .file(let path) in reports.map(\.target) {
      guard let target = SystemCalls.identity(of: path) else { continue }
      for file in inputs.files
      where file.kind == .regular && file.identity.device == target.device && file.identity.inode == target.inode {
        throw UsageError(
          "--output '\(InlineText.visible(path))' is the log \(file.name)", hint: "give the report a file of its own")
      }
    }
  }
}
