/// The files in which options can stand, the weaker first.
enum SettingsPlaces {
  /// What `--config` names; without it the machine's file, and the user's.
  static func files(arguments: [String], home: String?, configHome: String?) -> (paths: [String], areNamed: Bool) {
    if let named = value(of: "--config", in: arguments) { return ([named], true) }
    var paths = ["/etc/qdigest.toml"]
    if let folder = configHome.flatMap({ $0.hasPrefix("/") ? $0 : nil }) ?? home.map({ $0 + "/.config" }) {
      paths.append(folder + "/qdigest/config.toml")
    }
    return (paths, false)
  }

  private static func value(of option: String, in arguments: [String]) -> String? {
    var value: String?
    for (index, argument) in arguments.enumerated() {
      if argument == "--" { break }
      if argument == option, index + 1 < arguments.count { value = arguments[index + 1] }
      if argument.hasPrefix(option + "=") { value = String(argument.dropFirst(option.count + 1)) }
    }
    return value
  }
}
