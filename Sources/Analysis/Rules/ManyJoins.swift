import Explain
import SQLText

/// QD132: many tables are joined.
package struct ManyJoins: Rule {
  package static let page = RulePage(
    id: "QD132", title: "many tables are joined", whenConfirmed: .note, whenSuspect: .note,
    limits: [
      .init("tables", 8, "tables in one FROM that are many")
    ],
    why: "With each table the optimizer has more orders to choose from, and one wrong estimate is multiplied.",
    example: "SELECT 1 FROM a JOIN b ON … JOIN c ON … JOIN d ON … (nine tables)",
    better: "SELECT 1 FROM a JOIN b ON … (what this page shows; the rest when it is asked for)",
    advice: "ask for parts of it in queries of their own",
    silentWhen: "for fewer tables",
    source: "soar JOI.005; sqlcheck 3009")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    guard let most = outline.blocks.indices.map(outline.tableCount).max(), Double(most) > limits["tables"] else {
      return nil
    }
    let what = "\(most) tables in one FROM"
    let inner = subject.readTables.filter { $0.position > 0 }
    if let scan = inner.first(where: { $0.access?.isFullScan == true && ($0.rowsRead ?? 0) >= 100 }) {
      return .confirmed("\(what); the plan scans \(scan.description)", severity: .warning)
    }
    if !inner.isEmpty, inner.allSatisfy({ $0.access?.isFullScan == false }) {
      return .cleared("\(what), each read by a key")
    }
    return .suspect(what)
  }
}
