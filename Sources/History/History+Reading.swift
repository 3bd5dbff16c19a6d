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
          id: row[0], instance: row[1], started: Instant(microseconds: row[2]),
          windowStart: Instant(microseconds: row[3]), windowEnd: Instant(microseconds: row[4]), day: row[5],
          events: UInt64(row[6] as Int64), classes: row[7], responseTime: UInt64(row[8] as Int64), page: row[9],
          total: try Packed.queryClass([UInt8](row[10] as Data)))
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
          groupBy: (row[0] as String).split(separator: ",").compactMap { GroupKey(rawValue: String($0)) },
          fingerprintMode: row[1], labels: [], accounting: try Packed.accounting([UInt8](row[3] as Data)),
          global: try Packed.queryClass([UInt8](row[2] as Data)), classes: [])
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
        result.append(try Packed.queryClass([UInt8](row[1] as Data), dictionary: [UInt8](row[0] as Data)))
      }
    } else {
      let rows = try Row.fetchCursor(db, sql: all, arguments: [run])
      while let row = try rows.next() {
        result.append(try Packed.queryClass([UInt8](row[1] as Data), dictionary: [UInt8](row[0] as Data)))
      }
    }
    return result.sorted { $0.id < $1.id }
  }

  /// The classes that have at least a share of the response time of some runs taken together.
  package func weightyClasses(in runs: [Int64], share: Double) throws(HistoryError) -> Set<QueryID> {
    guard !runs.isEmpty else { return [] }
    return try read { db in
      let list = runs.map(String.init).joined(separator: ",")
      let total = try Double.fetchOne(db, sql: "SELECT sum(response_time) FROM run WHERE id IN (\(list))") ?? 0
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT query_id FROM (
            SELECT digest.class AS class, sum(response_time) AS time FROM digest
            JOIN figure ON figure.class = digest.class AND figure.run = digest.run
            WHERE digest.run IN (\(list)) GROUP BY digest.class)
          JOIN class ON class.id = class WHERE time >= ?
          """, arguments: [share * total])
      return Set(rows.map { QueryID(bytes: $0[0] as Data) })
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
      return Set(rows.map { QueryID(bytes: $0[0] as Data) })
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
          guard wanted.contains(row[0]) else { continue }
          result[id, default: []].append(
            ClassFigures(
              run: row[0], count: UInt64(row[1] as Int64), responseTime: UInt64(row[2] as Int64),
              p95: UInt64(row[3] as Int64), logMean: row[4], logVariance: row[5], plan: row[6]))
        }
      }
      return result
    }
  }

  package func plan(_ hash: String) throws(HistoryError) -> RememberedPlan? {
    try read { db in
      guard let row = try Row.fetchOne(db, sql: "SELECT accesses, text FROM plan WHERE hash = ?", arguments: [hash])
      else { return nil }
      let accesses = try JSONDecoder().decode([RememberedPlan.Access].self, from: Data((row[0] as String).utf8))
      return RememberedPlan(hash: hash, accesses: accesses, text: row[1])
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
        result[QueryID(bytes: row[0] as Data), default: []].append(
          FindingRecord(rule: row[1], grade: row[2], severity: row[3], evidence: row[4]))
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
