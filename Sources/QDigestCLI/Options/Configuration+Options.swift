import QDigest

extension Configuration {
  /// What every command on logs has in common: what is read, what of it is digested, and how.
  init(
    of input: InputArguments, _ selection: SelectionOptions, _ classes: ClassOptions, _ running: RunOptions,
    in host: Host
  ) throws {
    self.init()
    inputs = try DigestCommand.files(input, in: host)
    try selection.apply(to: &self, in: host)
    try classes.apply(to: &self)
    try running.apply(to: &self, in: host)
  }
}
