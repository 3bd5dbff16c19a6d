import Foundation
import GRDB
import SQLText
import SlowLog

/// A value that SQLite would not have been given: the file is damaged, or somebody has written to it.
struct OddValue: Error {
  let column: String
  let problem: String
}

// Values of a row as they were stored. GRDB's own subscripts end the process where a value is of another kind, and SQLite
// keeps any kind in any column.
extension Row {
  func stored<Value: DatabaseValueConvertible>(_ index: Int) throws -> Value {
    guard let value = Value.fromDatabaseValue(self[index] as DatabaseValue) else { throw odd(index, "of another kind") }
    return value
  }

  func storedIfAny<Value: DatabaseValueConvertible>(_ index: Int) throws -> Value? {
    let value: DatabaseValue = self[index]
    return value.isNull ? nil : try stored(index) as Value
  }

  func storedBytes(_ index: Int) throws -> [UInt8] { [UInt8](try stored(index) as Data) }

  /// No log has more than this; so sums of many do not overflow.
  func storedCount(_ index: Int) throws -> UInt64 { UInt64(try stored(index, in: 0...1 << 56)) }

  func stored(_ index: Int, in range: ClosedRange<Int64>) throws -> Int64 {
    let value: Int64 = try stored(index)
    guard range.contains(value) else { throw odd(index, "out of range") }
    return value
  }

  /// Microseconds.
  func storedTime(_ index: Int) throws -> UInt64 { UInt64(try stored(index, in: 0...Int64.max)) }

  /// Far beyond what a log can say, and no day or window of it overflows.
  func storedInstant(_ index: Int) throws -> Instant {
    Instant(microseconds: try stored(index, in: -(1 << 60)...1 << 60))
  }

  func storedID(_ index: Int) throws -> QueryID {
    let bytes: Data = try stored(index)
    guard bytes.count == 16 else { throw odd(index, "no ID") }
    return QueryID(bytes: bytes)
  }

  private func odd(_ index: Int, _ problem: String) -> OddValue {
    OddValue(column: Array(columnNames)[index], problem: problem)
  }
}
