import Aggregation
import Packing

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
}
