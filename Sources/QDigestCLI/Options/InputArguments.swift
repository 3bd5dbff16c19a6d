import ArgumentParser

struct InputArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Slow logs: files, plain or compressed by gzip or zstd; directories of rotated logs; named pipes; - for standard input.",
      valueName: "file"),
    completion: .file())
  var files: [String] = []
}
