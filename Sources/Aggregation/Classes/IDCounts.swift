/// How often each of a few small numbers occurred.
///
/// Most classes see a handful of users; these stand in a short list. Many different ones go to an array by number.
///
/// - Complexity: `add` O(1), with at most ``shortLimit`` comparisons.
struct IDCounts: Sendable {
  private static let shortLimit = 8

  private var short: [(id: UInt32, count: UInt64)] = []
  private var byID: [UInt64] = []

  @inline(__always)
  mutating func add(_ id: UInt32) {
    if byID.isEmpty {
      var i = 0
      while i < short.count {
        if short[i].id == id {
          short[i].count += 1
          return
        }
        i += 1
      }
    } else if Int(id) < byID.count {
      byID[Int(id)] += 1
      return
    }
    insert(id)
  }

  private mutating func insert(_ id: UInt32) {
    if byID.isEmpty {
      guard short.count >= Self.shortLimit else {
        short.append((id, 1))
        return
      }
      for (id, count) in short { raise(id, count) }
      short = []
    }
    raise(id, 1)
  }

  private mutating func raise(_ id: UInt32, _ count: UInt64) {
    let missing = Int(id) + 1 - byID.count
    if missing > 0 { byID.append(contentsOf: repeatElement(0, count: missing)) }
    byID[Int(id)] += count
  }

  /// Each number with its count.
  var pairs: [(id: UInt32, count: UInt64)] {
    byID.isEmpty ? short : byID.enumerated().compactMap { $1 > 0 ? (id: UInt32($0), count: $1) : nil }
  }
}
