import JSONText

/// Which commands there are, and which options each takes: as the parser tells it.
struct CommandTable {
  struct Option {
    var name: String
    /// `q` of `-q`.
    var letter: String?
    var isFlag: Bool
    var isRepeating: Bool
  }

  /// In the order of the help.
  private(set) var names: [String] = []
  private var optionsByCommand: [String: [Option]] = [:]
  /// Commands that cannot do without a word that is no option.
  private(set) var needsWord: Set<String> = []

  /// - Parameter description: the parser's own of a command with its subcommands, JSON.
  init(_ description: String) throws(JSONError) {
    let root = try JSONValue(parsing: Array(description.utf8)).object?["command"]?.object
    for value in root?["subcommands"]?.array ?? [] {
      guard let command = value.object, let name = command["commandName"]?.string, name != "help" else { continue }
      names.append(name)
      for argument in command["arguments"]?.array ?? [] { take(argument.object, of: name) }
    }
  }

  func options(of command: String) -> [Option] { optionsByCommand[command] ?? [] }

  func option(_ name: String, of command: String) -> Option? { options(of: command).first { $0.name == name } }

  private mutating func take(_ argument: JSONObject?, of command: String) {
    guard let argument else { return }
    if argument["kind"]?.string == "positional" {
      if argument["isOptional"]?.bool == false { needsWord.insert(command) }
      return
    }
    let names = (argument["names"]?.array ?? []).compactMap(\.object)
    let long = names.first { $0["kind"]?.string == "long" }?["name"]?.string
    guard let long, !["help", "version", "config"].contains(long) else { return }
    optionsByCommand[command, default: []].append(
      Option(
        name: long, letter: names.first { $0["kind"]?.string == "short" }?["name"]?.string,
        isFlag: argument["kind"]?.string == "flag", isRepeating: argument["isRepeating"]?.bool == true))
  }
}
