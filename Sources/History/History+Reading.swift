package import Aggregation
import Foundation
import GRDB
package import SQLText
import SlowLog

extension History {
  /// All runs, of one instance or of all, the oldest first.
  package func runs(of instance: String? = nil) throws(HistoryError) -> [RunSummary] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT run.id, labels, started, window_start, window_end, day, events, classes, response_time, page, total
          FROM run JOIN instance ON instance.id = run.instance
          WHERE ?1 IS NULL OR labels = ?1 ORDER BY window_end, run.id
          """, arguments: [instance]
      ).map { row in
        RunSummary(
          id: try row.stored(0), instance: try row.stored(1), started: try row.storedInstant(2),
          windowStart: try row.storedInstant(3), windowEnd: try row.storedInstant(4), day: try row.stored(5),
          events: try row.storedCount(6), classes: Int(try row.storedCount(7)), responseTime: try row.storedTime(8),
          page: try row.storedIfAny(9), total: try Packed.queryClass(try row.storedBytes(10)))
      }
    }
  }

  package func instances() throws(HistoryError) -> [String] {
    try read { try String.fetchAll($0, sql: "SELECT labels FROM instance ORDER BY labels") }
  }

  /// Runs merged into one digest, as if their logs had been digested together.
  ///
  /// - Parameter ids: only these classes are unpacked; `nil`: all. The digest's total is of all classes in any case.
  /// - Complexity: O(classes asked for · runs).
  package func digest(
    of runs: [Int64], classes ids: Set<QueryID>? = nil, samples: Int = 1
  ) throws(HistoryError) -> Digest? {
    try read { db in
      var merged: Digest?
      for run in runs {
        guard
          let row = try Row.fetchOne(
            db, sql: "SELECT group_by, fingerprint_mode, total, accounting FROM run WHERE id = ?", arguments: [run])
        else { continue }
        var digest = Digest(
          groupBy: (try row.stored(0) as String).split(separator: ",").compactMap { GroupKey(rawValue: String($0)) },
          fingerprintMode: try row.stored(1), labels: [], accounting: try Packed.accounting(try row.storedBytes(3)),
          global: try Packed.queryClass(try row.storedBytes(2)), classes: [])
        if let merged, merged.groupBy != digest.groupBy || merged.fingerprintMode != digest.fingerprintMode {
          throw OddValue(column: "group_by", problem: "not that of the other runs")
        }
        digest.classes = try Self.classes(of: run, ids, db)
        if merged == nil { merged = digest } else { merged?.merge(digest, samples: samples) }
      }
      return merged
    }
  }

  private static func classes(of run: Int64, _ ids: Set<QueryID>?, _ db: Database) throws -> [QueryClass] {
    let all = "SELECT fingerprint, contents FROM digest JOIN class ON class.id = digest.class WHERE run = ?"
    var result: [QueryClass] = []
    if let ids {
      let statement = try db.cachedStatement(sql: all + " AND query_id = ?")
      for id in ids {
        guard let row = try Row.fetchOne(statement, arguments: [run, Data(id.bytes)]) else { continue }
        result.append(try Packed.queryClass(try row.storedBytes(1), dictionary: try row.storedBytes(0)))
      }
    } else {
      let rows = try Row.fetchCursor(db, sql: all, arguments: [run])
      while let row = try rows.next() {
        result.append(try Packed.queryClass(try row.storedBytes(1), dictionary: try row.storedBytes(0)))
      }
    }
    return result.sorted { $0.id < $1.id }
  }

  /// The classes that have at least a share of the response time of some runs taken together.
  package func weightyClasses(in runs: [Int64], share: Double) throws(HistoryError) -> Set<QueryID> {
    guard !runs.isEmpty else { return [] }
    return try read { db in
      let list = runs.map(String.init).joined(separator: ",")
      let total = try Double.fetchOne(db, sql: "SELECT total(response_time) FROM run WHERE id IN (\(list))") ?? 0
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT query_id FROM (
            SELECT digest.class AS class, total(response_time) AS time FROM digest
            JOIN figure ON figure.class = digest.class AND figure.run = digest.run
            WHERE digest.run IN (\(list)) GROUP BY digest.class)
          JOIN class ON class.id = class WHERE time >= ?
          """, arguments: [share * total])
      return Set(try rows.map { try $0.storedID(0) })
    }
  }

  /// The classes of a run that took most.
  package func heaviestClasses(in run: Int64, atMost limit: Int) throws(HistoryError) -> Set<QueryID> {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT query_id FROM digest JOIN figure ON figure.class = digest.class AND figure.run = digest.run
          JOIN class ON class.id = digest.class WHERE digest.run = ? ORDER BY response_time DESC, query_id LIMIT ?
          """, arguments: [run, limit])
      return Set(try rows.map { try $0.storedID(0) })
    }
  }

  /// The numbers of some classes in some runs.
  package func figures(of ids: Set<QueryID>, in runs: [Int64]) throws(HistoryError) -> [QueryID: [ClassFigures]] {
    let wanted = Set(runs)
    return try read { db in
      var result: [QueryID: [ClassFigures]] = [:]
      let statement = try db.cachedStatement(
        sql: """
          SELECT run, count, response_time, p95, log_mean, log_variance, plan FROM figure
          JOIN class ON class.id = figure.class WHERE query_id = ? ORDER BY run
          """)
      for id in ids {
        let rows = try Row.fetchCursor(statement, arguments: [Data(id.bytes)])
        while let row = try rows.next() {
          let run: Int64 = try row.stored(0)
          guard wanted.contains(run) else { continue }
          result[id, default: []].append(
            ClassFigures(
              run: run, count: try row.storedCount(1), responseTime: try row.storedTime(2),
              p95: try row.storedTime(3), logMean: try row.stored(4), logVariance: try row.stored(5),
              plan: try row.storedIfAny(6)))
        }
      }
      return result
    }
  }

  package func plan(_ hash: String) throws(HistoryError) -> RememberedPlan? {
    try read { db in
      guard let row = try Row.fetchOne(db, sql: "SELECT accesses, text FROM plan WHERE hash = ?", arguments: [hash])
      else { return nil }
      let accesses = try JSONDecoder().decode(
        [RememberedPlan.Access].self, from: Data((try row.stored(0) as String).utf8))
      return RememberedPlan(hash: hash, accesses: accesses, text: try row.stored(1))
    }
  }

  /// What rules found in a run, by class.
  package func findings(in runs: [Int64]) throws(HistoryError) -> [QueryID: [FindingRecord]] {
    guard !runs.isEmpty else { return [:] }
    return try read { db in
      var result: [QueryID: [FindingRecord]] = [:]
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT query_id, rule, grade, severity, evidence FROM finding JOIN class ON class.id = finding.class
          WHERE run IN (\(runs.map(String.init).joined(separator: ","))) ORDER BY run
          """)
      while let row = try rows.next() {
        result[try row.storedID(0), default: []].append(
          FindingRecord(
            rule: try row.stored(1), grade: try row.stored(2), severity: try row.stored(3), evidence: try row.stored(4))
        )
      }
      return result
    }
  }

  package func accounting(of run: Int64) throws(HistoryError) -> Accounting {
    try read { db in
      guard let data = try Data.fetchOne(db, sql: "SELECT accounting FROM run WHERE id = ?", arguments: [run]) else {
        return Accounting()
      }
      return try Packed.accounting([UInt8](data))
    }
  }
}
