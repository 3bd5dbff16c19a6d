extension FixedWidthInteger where Self: UnsignedInteger {
  /// Adds; what is too large stays at the largest number there is. For sums of what a log says, which may be anything:
  /// servers with a known fault write a `Query_time` of half a million years.
  @inlinable @inline(__always)
  package mutating func addSaturating(_ other: Self) {
    let (sum, isTooLarge) = addingReportingOverflow(other)
    self = isTooLarge ? .max : sum
  }
}
