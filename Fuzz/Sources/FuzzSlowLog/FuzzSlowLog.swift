import FuzzSupport

private let good = Array(
  """

  # Time: 2026-11-22T10:00:00.000001Z
  # User@Host: app[app] @ web-1 [10.0.0.1]  Id:     9
  # Query_time: 4.000000  Lock_time: 0.000001 Rows_sent: 1  Rows_examined: 2
  SET timestamp=1795341600;
  SELECT qdigest_good_event;

  """.utf8)
private let goodStatement = Array("SELECT qdigest_good_event".utf8)

/// A log is divided into events, banners and gaps that cover it; where it is cut makes no difference; an event behind
/// any garbage is an event.
@_cdecl("LLVMFuzzerTestOneInput") public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = FuzzInput.bytes(start, count)
  let whole = Frames(bytes)
  FuzzInput.require(whole.fault(in: count) == nil, "byte \(whole.fault(in: count) ?? -1) is in no part, or in two")

  let first = FuzzInput.choice(bytes, count + 1)
  let second = min(count, first + 1 + FuzzInput.choice(bytes.reversed(), count + 1))
  let cut = Frames(bytes, cuts: [first, second])
  FuzzInput.require(cut.joined == whole.joined, "cut at \(first) and \(second): \(cut) instead of \(whole)")

  let longer = bytes + good
  let found = Frames(longer).parts.last { $0.statement != nil }
  FuzzInput.require(
    found?.statement.map { Array(longer[$0]) == goodStatement } ?? false,
    "the good event behind it is not the last event: \(Frames(longer).parts.suffix(3))")
  FuzzInput.require(found?.queryTime == 4_000_000, "the good event has another header's Query_time")
  return 0
}
