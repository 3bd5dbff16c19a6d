package import Aggregation
import Input
import SQLText

/// How far a log has been read, and what it is known by wherever it is moved.
///
/// A log is the same log if it begins with the same bytes and has the same bytes before the place that was reached:
/// renamed, packed or copied, it is still known, and one that took its name or its inode is not taken for it.
package struct LogPosition: Sendable, Equatable {
  package static let headLimit = 4096

  /// `nil` until it is stored.
  package var id: Int64?
  package var path: String
  package var device: UInt64
  package var inode: UInt64
  package var storedSize: UInt64
  package var headLength: Int
  package var headHash: [UInt8]
  /// Plain bytes.
  package var offset: UInt64
  package var tailLength: Int
  package var tailHash: [UInt8]
  package var carried: CarriedState

  package init(
    id: Int64? = nil, path: String, device: UInt64, inode: UInt64, storedSize: UInt64, headLength: Int,
    headHash: [UInt8], offset: UInt64, tailLength: Int, tailHash: [UInt8], carried: CarriedState
  ) {
    self.id = id
    self.path = path
    self.device = device
    self.inode = inode
    self.storedSize = storedSize
    self.headLength = headLength
    self.headHash = headHash
    self.offset = offset
    self.tailLength = tailLength
    self.tailHash = tailHash
    self.carried = carried
  }

  /// A name for bytes: their MD5.
  package static func hash(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    QueryID(fingerprint: Array(bytes)).bytes
  }

  package func isHead(of bytes: [UInt8]) -> Bool {
    bytes.count >= headLength && Self.hash(bytes[..<headLength]) == headHash
  }
}
