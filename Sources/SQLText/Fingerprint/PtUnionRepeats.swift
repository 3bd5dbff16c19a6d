/// Finds the repeated parts of a UNION in O(*n* log *n*), by halving the text as Main and Lorentz do for squares.
///
/// A part that stands at `i ..< j`, before a separator `j ..< k`, repeats if `text[x] == text[x + p]` for all `x` in
/// `i ..< j`, where `p = k - i`. Take a border in the middle. Every repeat lies on one side of it, and is found by
/// doing the same with that half, or goes across. Then either the first copy touches the border or the second one
/// does, since the borders are put behind separators. In the first case two lengths tell for every `p` how far that
/// equality holds:
///
///     text[lo ..< mid]            text[mid ..< hi]
///     ········|— back —|mid|— ahead —|·······|mid+p|·······
///
/// `ahead` counts the equal bytes from `mid` and `mid + p` on, `back` those before the two. Both come for all `p` at
/// once from a Z array. What is left is to find separators at the right places in `mid - back ..< mid + ahead`. The
/// second case is the mirror image.
///
/// For a given `p` there can be many, and the same ones again for other `p`; but `p` grows, and of one `select` only
/// the smallest counts, so each is struck off once it was found.
package struct PtUnionRepeats {
  private let union: PtUnion
  /// For each `select` the index of its separator, -1 if there is none so far.
  private var found: [Int]

  /// For each `select` the first separator whose part repeats, -1 if there is none.
  package static func find(_ union: PtUnion, in text: Span<UInt8>) -> [Int] {
    var repeats = PtUnionRepeats(union: union, found: Array(repeating: -1, count: union.selects.count))
    repeats.search(text, in: 0..<text.count, separators: 0..<union.separators.count)
    return repeats.found
  }
}

extension PtUnionRepeats {
  private mutating func search(_ text: Span<UInt8>, in range: Range<Int>, separators: Range<Int>) {
    guard !separators.isEmpty else { return }
    let middle = separators.lowerBound + separators.count / 2
    let border = union.separators[middle].end
    searchAcross(text, range: range, border: border, separators: separators)
    search(text, in: range.lowerBound..<border, separators: separators.lowerBound..<middle)
    search(text, in: border..<range.upperBound, separators: middle + 1..<separators.upperBound)
  }

  private mutating func searchAcross(_ text: Span<UInt8>, range: Range<Int>, border: Int, separators: Range<Int>) {
    let left = border - range.lowerBound
    let right = range.upperBound - border
    let ahead = Self.zArray(text, range: range, border: border, isReversed: false)
    let back = Self.zArray(text, range: range, border: border, isReversed: true)
    let shortest = 7 + 7

    // The first copy touches the border.
    var open = Unfound(separators)
    for period in stride(from: shortest, to: right, by: 1) {
      let equalBack = min(Int(back[left + right - period]), left, period)
      guard equalBack > 0 else { continue }
      let equalAhead = min(Int(ahead[period]), right - period)
      note(
        period: period, starts: border - equalBack...border - 1, ends: border...border + equalAhead, open: &open)
    }

    // The second copy touches the border.
    open = Unfound(separators)
    for period in stride(from: shortest, through: left, by: 1) {
      let place = border - period
      let equalBack = min(Int(back[period]), left - period)
      let equalAhead = min(Int(ahead[right + left - period]), right, period)
      note(period: period, starts: place - equalBack...place, ends: place...place + equalAhead, open: &open)
    }
  }

  /// Notes the repeats with this period whose first copy starts and ends in the given ranges.
  private mutating func note(period: Int, starts: ClosedRange<Int>, ends: ClosedRange<Int>, open: inout Unfound) {
    let longest = 11
    let lowest = max(starts.lowerBound, ends.lowerBound - period + 7)
    let highest = min(starts.upperBound, ends.upperBound - 7, ends.upperBound - period + longest)
    guard lowest <= highest else { return }

    // Near the start of the equal range the text before a select may differ from that before its copy.
    var select = Self.lowerBound(union.selects.count) { union.selects[$0] < lowest }
    while select < union.selects.count, union.selects[select] <= min(highest, lowest + longest) {
      _ = noteSelect(select, period: period, ends: ends)
      select += 1
    }
    // Behind that a select follows a separator just as its copy does.
    var index = open.next(from: Self.lowerBound(union.separators.count) { union.separators[$0].end < lowest })
    while index < open.end, union.separators[index].end <= highest {
      let start = union.separators[index].end
      let select = Self.lowerBound(union.selects.count) { union.selects[$0] < start }
      if noteSelect(select, period: period, ends: ends) { open.remove(index) }
      index = open.next(from: index + 1)
    }
  }

  /// Notes the repeat of one select, if the separator before its copy is there and at the right place.
  private mutating func noteSelect(_ select: Int, period: Int, ends: ClosedRange<Int>) -> Bool {
    let start = union.selects[select]
    let copy = start + period
    let separator = Self.lowerBound(union.separators.count) { union.separators[$0].end < copy }
    guard separator < union.separators.count, union.separators[separator].end == copy else { return false }
    let end = union.separators[separator].start
    guard ends.contains(end), end >= start + 7 else { return false }
    if found[select] < 0 || separator < found[select] { found[select] = separator }
    return true
  }
}

extension PtUnionRepeats {
  /// The separators that were not struck off yet.
  private struct Unfound {
    let end: Int
    private let start: Int
    /// For each separator a later one from which to go on, itself if it is still there.
    private var skip: [Int]

    init(_ separators: Range<Int>) {
      start = separators.lowerBound
      end = separators.upperBound
      skip = Array(0...separators.count)
    }

    mutating func remove(_ index: Int) { skip[index - start] = index - start + 1 }

    mutating func next(from index: Int) -> Int {
      guard index < end else { return end }
      let first = max(index, start) - start
      var root = first
      while skip[root] != root { root = skip[root] }
      var step = first
      while skip[step] != step {
        let next = skip[step]
        skip[step] = root
        step = next
      }
      return root + start
    }
  }

  /// For each place of (right half, left half), or of both read backwards (left half, right half), how many bytes from
  /// there on equal those from the start on. Counts that go beyond a half are for the caller to cut.
  private static func zArray(_ text: Span<UInt8>, range: Range<Int>, border: Int, isReversed: Bool) -> [Int32] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    if isReversed {
      for index in stride(from: border - 1, through: range.lowerBound, by: -1) { bytes.append(text[index]) }
      for index in stride(from: range.upperBound - 1, through: border, by: -1) { bytes.append(text[index]) }
    } else {
      bytes.append(contentsOf: text, in: border..<range.upperBound)
      bytes.append(contentsOf: text, in: range.lowerBound..<border)
    }
    var lengths = [Int32](repeating: 0, count: bytes.count)
    var start = 0
    var end = 0
    for index in stride(from: 1, to: bytes.count, by: 1) {
      var length = index < end ? min(end - index, Int(lengths[index - start])) : 0
      while index + length < bytes.count, bytes[length] == bytes[index + length] { length += 1 }
      if index + length > end { (start, end) = (index, index + length) }
      lengths[index] = Int32(truncatingIfNeeded: length)
    }
    return lengths
  }

  /// The first index of a sorted list that isn't `below` what is looked for.
  private static func lowerBound(_ count: Int, below: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if below(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
