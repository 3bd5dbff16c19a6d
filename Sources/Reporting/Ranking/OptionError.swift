/// A mistake in the text of an option: one line that says what is wrong and what would be right.
package struct OptionError: Error, Hashable, Sendable, CustomStringConvertible {
  package var description: String

  package init(_ description: String) { self.description = description }
}

/// The candidate that is spelled most like `word`, if it is like it at all; of equal ones the first.
///
/// - Complexity: O(*n*·*m*) for each candidate, in the lengths of the two words.
func nearest(to word: String, of candidates: [String]) -> String? {
  let limit = max(2, word.utf8.count / 3)
  let distances = candidates.map { (name: $0, distance: editDistance(word.lowercased(), $0.lowercased())) }
  return distances.filter { $0.distance <= limit }.min { $0.distance < $1.distance }?.name
}

/// How many letters have to be put in, taken out or changed to make one word of the other.
private func editDistance(_ a: String, _ b: String) -> Int {
  let b = Array(b.utf8)
  var row = Array(0...b.count)
  for (i, letter) in a.utf8.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in b.enumerated() {
      let change = diagonal + (letter == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[b.count]
}
