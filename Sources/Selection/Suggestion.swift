/// Finds the word that somebody most likely meant.
package enum Suggestion {
  /// The candidate nearest to `word` without regard to case, or `nil` if none is near: at most one third of
  /// the letters (and at least one, at most three) may be missing, added, different or swapped with their neighbour.
  ///
  /// - Complexity: O(number of candidates · their length · the word's length); words longer than 64 match nothing.
  package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let wanted = folded(word)
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    let tolerance = min(3, max(1, wanted.count / 3))
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let distance = distance(wanted, folded(candidate))
      if distance <= tolerance, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.candidate
  }

  /// Words in a row as a sentence has them: `a, b or c`.
  package static func list(_ words: [String], joinedBy last: String = "or") -> String {
    guard let final = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(last) \(final)"
  }

  /// ASCII lower case; `-` and `_` are the same.
  private static func folded(_ word: String) -> [UInt8] {
    word.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0.asciiLowercased }
  }

  /// How many letters have to be inserted, removed, replaced or swapped with the next one to make `b` of `a`.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var least = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, beforeLast[j - 1] + 1) }
        row.append(least)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}

extension UInt8 {
  var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
