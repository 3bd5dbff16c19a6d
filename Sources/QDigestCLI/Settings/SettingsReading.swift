import ArgumentParser
import JSONText
import QDigest
import Settings

/// Reads the files of settings of a run.
struct SettingsReading {
  struct Found {
    var path: String
    var isThere: Bool
  }

  private(set) var found: [Found] = []
  private(set) var settings: CommandSettings

  /// Whether there is any file to read.
  ///
  /// - Parameter words: the command line, which may name a file.
  static func hasFiles(_ words: [String], in host: Host) throws(UsageError) -> Bool {
    try find(words, in: host).contains(where: \.isThere)
  }

  /// - Parameter words: the command line, which may name a file.
  init(_ words: [String], in host: Host) throws(UsageError) {
    found = try Self.find(words, in: host)
    do {
      settings = CommandSettings(try CommandTable(QDigestCommand._dumpHelp()))
    } catch {
      preconditionFailure("the parser's description of the commands is no JSON: \(error)")
    }
    for file in found where file.isThere { try take(file.path) }
  }

  private static func find(_ words: [String], in host: Host) throws(UsageError) -> [Found] {
    let places = SettingsPlaces.files(arguments: words, home: host.home, configHome: host.configHome)
    let found = places.paths.map { Found(path: $0, isThere: InputCheck.exists($0)) }
    if places.areNamed, let missing = found.first(where: { !$0.isThere }) {
      throw UsageError(
        "--config '\(InlineText.visible(missing.path))': there is no such file",
        hint: "qdigest(1) tells what stands in one; --config /dev/null reads none")
    }
    return found
  }

  private mutating func take(_ path: String) throws(UsageError) {
    let name = InlineText.visible(path)
    guard path != "/dev/null" else { return }
    guard let bytes = SettingsText.read(path) else {
      throw UsageError(
        "\(name) cannot be read as a file of settings", hint: "give it to whom qdigest runs as; --config names another")
    }
    do throws(SettingsError) {
      try settings.add(try SettingsFile.read(bytes, name: name))
    } catch {
      throw UsageError("\(error.place): \(InlineText.visible(error.text))", hint: error.hint)
    }
  }
}
