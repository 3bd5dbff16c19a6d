#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Numbers that look random and are the same for the same seed (SplitMix64, Steele et al., OOPSLA 2014).
struct Random {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  @inline(__always)
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  @inline(__always)
  mutating func below(_ bound: UInt64) -> UInt64 {
    next().multipliedFullWidth(by: bound).high
  }

  @inline(__always)
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: below(UInt64(truncatingIfNeeded: bound)))
  }

  /// At least 0 and below 1.
  mutating func fraction() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// From `least` to `most`, small numbers far more often: each octave is as likely as the next.
  mutating func length(from least: Int = 1, upTo most: Int) -> Int {
    let ratio = (Double(most) + 1) / Double(least)
    return most <= least ? least : max(least, min(most, Int(Double(least) * exp(fraction() * log(ratio)))))
  }

  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Draws `0 ..< count` with the frequencies of Zipf's law: the item of rank *k* comes 1 / *k*^exponent as often as the first.
///
/// By an alias table (Vose 1991): a draw takes the same time for any count.
struct Zipf {
  private var threshold: [Double]
  private var alias: [UInt32]

  init(count: Int, exponent: Double) {
    var weights = (1...count).map { pow(Double($0), -exponent) }
    let scale = Double(count) / weights.reduce(0, +)
    for index in weights.indices { weights[index] *= scale }
    threshold = weights
    alias = [UInt32](repeating: 0, count: count)
    var small = weights.indices.filter { weights[$0] < 1 }
    var large = weights.indices.filter { weights[$0] >= 1 }
    while let low = small.last, let high = large.last {
      small.removeLast()
      threshold[low] = weights[low]
      alias[low] = UInt32(high)
      weights[high] -= 1 - weights[low]
      if weights[high] < 1 {
        large.removeLast()
        small.append(high)
      }
    }
    // What is left over differs from 1 only by rounding.
    for index in small + large { threshold[index] = 1 }
  }

  mutating func draw(_ random: inout Random) -> Int {
    let column = random.below(threshold.count)
    return random.fraction() < threshold[column] ? column : Int(alias[column])
  }
}
