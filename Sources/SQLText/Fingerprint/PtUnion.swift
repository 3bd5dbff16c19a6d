/// Folds equal parts of a UNION: `select a union select a` becomes `select a /*repeat union*/`.
///
/// The rule: from the first `select` of which it is true, the shortest part that stands again behind the `union` or
/// `union all` that follows it, and all further repeats; then on from there. The text that is compared ends where the
/// part ends, so that `select a union select ab` becomes `select a /*repeat union*/b`.
///
/// Trying all pairs of a `select` and a `union` is what a regular expression does. It is fast for the statements
/// people write, but quadratic, so it ends when it has cost a few steps per byte; then `PtUnionRepeats` finds the
/// same pairs in O(*n* log *n*).
package struct PtUnion {
  /// What separates two parts: `union` or `union all` with one blank on both sides, before a `select`.
  package struct Separator {
    package var start: Int
    /// Where the `select` behind it starts.
    package var end: Int
  }

  /// Where `select` and a blank stand, at the start of a word.
  package private(set) var selects: [Int] = []
  package private(set) var separators: [Separator] = []

  package init(_ text: Span<UInt8>) {
    var index = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "s"):
        if Self.isSelect(text, at: index), text.isBoundary(at: index) { selects.append(index) }
      case UInt8(ascii: "u"):
        if let separator = Self.separator(in: text, at: index) { separators.append(separator) }
      default: break
      }
      index += 1
    }
  }

  /// Writes the folded text to `output`.
  ///
  /// - Returns: whether anything was folded; only then is `output` the new text.
  package static func collapse(_ text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
    let union = PtUnion(text)
    guard !union.separators.isEmpty, !union.selects.isEmpty else { return false }
    let repeats = union.repeatsByTrying(text, steps: 64 * text.count) ?? PtUnionRepeats.find(union, in: text)
    return union.write(text, repeats: repeats, to: &output)
  }

  /// For each `select` the first separator whose part repeats, -1 if there is none.
  ///
  /// - Returns: `nil` if that would take more than about `steps` comparisons.
  package func repeatsByTrying(_ text: Span<UInt8>, steps: Int) -> [Int]? {
    var left = steps
    var repeats = [Int](repeating: -1, count: selects.count)
    var next = 0
    for (index, select) in selects.enumerated() {
      while next < separators.count, separators[next].start < select + 7 { next += 1 }
      // A longer part has this separator inside, and so has its copy.
      let union = next < separators.count ? separators[next].start + 1 - select : 0
      for candidate in next..<separators.count {
        let separator = separators[candidate]
        let length = separator.start - select
        if separator.end + length > text.count { break }
        if candidate > next, text[separator.end + union] != UInt8(ascii: "u") {
          left -= 1
          continue
        }
        var equal = 0
        while equal < length, text[select + equal] == text[separator.end + equal] { equal += 1 }
        left -= equal + 1
        if equal == length {
          repeats[index] = candidate
          break
        }
        if left < 0 { return nil }
      }
      if left < 0 { return nil }
    }
    return repeats
  }
}

extension PtUnion {
  private func write(_ text: Span<UInt8>, repeats: [Int], to output: inout [UInt8]) -> Bool {
    output.removeAll(keepingCapacity: true)
    var copied = 0
    for (select, first) in zip(selects, repeats) where select >= copied && first >= 0 {
      let length = separators[first].start - select
      var last = first
      var end = separators[first].end + length
      var next = first + 1
      while true {
        while next < separators.count, separators[next].start < end { next += 1 }
        guard next < separators.count, separators[next].start == end,
          Self.isEqual(text, select, separators[next].end, length: length)
        else { break }
        last = next
        end = separators[next].end + length
      }
      output.append(contentsOf: text, in: copied..<select + length)
      output.append(contentsOf: " /*repeat".utf8)
      output.append(contentsOf: text, in: separators[last].start..<separators[last].end - 1)
      output.append(contentsOf: "*/".utf8)
      copied = end
    }
    guard copied > 0 else { return false }
    output.append(contentsOf: text, in: copied..<text.count)
    return true
  }

  private static func isEqual(_ text: Span<UInt8>, _ left: Int, _ right: Int, length: Int) -> Bool {
    guard right + length <= text.count else { return false }
    for offset in 0..<length where text[left + offset] != text[right + offset] { return false }
    return true
  }

  private static func isSelect(_ text: Span<UInt8>, at index: Int) -> Bool {
    text.holds(exactly: "select", at: index) && index + 6 < text.count && PtByte.isSpace(text[index + 6])
  }

  /// The separator whose `union` starts at `union`.
  private static func separator(in text: Span<UInt8>, at union: Int) -> Separator? {
    guard union > 0, PtByte.isSpace(text[union - 1]), text.holds(exactly: "union", at: union) else { return nil }
    var end = union + 5
    guard end < text.count, PtByte.isSpace(text[end]) else { return nil }
    if text.holds(exactly: "all", at: end + 1) { end += 4 }
    guard end < text.count, PtByte.isSpace(text[end]), isSelect(text, at: end + 1) else { return nil }
    return Separator(start: union - 1, end: end + 1)
  }
}
