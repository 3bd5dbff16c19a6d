import Aggregation
import Comparison
import Foundation
import GRDB
import SQLText
import SlowLog

extension History {
  /// Remembers a run: all of it, or nothing.
  ///
  /// - Parameter jobs: how many threads may pack classes at once.
  /// - Returns: the run's number.
  package func record(_ run: RunRecord, jobs: Int = 1) throws(HistoryError) -> Int64 {
    // Which classes are new is asked again when nobody else writes; here it only saves work.
    let old = try read { db in try Self.classNumbers(db) }
    let rows = ParallelMap.map(run.digest.classes, jobs: jobs, chunk: 32) { one in
      ClassRow(of: one, isNew: old[one.id] == nil)
    }
    return try write { db in
      let instance = try Self.instance(run.labels, db)
      let number = try Self.insert(run, instance, db)
      var known = try Self.classNumbers(db)
      for row in rows { try Self.insert(row, run, number, &known, db) }
      try Self.store(run.positions, instance, number, db)
      return number
    }
  }

  /// The name of an instance: its labels, sorted.
  package static func name(of labels: [(name: String, value: String)]) -> String {
    labels.sorted { $0.name < $1.name }.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
  }

  private static func instance(_ labels: [(name: String, value: String)], _ db: Database) throws -> Int64 {
    let name = name(of: labels)
    try db.execute(sql: "INSERT OR IGNORE INTO instance (labels) VALUES (?)", arguments: [name])
    guard let id = try Int64.fetchOne(db, sql: "SELECT id FROM instance WHERE labels = ?", arguments: [name]) else {
      // Just stored, and an index of a damaged file does not know it.
      throw OddValue(column: "labels", problem: "not found again")
    }
    return id
  }

  private static func insert(_ run: RunRecord, _ instance: Int64, _ db: Database) throws -> Int64 {
    let total = run.digest.global
    try db.execute(
      sql: """
        INSERT INTO run (instance, started, window_start, window_end, first_event, last_event, day, group_by,
          fingerprint_mode, events, classes, response_time, total, accounting)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        instance, run.started.microseconds, run.windowStart.microseconds, run.windowEnd.microseconds,
        total.firstSeen?.microseconds, total.lastSeen?.microseconds, run.day,
        run.digest.groupBy.map(\.rawValue).joined(separator: ","), run.digest.fingerprintMode, Int64(total.count),
        run.digest.classes.count, micros(total), Data(Packed.bytes(of: total)),
        Data(Packed.bytes(of: run.digest.accounting)),
      ])
    return db.lastInsertedRowID
  }

  private static func micros(_ one: QueryClass) -> Int64 { Int64(clamping: one.metric(.queryTime)?.sum ?? 0) }

  private static func classNumbers(_ db: Database) throws -> [QueryID: Int64] {
    var result: [QueryID: Int64] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT query_id, id FROM class")
    while let row = try rows.next() { result[try row.storedID(0)] = try row.stored(1) }
    return result
  }

  /// What is stored of a class, worked out before the file is locked.
  private struct ClassRow: Sendable {
    let one: QueryClass
    let packed: [UInt8]
    let p95: Int64
    let figures: Window.Figures
    /// Of a class that was not known.
    let distilled: String?

    init(of one: QueryClass, isNew: Bool) {
      self.one = one
      packed = Packed.bytes(of: one, dictionary: one.fingerprint)
      p95 = Int64(clamping: one.metric(.queryTime)?.percentile(0.95) ?? 0)
      figures = Window.Figures(of: one)
      distilled = isNew ? one.distilledAlone() : nil
    }
  }

  private static func insert(
    _ row: ClassRow, _ run: RunRecord, _ number: Int64, _ known: inout [QueryID: Int64], _ db: Database
  ) throws {
    let one = row.one
    let place: Int64
    if let there = known[one.id] {
      place = there
    } else {
      try db.cachedStatement(sql: "INSERT INTO class (query_id, fingerprint, distilled) VALUES (?, ?, ?)").execute(
        arguments: [Data(one.id.bytes), Data(one.fingerprint), row.distilled ?? one.distilledAlone()])
      place = db.lastInsertedRowID
      known[one.id] = place
    }
    let review = run.reviews[one.id]
    try db.cachedStatement(sql: "INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?, ?, ?)").execute(
      arguments: [
        place, number, Int64(one.count), micros(one), row.p95, row.figures.logMean, row.figures.logVariance,
        review?.plan?.hash,
      ])
    try db.cachedStatement(sql: "INSERT INTO digest VALUES (?, ?, ?)").execute(
      arguments: [number, place, Data(row.packed)])
    if let plan = review?.plan {
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO plan VALUES (?, ?, ?)").execute(
        arguments: [plan.hash, String(decoding: try JSONEncoder().encode(plan.accesses), as: UTF8.self), plan.text])
    }
    for finding in review?.findings ?? [] {
      try db.cachedStatement(sql: "INSERT OR REPLACE INTO finding VALUES (?, ?, ?, ?, ?, ?)").execute(
        arguments: [number, place, finding.rule, finding.grade, finding.severity, finding.evidence])
    }
  }
}

// MARK: - Logs

extension History {
  private static func store(_ positions: [LogPosition], _ instance: Int64, _ run: Int64, _ db: Database) throws {
    for position in positions {
      let values: StatementArguments = [
        position.path, Int64(bitPattern: position.device), Int64(bitPattern: position.inode),
        Int64(clamping: position.storedSize), position.headLength, Data(position.headHash),
        Int64(clamping: position.offset), position.tailLength, Data(position.tailHash),
        Data(Packed.bytes(of: position.carried)), position.carried.instant, run,
      ]
      if let id = position.id {
        try db.execute(
          sql: """
            UPDATE log SET path = ?, device = ?, inode = ?, stored_size = ?, head_length = ?, head_hash = ?, offset = ?,
              tail_length = ?, tail_hash = ?, carried = ?, last_event = ?, last_run = ? WHERE id = ?
            """, arguments: values + [id])
      } else {
        try db.execute(
          sql: """
            INSERT INTO log (path, device, inode, stored_size, head_length, head_hash, offset, tail_length, tail_hash,
              carried, last_event, last_run, instance)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, arguments: values + [instance])
      }
    }
  }

  /// How far the logs of an instance have been read.
  package func positions(of labels: [(name: String, value: String)]) throws(HistoryError) -> [LogPosition] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT log.id, path, device, inode, stored_size, head_length, head_hash, offset, tail_length, tail_hash, carried
          FROM log JOIN instance ON instance.id = log.instance WHERE labels = ? ORDER BY log.id
          """, arguments: [Self.name(of: labels)]
      ).map { row in
        let offset = try row.storedCount(7)
        let longest = Int64(LogPosition.headLimit)
        return LogPosition(
          id: try row.stored(0), path: try row.stored(1), device: UInt64(bitPattern: try row.stored(2)),
          inode: UInt64(bitPattern: try row.stored(3)), storedSize: try row.storedCount(4),
          headLength: Int(try row.stored(5, in: 1...longest)), headHash: try row.storedBytes(6), offset: offset,
          tailLength: Int(try row.stored(8, in: 0...Int64(offset))), tailHash: try row.storedBytes(9),
          carried: try Packed.carried(try row.storedBytes(10)))
      }
    }
  }
}
