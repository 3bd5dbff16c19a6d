import Analysis
import Explain
import Foundation
import SQLText
import SlowLog
import Testing

@testable import Aggregation

/// A line of the corpus: a class, and what one rule has to say about it.
struct CorpusEntry: CustomStringConvertible {
  var rule: String
  var grade: String
  var facts: String
  var statement: String
  var line: Int

  var description: String { "line \(line): \(rule) \(grade): \(statement.prefix(80))" }

  static let all: [CorpusEntry] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    guard let text = try? String(contentsOf: folder.appending(path: "Corpus/statements.tsv"), encoding: .utf8) else {
      fatalError("the corpus is missing")
    }
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
      let cells = line.split(separator: "\t").map(String.init)
      guard !line.hasPrefix("#"), !line.isEmpty else { return nil }
      precondition(cells.count == 4, "line \(index + 1) has \(cells.count) columns")
      return CorpusEntry(rule: cells[0], grade: cells[1], facts: cells[2], statement: cells[3], line: index + 1)
    }
  }()

  func verdict(of rule: any Rule.Type) throws -> Verdict? {
    let limits = RuleLimits(rule.page)
    guard statement.hasPrefix("administrator command: ") else {
      return rule.verdict(on: try #require(try subject()), limits)
    }
    var command = QueryClass(id: QueryID(fingerprint: Array(statement.utf8)))
    command.isAdministratorCommand = true
    command.samples = [
      Sample(statement: Array(statement.utf8), queryTimeMicros: 1_000, file: "slow.log", byteOffset: 0)
    ]
    let numbers = Dictionary(
      uniqueKeysWithValues: facts.split(separator: " ").map { $0.split(separator: "=") }.map {
        (String($0[0]), UInt64($0[1]) ?? 0)
      })
    command.count = try #require(numbers["count"])
    return (rule as? any CommandRule.Type)?.verdict(
      onCommand: command, among: try #require(numbers["statements"]), limits)
  }

  /// The class of this one statement, with its numbers, and its plan.
  func subject() throws -> Subject? {
    var queryClass = QueryClass(id: QueryID(fingerprint: Array(statement.utf8)))
    queryClass.count = 5
    queryClass.samples = [
      Sample(statement: Array(statement.utf8), queryTimeMicros: 1_000, file: "slow.log", byteOffset: 0)
    ]
    var plan: Plan?
    var warnings: [PlanWarning] = []
    var server: ServerVersion?
    var tables: [TableDefinition] = []
    for fact in facts == "-" ? [] : facts.split(separator: " ") {
      let parts = fact.split(separator: "=", maxSplits: 1).map(String.init)
      switch parts[0] {
      case "plan": plan = try Self.plan(parts[1])
      case "sample":
        let cells = parts[1].split(separator: "|").map(String.init)
        var sample = Sample(
          statement: Array(statement.utf8), queryTimeMicros: UInt64(cells[0]) ?? 0, file: "slow.log", byteOffset: 9)
        sample.explain = cells.count > 1 ? Array(Self.rows(cells[1]).utf8) : nil
        if let lines = sample.explain {
          let padded = lines + [UInt8](repeating: 0, count: scanPadding)
          queryClass.plans.add(padded.span, 0..<lines.count, queryTimeMicros: sample.queryTimeMicros)
        }
        queryClass.samples.append(sample)
      case "server": server = ServerVersion(parts[1])
      case "table": tables.append(try #require(TableDefinition(Self.definition(parts[1]))))
      case "bursts":
        for (second, times) in parts[1].split(separator: ",").enumerated() {
          for _ in 0..<(Int(times) ?? 0) {
            queryClass.bursts.add(connection: 8, instant: Int64(second) * 1_000_000)
          }
        }
      case "count":
        // Ten seconds in all.
        queryClass.count = UInt64(parts[1]) ?? 0
        queryClass.firstSeen = Instant(microseconds: 0)
        queryClass.lastSeen = Instant(microseconds: 10_000_000)
      case "statements": break
      case "warn":
        let warning = parts[1].split(separator: ":", maxSplits: 1).map(String.init)
        warnings.append(
          PlanWarning(code: Int(warning[0]) ?? 0, message: warning[1].replacing("_", with: " ")))
      default: try Self.add(parts[0], UInt64(parts[1]) ?? 0, to: &queryClass)
      }
    }
    return Subject(queryClass, plan: plan, warnings: warnings, server: server, tables: tables)
  }

  /// `u:id!*,name,at~datetime!`: a column that is NOT NULL, that is of the primary key, that is of this type.
  private static func definition(_ text: String) -> String {
    let parts = text.split(separator: ":").map(String.init)
    var lines: [String] = []
    var keys: [String] = []
    for column in parts[1].split(separator: ",") {
      let words = column.split(separator: "~")
      let name = words[0].filter { $0 != "!" && $0 != "*" }
      let type = words.count > 1 ? words[1].filter { $0 != "!" } : "int(11)"
      lines.append("  `\(name)` \(type)\(column.contains("!") ? " NOT NULL" : " DEFAULT NULL")")
      if column.contains("*") { keys.append("`\(name)`") }
    }
    if !keys.isEmpty { lines.append("  PRIMARY KEY (\(keys.joined(separator: ",")))") }
    return "CREATE TABLE `\(parts[0])` (\n\(lines.joined(separator: ",\n"))\n) ENGINE=InnoDB"
  }

  private static func add(_ name: String, _ value: UInt64, to queryClass: inout QueryClass) throws {
    if let attribute = KnownAttribute.allCases.first(where: { $0.name == name }) {
      var values = Distribution()
      for _ in 0..<5 { values.add(value) }
      queryClass.metrics.append(Metric(attribute: attribute.attribute, values: values))
    } else if let flag = Flag.allCases.first(where: { $0.name == name }) {
      queryClass.flags.append(FlagCount(flag: flag, yes: value, known: 5))
    } else {
      throw UnknownFact(name: name)
    }
  }

  struct UnknownFact: Error { var name: String }

  /// `orders:ALL::60000:Using_where; b:ref:y:2`, and the rows met behind that.
  private static func plan(_ text: String) throws -> Plan { try Plan.parse(rows(text)) }

  private static func rows(_ text: String) -> String {
    var parts: [String] = []
    for piece in text.split(separator: ";").map(String.init) {
      // A semicolon of `Extra` belongs to the table before it.
      if piece.hasPrefix("_"), let last = parts.popLast() {
        parts.append(last + ";" + piece)
      } else {
        parts.append(piece)
      }
    }
    var rows = "id\tselect_type\ttable\ttype\tpossible_keys\tkey\tkey_len\tref\trows\tr_rows\tExtra\n"
    for part in parts {
      let cells = part.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      let key = cells[2].isEmpty ? "NULL" : cells[2]
      let extra = cells.count > 4 ? cells[4].replacing("_", with: " ") : ""
      let actual = cells.count > 5 ? cells[5] : "NULL"
      rows += "1\tSIMPLE\t\(cells[0])\t\(cells[1])\tNULL\t\(key)\t4\tNULL\t\(cells[3])\t\(actual)\t\(extra)\n"
    }
    return rows
  }
}
