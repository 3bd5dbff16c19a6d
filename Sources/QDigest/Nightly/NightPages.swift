import History
import NightReport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Puts the reports of nights into their folder: a page a night in four formats, and the index of all.
struct NightPages {
  private let folder: String
  private let temporaryFiles: TemporaryFiles

  /// Makes the folder if only its last part is missing.
  init(_ folder: String, _ temporaryFiles: TemporaryFiles) throws(UsageError) {
    self.folder = folder
    self.temporaryFiles = temporaryFiles
    let made = unsafe SystemCalls.withPath(folder) { name in unsafe mkdir(name, 0o755) } ?? -1
    guard made == 0 || SystemCalls.kind(of: folder, followingLinks: true).map({ $0 & S_IFMT == S_IFDIR }) ?? false
    else {
      throw UsageError(
        "--report-dir '\(InlineText.visible(folder))': \(SystemFailure.last.text)",
        hint: "make the folder, and let this user write to it")
    }
  }

  /// The name of a night's page: `2026-11-27.html`, `host-db1-2026-11-27.html`; a second one of that day has its run's
  /// number.
  static func name(of run: RunSummary, among runs: [RunSummary]) -> String {
    let instance = String(
      run.instance.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "_") ? $0 : "-" })
    let isSecond = runs.contains { $0.day == run.day && $0.instance == run.instance && $0.id < run.id }
    return (instance.isEmpty ? "" : instance + "-") + run.day + (isSecond ? "-\(run.id)" : "") + ".html"
  }

  func write(_ report: NightReport, as page: String) throws(OutputError) {
    let stem = folder + "/" + page.dropLast(".html".count)
    try put(MarkdownPage(report).rendered(), stem + ".md")
    try put(NightText(report).rendered(), stem + ".txt")
    try put(NightJSON(report).rendered(), stem + ".json")
    try put(HTMLPage(report).rendered(), stem + ".html")
  }

  func writeIndex(_ instances: [IndexPage.Instance], generator: String) throws(OutputError) {
    try put(IndexPage(instances, generator: generator).rendered(), folder + "/index.html")
  }

  private func put(_ bytes: [UInt8], _ path: String) throws(OutputError) {
    let file = try OutputFile(path, temporaryFiles: temporaryFiles)
    try file.write(bytes.span)
    try file.commit()
  }
}
