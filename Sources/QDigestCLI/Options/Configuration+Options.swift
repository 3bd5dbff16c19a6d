import QDigest

extension Configuration {
  /// What every command on logs has in common: what of them is digested, and how.
  init(
    of selection: SelectionOptions, _ classes: ClassOptions, _ running: RunOptions, in host: Host
  ) throws {
    self.init()
    try selection.apply(to: &self, in: host)
    try classes.apply(to: &self)
    try running.apply(to: &self, in: host)
  }
}
