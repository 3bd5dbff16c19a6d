/// The bytes from `start` to `end` as an array of their own.
func copy(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(end - start)
  for i in start..<end { result.append(bytes[i]) }
  return result
}
