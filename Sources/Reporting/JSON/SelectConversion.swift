/// The SELECT that pt-query-digest makes of an UPDATE or DELETE, so that old servers can explain it.
///
/// It is made by looking for words, not by parsing, and is kept for scripts that read it; it need not be valid SQL.
///
///     update t set b = b + 30 where user_id=1    select  b = b + 30 from t where  user_id=1
///     DELETE FROM products WHERE id = 78         select * from  products WHERE id = 78
///
/// - Source: package QueryRewriter of pt-query-digest 3.7.1 (`convert_to_select`). Its INSERT forms are left out: it
///   asks for none of statements whose fingerprint begins so.
package enum SelectConversion {
  /// `nil` where the reference has none.
  package static func select(for statement: [UInt8], fingerprint: [UInt8]) -> [UInt8]? {
    let item = Words(fingerprint)
    var start = 0
    while start < fingerprint.count, fingerprint[start] == UInt8(ascii: "(") || Words.isSpace(fingerprint[start]) {
      start += 1
    }
    if item.has("select", at: start) || item.has("insert", at: 0) || item.has("replace", at: 0) { return nil }
    let words = Words(statement)
    guard !words.assignsSubquery, !statement.isEmpty else { return nil }
    var converted = update(words) ?? delete(words) ?? statement
    if let select = Words(converted).next("select", from: 0) { converted = Array(converted[select...]) }
    return converted.drop(while: { $0 == UInt8(ascii: "(") || Words.isSpace($0) }).count >= 6
      && Words(converted).has("select", at: converted.firstIndex { $0 != UInt8(ascii: "(") && !Words.isSpace($0) } ?? 0)
      ? converted : nil
  }

  private static func update(_ words: Words) -> [UInt8]? {
    guard let update = words.next("update", from: 0, isWhole: false) else { return nil }
    var from = words.spaceEnd(update + 6)
    guard from > update + 6 else { return nil }
    for modifier in ["low_priority", "ignore"] where words.has(modifier, at: from) {
      let end = words.spaceEnd(from + modifier.utf8.count)
      if end > from + modifier.utf8.count {
        from = end
        break
      }
    }
    var candidate = words.next("set", from: from)
    while let place = candidate, place == from || !Words.isSpace(words.bytes[place - 1]) {
      candidate = words.next("set", from: place + 3)
    }
    guard let set = candidate else { return nil }
    let tables = words.trimmedEnd(words.bytes[from..<set])
    let limit = words.limitAtEnd(from: set + 3)
    let end = limit ?? words.bytes.count
    let place = words.next("where", from: set + 3, isWhole: false, isWholeAtEnd: true).flatMap { $0 < end ? $0 : nil }
    let assignments = place.map { words.trimmedEnd(words.bytes[(set + 3)..<$0]) } ?? words.bytes[(set + 3)..<end]
    var result = Array("select ".utf8) + assignments + Array(" from ".utf8) + tables + [0x20]
    if let place, place + 5 < end { result += Array("where ".utf8) + words.bytes[(place + 5)..<end] }
    if let limit { result += [0x20] + words.bytes[limit...] + [0x20] }
    return result
  }

  private static func delete(_ words: Words) -> [UInt8]? {
    guard let delete = words.next("delete", from: 0, isWhole: false) else { return nil }
    let start = words.spaceEnd(delete + 6)
    guard start > delete + 6, let from = words.next("from", from: start) else { return nil }
    let rest = words.bytes[(from + 4)...]
    let isJoin = Words(Array(rest)).next("join", from: 0, ignoringCase: false) != nil
    return Array((isJoin ? "select 1 from " : "select * from ").utf8) + rest
  }
}

/// Finds words in a statement, in whatever case they are written.
private struct Words {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "_")
  }

  func has(_ word: String, at index: Int, ignoringCase: Bool = true) -> Bool {
    guard index >= 0, index + word.utf8.count <= bytes.count else { return false }
    return zip(word.utf8, bytes[index...]).allSatisfy { ignoringCase ? $0 == $1 | 0x20 || $0 == $1 : $0 == $1 }
  }

  /// The first place of a word at or after `start`; with word borders around it unless told otherwise.
  func next(
    _ word: String, from start: Int, isWhole: Bool = true, isWholeAtEnd: Bool = false, ignoringCase: Bool = true
  ) -> Int? {
    let length = word.utf8.count
    guard start >= 0, start + length <= bytes.count else { return nil }
    return (start...(bytes.count - length)).first { index in
      guard has(word, at: index, ignoringCase: ignoringCase) else { return false }
      if isWhole, index > 0, Self.isWord(bytes[index - 1]) { return false }
      return !(isWhole || isWholeAtEnd) || index + length == bytes.count || !Self.isWord(bytes[index + length])
    }
  }

  func spaceEnd(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
    return index
  }

  func trimmedEnd(_ slice: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var slice = slice
    while let last = slice.last, Self.isSpace(last) { slice.removeLast() }
    return slice
  }

  /// Whether there is `= (SELECT `: such a statement the reference leaves alone.
  var assignsSubquery: Bool {
    bytes.indices.contains { index in
      guard bytes[index] == UInt8(ascii: "=") else { return false }
      let parenthesis = spaceEnd(index + 1)
      guard parenthesis < bytes.count, bytes[parenthesis] == UInt8(ascii: "(") else { return false }
      let select = spaceEnd(parenthesis + 1)
      return has("select ", at: select)
    }
  }

  /// Where a `LIMIT` with nothing but numbers behind it ends the statement.
  func limitAtEnd(from start: Int) -> Int? {
    var place: Int?
    var index = start
    while let next = next("limit", from: index, isWhole: false) {
      if isLimit(next) {
        place = next
        break
      }
      index = next + 5
    }
    return place
  }

  private func isLimit(_ start: Int) -> Bool {
    var index = spaceEnd(start + 5)
    guard let first = digitsEnd(index) else { return false }
    index = first
    if index == bytes.count { return true }
    let comma = spaceEnd(index)
    guard comma < bytes.count, bytes[comma] == UInt8(ascii: ",") else { return false }
    return digitsEnd(spaceEnd(comma + 1)) == bytes.count
  }

  private func digitsEnd(_ start: Int) -> Int? {
    var index = start
    while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
    return index > start ? index : nil
  }
}
