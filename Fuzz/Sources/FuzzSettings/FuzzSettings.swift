import FuzzSupport

@testable import JSONText
@testable import QDigest
@testable import Settings

/// Files of settings, TOML and JSON, and JSON as servers print it.
@_cdecl("LLVMFuzzerTestOneInput") public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = FuzzInput.bytes(start, count)
  do {
    _ = try SettingsFile.read(bytes, name: "settings")
  } catch {
    FuzzInput.require(error.place.line ?? 1 <= bytes.count { $0 == 0x0A } + 1, "a line behind the end: \(error.place)")
  }
  do throws(JSONError) {
    let value = try JSONValue(parsing: bytes)
    var writer = JSONWriter()
    writer.value(value)
    let again = try JSONValue(parsing: writer.bytes)
    FuzzInput.require(again == value, "written and read again it is another value")
  } catch {
    FuzzInput.require(error.offset <= count, "the error is behind the end")
  }
  _ = try? JSONValue(parsing: bytes, as: .serverOutput)
  return 0
}
