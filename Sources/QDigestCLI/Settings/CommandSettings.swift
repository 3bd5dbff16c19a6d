import QDigest
import Selection
import Settings

/// What files of settings say of each command:
///
///     timezone = "local"            # for every command that takes it
///
///     [nightly]                     # for this one
///     history = "/var/lib/qdigest/history.sqlite"
///     label = ["host=db1"]
struct CommandSettings {
  let table: CommandTable
  private var byCommand: [String: [ConfiguredOption]] = [:]

  init(_ table: CommandTable) { self.table = table }

  func options(of command: String) -> [ConfiguredOption] { byCommand[command] ?? [] }

  /// Takes what a file says; it goes before what files before it said.
  mutating func add(_ file: SettingValue) throws(SettingsError) {
    let members = file.members ?? []
    for member in members where member.value.members == nil { try addForAll(member) }
    for member in members {
      guard let options = member.value.members else { continue }
      guard table.names.contains(member.key), !table.options(of: member.key).isEmpty else {
        throw unknown(member, among: table.names, "command")
      }
      for option in options { try add(option, to: member.key) }
    }
  }

  private mutating func addForAll(_ member: SettingValue.Member) throws(SettingsError) {
    let commands = table.names.filter { table.option(member.key, of: $0) != nil }
    guard !commands.isEmpty else {
      throw unknown(member, among: table.names.flatMap { table.options(of: $0).map(\.name) }, "option")
    }
    for command in commands { try add(member, to: command) }
  }

  private mutating func add(_ member: SettingValue.Member, to command: String) throws(SettingsError) {
    guard let option = table.option(member.key, of: command) else {
      throw unknown(member, among: table.options(of: command).map(\.name), "option of \(command)")
    }
    let configured = try ConfiguredOption(option, member.value)
    byCommand[command, default: []].removeAll { $0.name == member.key }
    byCommand[command, default: []].append(configured)
  }

  private func unknown(
    _ member: SettingValue.Member, among names: [String], _ what: String
  ) -> SettingsError {
    if ["rules", "suppress"].contains(member.key) {
      return SettingsError(
        member.value.place, "rules stand in a file of their own", hint: #"name it: rules = "/etc/qdigest-rules.toml""#)
    }
    let nearest = Suggestion.nearest(to: member.key, among: names)
    return SettingsError(
      member.value.place, "there is no \(what) '\(member.key)'",
      hint: nearest.map { "did you mean \($0)?" } ?? "keys are named as options on the command line, without the dashes"
    )
  }
}
