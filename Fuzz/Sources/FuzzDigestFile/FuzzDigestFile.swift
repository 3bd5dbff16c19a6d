import FuzzSupport

@testable import Aggregation

/// A digest that anybody can have written is read, or refused: behind the checksum, where a fuzzer does not come by
/// itself. What is read is written and read again the same.
@_cdecl("LLVMFuzzerTestOneInput") public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = FuzzInput.bytes(start, count)
  do throws(CodingError) {
    var reader = ByteReader(bytes)
    let digest = try Digest(from: &reader)
    let once = written(digest)
    var again = ByteReader(once)
    FuzzInput.require(written(try Digest(from: &again)) == once, "written twice it is not the same")
  } catch {
    FuzzInput.require(error.offset <= count, "the error is behind the end")
  }
  var reader = ByteReader(bytes)
  _ = try? QueryClass(from: &reader)
  var carried = ByteReader(bytes)
  _ = try? CarriedState(from: &carried)
  return 0
}

private func written(_ digest: Digest) -> [UInt8] {
  var writer = ByteWriter()
  digest.write(to: &writer)
  return writer.bytes
}
