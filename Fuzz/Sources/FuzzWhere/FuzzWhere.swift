import FuzzSupport

@testable import QDigest
@testable import Selection
@testable import SlowLog

/// Any text is an expression or an error with a place in it; times, too.
@_cdecl("LLVMFuzzerTestOneInput") public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: FuzzInput.bytes(start, count), as: UTF8.self)
  let now = Instant(seconds: 1_795_262_400)
  do throws(WhereError) {
    _ = try WhereExpression(text, now: now)
  } catch {
    FuzzInput.require(!error.description.isEmpty, "an error that says nothing")
  }
  var configuration = Configuration()
  do {
    try configuration.select(since: text, until: nil, now: now)
  } catch {
    FuzzInput.require(!error.description.isEmpty, "an error that says nothing")
  }
  return 0
}
