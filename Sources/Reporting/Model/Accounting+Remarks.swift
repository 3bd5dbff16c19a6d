package import Aggregation

extension Accounting {
  /// That statements imitate the log, and where the first one is; `nil` if none does.
  package var imitationRemark: String? {
    guard imitations > 0 else { return nil }
    let isOne = imitations == 1
    let place = firstImitation.map {
      ", \(isOne ? "" : "the first ")at byte \(Figure.grouped($0.offset)) of \(VisibleText.of($0.file))"
    }
    return "\(Figure.count(imitations, "statement")) \(isOne ? "holds" : "hold") text that imitates a log header"
      + (place ?? "")
  }
}
