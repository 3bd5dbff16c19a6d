/// What tells a file from every other one, and its state when it was looked at.
///
/// - Units: `size` in stored bytes; the time of the last change in seconds since 1970 and nanoseconds of that second.
package struct FileIdentity: Hashable, Sendable {
  package var device: UInt64
  package var inode: UInt64
  package var size: UInt64
  package var modifiedSeconds: Int64
  package var modifiedNanoseconds: Int32

  package init(
    device: UInt64, inode: UInt64, size: UInt64, modifiedSeconds: Int64, modifiedNanoseconds: Int32
  ) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modifiedSeconds = modifiedSeconds
    self.modifiedNanoseconds = modifiedNanoseconds
  }
}
