import Aggregation
import Packing
import SQLText

/// Values as they stand in the tables: coded, packed.
enum Packed {
  static func bytes(of one: QueryClass, dictionary: [UInt8] = []) -> [UInt8] {
    var writer = ByteWriter()
    one.write(to: &writer)
    return Zstandard.packed(writer.bytes, level: 6, dictionary: dictionary)
  }

  static func queryClass(_ bytes: [UInt8], dictionary: [UInt8] = []) throws -> QueryClass {
    var reader = ByteReader(try Zstandard.unpacked(bytes, dictionary: dictionary))
    return try QueryClass(from: &reader)
  }

  static func bytes(of accounting: Accounting) -> [UInt8] {
    var writer = ByteWriter()
    accounting.write(to: &writer)
    return Zstandard.packed(writer.bytes)
  }

  static func accounting(_ bytes: [UInt8]) throws -> Accounting {
    var reader = ByteReader(try Zstandard.unpacked(bytes))
    return try Accounting(from: &reader)
  }

  static func bytes(of carried: CarriedState) -> [UInt8] {
    var writer = ByteWriter()
    carried.write(to: &writer)
    return writer.bytes
  }

  static func carried(_ bytes: [UInt8]) throws -> CarriedState {
    var reader = ByteReader(bytes)
    return try CarriedState(from: &reader)
  }

  static func bytes(of id: QueryID) -> [UInt8] {
    [id.high, id.low].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> UInt64(56 - 8 * $0)) } }
  }

  static func queryID(_ bytes: [UInt8]) -> QueryID {
    let half = { (part: ArraySlice<UInt8>) in part.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
    return QueryID(high: half(bytes.prefix(8)), low: half(bytes.dropFirst(8).prefix(8)))
  }
}
