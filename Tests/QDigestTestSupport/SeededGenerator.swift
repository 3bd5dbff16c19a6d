/// A random number generator whose runs can be repeated (SplitMix64).
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  package mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(truncatingIfNeeded: next() >> 33) % (range.upperBound - range.lowerBound + 1)
  }

  /// True once in `among` times.
  package mutating func once(in among: Int) -> Bool { number(1...among) == 1 }

  package mutating func pick<T>(_ choices: [T]) -> T { choices[number(0...choices.count - 1)] }
}

/// Bytes as text that shows every byte.
package func shown(_ bytes: [UInt8]) -> String {
  var text = ""
  for byte in bytes {
    if byte >= 0x20, byte < 0x7F {
      text.unicodeScalars.append(Unicode.Scalar(byte))
    } else if byte == 0x0A {
      text += "\\n"
    } else {
      text += "\\x" + String(byte, radix: 16)
    }
  }
  return text
}
