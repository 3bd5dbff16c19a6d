extension Distribution {
  /// Totals, then the values while they are kept, else the filled buckets by their distance from one another.
  package func write(to writer: inout ByteWriter) {
    writer.put(count)
    guard count > 0 else { return }
    if let values = exactValues {
      var last: UInt64 = 0
      for value in values {
        writer.put(value - last)
        last = value
      }
      return
    }
    writer.put(wide: sum)
    writer.put(wide: sumOfSquares)
    writer.put(min)
    writer.put(max - min)
    let filled = buckets
    writer.put(filled.count)
    var last = 0
    for (bucket, count) in filled {
      writer.put(bucket - last)
      writer.put(UInt64(count))
      last = bucket
    }
  }

  package init(from reader: inout ByteReader) throws(CodingError) {
    self.init()
    let count = try reader.number()
    guard count > 0 else { return }
    if count <= UInt64(Self.exactLimit) {
      var value: UInt64 = 0
      for _ in 0..<count {
        let (next, overflow) = value.addingReportingOverflow(try reader.number())
        guard !overflow else { throw reader.failure("a value is too large") }
        value = next
        add(value)
      }
      return
    }
    let sum = try reader.wide()
    let squares = try reader.wide()
    let smallest = try reader.number()
    let (largest, overflow) = smallest.addingReportingOverflow(try reader.number())
    guard !overflow else { throw reader.failure("the largest value is too large") }
    var filled: [(bucket: Int, count: UInt32)] = []
    var bucket: UInt64 = 0
    for _ in 0..<(try reader.count()) {
      bucket += UInt64(try reader.number(atMost: 4_096))
      guard bucket <= UInt64(Self.bucket(of: .max)) else { throw reader.failure("there is no bucket \(bucket)") }
      filled.append((Int(bucket), UInt32(try reader.number(atMost: UInt64(UInt32.max)))))
    }
    guard let first = filled.first, let last = filled.last, first.bucket == Self.bucket(of: smallest),
      last.bucket == Self.bucket(of: largest)
    else { throw reader.failure("the buckets do not agree with the smallest and the largest value") }
    self.init(count: count, sum: sum, sumOfSquares: squares, min: smallest, max: largest, buckets: filled)
  }
}
