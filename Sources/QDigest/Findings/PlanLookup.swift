import Aggregation
import Analysis
import Explain
import SQLText

/// Finds the plan of a class: one that was captured, else the one that MariaDB wrote with the class's worst event.
struct PlanLookup {
  struct Found {
    var plan: Plan?
    var warnings: [PlanWarning] = []
    var server: ServerVersion?
    var tables: [TableDefinition] = []
    /// Why there is no plan, where one could be expected.
    var note: String?
  }

  private let byID: [QueryID: PlanRecord]
  private let byHex: [(hex: String, record: PlanRecord)]

  /// Records of one class: the last one counts.
  init(_ records: [PlanRecord], style: FingerprintStyle, preservingEmbeddedNumbers: Bool) {
    var maker = FingerprintMaker(style: style, preservingEmbeddedNumbers: preservingEmbeddedNumbers)
    var byID: [QueryID: PlanRecord] = [:]
    var byHex: [(String, PlanRecord)] = []
    for record in records where record.plan != nil || record.skipped != nil {
      if let hex = record.id {
        if let id = QueryID(hex: hex), hex.count == 32 { byID[id] = record } else { byHex.append((hex, record)) }
      } else if let sql = record.sql {
        byID[maker.fingerprint(of: Array(sql.utf8)).queryID] = record
      }
    }
    self.byID = byID
    self.byHex = byHex
  }

  func plan(of queryClass: QueryClass) -> Found {
    // Grouped by more than the fingerprint, a class has an ID that no capture knows; its fingerprint's is known.
    let record =
      byID[queryClass.id] ?? byID[QueryID(fingerprint: queryClass.fingerprint)]
      ?? byHex.last { queryClass.id.isMeant(by: $0.hex) }?.record
    if let record, let plan = record.plan {
      return Found(
        plan: plan, warnings: record.warnings, server: record.serverVersion.flatMap { ServerVersion($0) },
        tables: record.definitions.compactMap { TableDefinition($0) })
    }
    let skipped = record?.skipped.map { "no plan was captured: \($0)" }
    guard let logged = queryClass.samples.first?.explain else { return Found(note: skipped) }
    do throws(ExplainError) { return Found(plan: try Plan.parse(logged)) } catch {
      return Found(note: "the plan in the log cannot be read: \(error.description)")
    }
  }
}
