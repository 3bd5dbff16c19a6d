import Aggregation
import JSONText
import SQLText

/// The findings of a report by rule and grade, those with the most response time at stake first.
struct FindingsSummary {
  private struct Entry {
    var finding: ReportedFinding
    var classes: [QueryID] = []
    var responseTime: UInt128 = 0
  }

  private let entries: [Entry]

  init(_ model: ReportModel) {
    var entries: [Entry] = []
    for ranked in model.ranked {
      for finding in ranked.annotation.findings where finding.grade != "cleared" {
        let place =
          entries.firstIndex { $0.finding.rule == finding.rule && $0.finding.grade == finding.grade } ?? entries.count
        if place == entries.count { entries.append(Entry(finding: finding)) }
        entries[place].finding.severity = max(entries[place].finding.severity, finding.severity)
        entries[place].classes.append(ranked.queryClass.id)
        entries[place].responseTime += ranked.queryClass.responseTime
      }
    }
    self.entries = entries.sorted {
      if $0.responseTime != $1.responseTime { return $0.responseTime > $1.responseTime }
      return $0.finding.rule != $1.finding.rule
        ? $0.finding.rule < $1.finding.rule : $0.finding.grade < $1.finding.grade
    }
  }

  var json: JSONValue {
    .array(
      entries.map { entry in
        .object([
          ("rule", .string(entry.finding.rule)), ("title", .string(entry.finding.title)),
          ("grade", .string(entry.finding.grade)), ("severity", .string(entry.finding.severity.rawValue)),
          ("response_time", .decimal(micros: UInt64(clamping: entry.responseTime))),
          ("classes", .array(entry.classes.map { .string($0.hex32) })),
        ])
      })
  }
}
