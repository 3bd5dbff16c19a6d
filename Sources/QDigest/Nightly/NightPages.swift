import Aggregation
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

  /// Makes the folder if only its last part is missing, for its owner alone. Who may read the folder may read the pages.
  init(_ folder: String, _ temporaryFiles: TemporaryFiles) throws(UsageError) {
    self.folder = folder
    self.temporaryFiles = temporaryFiles
    let made = unsafe SystemCalls.withPath(folder) { name in unsafe mkdir(name, 0o700) } ?? -1
    // Before the next call changes it.
    let failure = SystemFailure.last
    guard made == 0 || SystemCalls.kind(of: folder, followingLinks: true).map({ $0 & S_IFMT == S_IFDIR }) ?? false
    else {
      throw UsageError(
        "--report-dir '\(InlineText.visible(folder))': \(failure.text)",
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

  /// What stands beside the page.
  private enum Form: String, CaseIterable {
    case json, txt, md

    func rendered(_ shown: ShownReport) -> [UInt8] {
      switch self {
      case .json: NightJSON(shown).rendered()
      case .txt: NightText(shown).rendered()
      case .md: MarkdownPage(shown).rendered()
      }
    }
  }

  /// - Parameter jobs: how many threads may work at once.
  func write(_ report: NightReport, as page: String, jobs: Int) throws(OutputError) {
    let stem = folder + "/" + page.dropLast("html".count)
    let shown = ShownReport(report, jobs: jobs)
    // One after the other: within work that is done side by side Dispatch does nothing side by side.
    let html = HTMLPage(shown).rendered(jobs: jobs)
    let others = ParallelMap.map(Form.allCases, jobs: min(jobs, Form.allCases.count)) { $0.rendered(shown) }
    for (form, bytes) in zip(Form.allCases, others) { try put(bytes, stem + form.rawValue) }
    // Last: who sees the page finds the others beside it.
    try put(html, stem + "html")
  }

  func writeIndex(_ instances: [IndexPage.Instance], generator: String) throws(OutputError) {
    try put(IndexPage(instances, generator: generator).rendered(), folder + "/index.html")
  }

  private func put(_ bytes: [UInt8], _ path: String) throws(OutputError) {
    let file = try OutputFile(path, temporaryFiles: temporaryFiles, readers: .asFolder)
    try file.write(bytes.span)
    try file.commit()
  }
}
