/// A 128-bit hash that stands for a skeleton.
///
/// Two skeletons of one log fall together with a chance of 2⁻⁸⁸ for a million of them; the seed, drawn anew in
/// every run, keeps anybody from constructing such a pair. Nothing that is reported depends on its value; but histories
/// keep hashes of plans, which are made with it and a seed of their own, so it must stay what it is.
///
/// - Complexity: O(*n*), sixteen bytes a step.
/// - Source: the multiply-and-fold step is that of wyhash (Wang Yi).
package struct SkeletonHash: Sendable, Hashable {
  package var low: UInt64
  package var high: UInt64

  /// The hash of `bytes[start ..< start + count]`.
  ///
  /// - Precondition: `bytes.count >= start + count + 16`; what follows the range is ignored.
  package init(hashing bytes: Span<UInt8>, from start: Int = 0, count: Int, seed: UInt64) {
    precondition(start >= 0 && count >= 0 && start + count + 16 <= bytes.count)
    var a = seed ^ 0xa076_1d64_78bd_642f
    var b = seed &+ 0xe703_7ed1_a0b4_28db
    var x: UInt64 = 0
    var y: UInt64 = 0
    // SAFETY: every load lies within `start ..< start + count + 16`, which was checked once for all of them; any
    // bytes make words, and the pointer does not leave the closure.
    unsafe bytes.withUnsafeBytes { raw in
      guard var at = unsafe raw.baseAddress.map({ unsafe $0 + start }) else { return }
      var rest = count
      while rest >= 16 {
        let block = unsafe at.loadUnaligned(as: SIMD2<UInt64>.self)
        let product = (a ^ block[0]).multipliedFullWidth(by: b ^ block[1])
        a = product.low &+ block[1]
        b = product.high ^ (a &>> 32 | a &<< 32) &+ block[0]
        unsafe at += 16
        rest &-= 16
      }
      // What stands behind the range is masked away.
      x = unsafe at.loadUnaligned(as: UInt64.self) & Self.mask(rest)
      y = unsafe at.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & Self.mask(rest - 8)
    }
    a = Self.fold(a ^ x, y ^ 0x1d8e_4e27_c47d_124f)
    b = Self.fold(b ^ y, x ^ 0xeb44_acca_b455_d165)
    low = Self.fold(a ^ UInt64(count), 0x9e37_79b9_7f4a_7c15)
    high = Self.fold(b ^ UInt64(count), a ^ 0xbf58_476d_1ce4_e5b9)
  }

  /// A mask of the first `count` bytes in memory.
  @inline(__always)
  private static func mask(_ count: Int) -> UInt64 {
    if count >= 8 { return .max }
    return count <= 0 ? 0 : ((1 << UInt64(8 * count)) - 1).littleEndian
  }

  @inline(__always)
  private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  package static func == (a: Self, b: Self) -> Bool { a.low == b.low && a.high == b.high }
  package func hash(into hasher: inout Hasher) { hasher.combine(low) }
}
