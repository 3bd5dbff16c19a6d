/// The numbers of a chunk's events, one after the other.
///
/// An array with room behind its end, that can be lent once and filled: each `append` of an array asks anew whether the
/// array is shared.
package struct ValueList: Sendable {
  /// The first `count` of these are the list.
  package private(set) var storage: [UInt64] = []
  package private(set) var count = 0

  package init() {}

  package subscript(index: Int) -> UInt64 {
    get { storage[index] }
    set { storage[index] = newValue }
  }

  package subscript(range: Range<Int>) -> ArraySlice<UInt64> { storage[range] }

  mutating func append(_ value: UInt64) {
    reserve(1)
    storage[count] = value
    count += 1
  }

  /// Makes room for that many more.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count + more > storage.count { grow(more) }
  }

  private mutating func grow(_ more: Int) {
    storage.append(contentsOf: repeatElement(0, count: max(storage.count, more, 1_024)))
  }

  /// Lends the list and what was reserved behind it to `body`, which answers how many are filled then.
  @inline(__always)
  mutating func fill(_ body: (inout MutableSpan<UInt64>, Int) -> Int) {
    let before = count
    var room = storage.mutableSpan
    count = body(&room, before)
  }

  mutating func removeLast(_ number: Int) { count -= number }
  mutating func removeAll() { count = 0 }
}
