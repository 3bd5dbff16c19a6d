import ArgumentParser

@main
struct QDigestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "qdigest", version: "0.1.0")
}
