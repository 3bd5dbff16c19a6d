import Aggregation
import Dispatch
import GRDB
import Packing

/// What was found night after night, in one SQLite file.
///
/// Each run is one transaction: killed at any moment, the file holds the runs before and nothing of this one. Whole
/// digests are kept, not only numbers, so that runs can be merged into any window.
///
/// - Concurrency: any number of readers beside one writer; a writer waits ten seconds for another.
package final class History: Sendable {
  let pool: DatabasePool
  private let path: String

  /// Opens a history, and makes it if it is not there.
  package init(creating path: String) throws(HistoryError) {
    self.path = path
    // Statements of a server are nobody else's business.
    FileCheck.create(path)
    pool = try Self.attempt(path) { try DatabasePool(path: path, configuration: Self.configuration(isReadOnly: false)) }
    try Self.attempt(path) { [pool] in
      if try pool.read(Schema.migrator.hasBeenSuperseded) { throw Self.newer(path) }
      try Schema.migrator.migrate(pool)
    }
  }

  /// Opens a history to read it; it has to be there.
  package init(reading path: String) throws(HistoryError) {
    self.path = path
    guard FileCheck.exists(path) else {
      throw HistoryError(
        "\(path): there is no such history", hint: "qdigest nightly --history \(path) LOG... makes one")
    }
    pool = try Self.attempt(path) { try DatabasePool(path: path, configuration: Self.configuration(isReadOnly: true)) }
    try Self.attempt(path) { [pool] in
      let (isNewer, isComplete) = try pool.read {
        (try Schema.migrator.hasBeenSuperseded($0), try Schema.migrator.hasCompletedMigrations($0))
      }
      if isNewer { throw Self.newer(path) }
      if !isComplete {
        throw HistoryError(
          "\(path): this is no history of qdigest, or one that is older than this program",
          hint: "qdigest nightly brings an older one up to date")
      }
    }
  }

  private static func configuration(isReadOnly: Bool) -> GRDB.Configuration {
    var configuration = GRDB.Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .timeout(10)
    // GRDB's own choice goes before other work of the machine.
    configuration.qos = .default
    configuration.label = "history"
    return configuration
  }

  private static func newer(_ path: String) -> HistoryError {
    HistoryError("\(path): a newer qdigest has written this history", hint: "use that version, or another file")
  }

  /// Does something with the file and tells in its own words what fails.
  static func attempt<Result>(_ path: String, _ body: () throws -> Result) throws(HistoryError) -> Result {
    do {
      return try body()
    } catch let error as HistoryError {
      throw error
    } catch let error as DatabaseError {
      throw HistoryError("\(path): \(error.message ?? "\(error.resultCode)")", hint: hint(for: error.resultCode))
    } catch let error as OddValue {
      throw HistoryError(
        "\(path): damaged: \(error.column) is \(error.problem)", hint: "qdigest history --check tells what else is")
    } catch let error as CodingError {
      throw HistoryError("\(path): damaged: \(error.problem)", hint: "qdigest history --check tells what else is")
    } catch let error as PackingError {
      throw HistoryError("\(path): damaged: \(error.problem)", hint: "qdigest history --check tells what else is")
    } catch {
      throw HistoryError("\(path): \(error)")
    }
  }

  private static func hint(for code: ResultCode) -> String? {
    switch code {
    case .SQLITE_BUSY, .SQLITE_LOCKED: "another program holds it; try again when that is done"
    case .SQLITE_IOERR:
      "the disk may be full, or it fails; nothing of this run was kept, run it again when that is mended"
    case .SQLITE_FULL: "the disk is full; nothing of this run was kept, run it again when there is room"
    case .SQLITE_READONLY: "the file or its folder cannot be written; check the permissions"
    case .SQLITE_CANTOPEN: "check that its folder is there and can be written"
    case .SQLITE_NOTADB: "this is no SQLite file; give another name, or move it away"
    case .SQLITE_CORRUPT: "the file is damaged; take a copy from before, or begin a new one"
    default: nil
    }
  }

  func read<Result>(_ body: (Database) throws -> Result) throws(HistoryError) -> Result {
    try Self.attempt(path) { try pool.read(body) }
  }

  func write<Result>(_ body: (Database) throws -> Result) throws(HistoryError) -> Result {
    try Self.attempt(path) { try pool.write(body) }
  }
}
