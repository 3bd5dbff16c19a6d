/// A library that inflates gzip members: zlib, or ISA-L where the package is built with it.
///
/// The inflater reads the header, the data and the trailer of one member, and checks the trailer's checksum. What lies
/// between and behind the members is the ``GzipDecoder``'s business.
protocol GzipInflater: ~Copyable, Sendable {
  init()

  /// Makes ready for the next member.
  mutating func startMember()

  /// Inflates from the front of `input` to the front of `output`, as far as either of them reaches.
  mutating func inflate(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> InflateStep
}

/// How far one call of an inflater came.
struct InflateStep: Hashable {
  enum State: Hashable {
    case more
    /// The member is complete, its checksum right, and all of it is in the output.
    case memberEnd
    case damaged(InputLoss.Damage)
  }
  var consumed: Int
  var produced: Int
  var state: State
}
