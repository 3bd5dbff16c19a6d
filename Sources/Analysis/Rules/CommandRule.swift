package import Aggregation

/// A rule that looks at a command of the protocol (`Prepare`), which has no text.
package protocol CommandRule: Rule {
  /// - Parameters:
  ///   - command: the class of the command's events.
  ///   - statements: how many events of the log are statements.
  static func verdict(onCommand command: QueryClass, among statements: UInt64, _ limits: RuleLimits) -> Verdict?
}

extension CommandRule {
  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? { nil }
}

extension QueryClass {
  /// `Prepare`, of a class of commands.
  package var command: String? {
    let prefix = Array("administrator command: ".utf8)
    guard isAdministratorCommand, let text = samples.first?.statement, text.starts(with: prefix) else { return nil }
    return String(decoding: text.dropFirst(prefix.count), as: UTF8.self)
  }
}
