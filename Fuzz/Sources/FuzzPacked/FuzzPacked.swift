import FuzzSupport

@testable import Input

/// gzip and zstd, whole or damaged: what comes out does not depend on how it is asked for.
@_cdecl("LLVMFuzzerTestOneInput") public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = FuzzInput.bytes(start, count)
  let whole = read(bytes, pieces: 1 << 16)
  let pieces = 1 + FuzzInput.choice(bytes, 700)
  FuzzInput.require(read(bytes, pieces: pieces) == whole, "read in pieces of \(pieces) other bytes come out")
  return 0
}

/// The bytes up to a limit that no small input should need a long time for.
private func read(_ bytes: [UInt8], pieces: Int) -> [UInt8] {
  var result: [UInt8] = []
  do throws(InputError) {
    var source = try ByteSource.bytes(bytes)
    var buffer = [UInt8](repeating: 0, count: pieces)
    while result.count < 4 << 20 {
      var span = buffer.mutableSpan
      let count = source.read(into: &span)
      guard count > 0 else { break }
      result += buffer[..<count]
    }
  } catch {
    result += Array("\(error)".utf8)
  }
  return Array(result.prefix(4 << 20))
}
