import ArgumentParser

/// Where options stand that are not on the command line; ``ConfiguredArguments`` reads it before anything is parsed.
struct ConfigOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Options from this file instead of /etc/qdigest.toml and ~/.config/qdigest/config.toml.", valueName: "file"),
    completion: .file())
  var config: String?
}
