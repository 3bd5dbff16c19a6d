/// Finds words without regard to case: an open-addressing hash table of words of up to 24 bytes.
///
/// A word is folded into three integers, first bytes first, each byte with bit 5 set, which makes ASCII letters lower
/// case; no two different words of lower-case letters, digits and `_` fold alike.
///
/// - Complexity: `entry` takes time linear in the word, with one probe for nearly every word that is not in the table.
struct WordTable: Sendable {
  struct Folded: Hashable {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0

    var slot: Int {
      let mixed = (first ^ (second &* 0x9E37_79B9_7F4A_7C15) ^ third) &* 0xD6E8_FEB8_6659_FD93
      return Int(truncatingIfNeeded: mixed >> 54)
    }
  }

  struct Entry: Sendable {
    var keyword: Keyword
    var traits: KeywordTraits
  }

  private static let longest = 24
  /// For each slot 0 or one more than an index into `words` and `entries`.
  private var slots: [UInt16] = Array(repeating: 0, count: 1024)
  private var words: [Folded] = []
  private var entries: [Entry] = []

  private mutating func insert(_ word: String, _ entry: Entry) {
    let bytes = Array(word.utf8)
    guard let folded = Self.fold(bytes.span, 0..<bytes.count) else { return }
    words.append(folded)
    entries.append(entry)
    var slot = folded.slot
    while slots[slot] != 0 { slot = (slot + 1) & 1023 }
    slots[slot] = UInt16(words.count)
  }

  /// What is known of the word in a range of the text.
  func entry(_ text: Span<UInt8>, _ range: Range<Int>) -> Entry? {
    guard let folded = Self.fold(text, range) else { return nil }
    var slot = folded.slot
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if words[index] == folded { return entries[index] }
      slot = (slot + 1) & 1023
    }
    return nil
  }

  func contains(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool { entry(text, range) != nil }

  @inline(__always)
  private static func fold(_ text: Span<UInt8>, _ range: Range<Int>) -> Folded? {
    guard range.count > 1, range.count <= longest else { return nil }
    var folded = Folded()
    let end = range.upperBound
    var index = range.lowerBound
    while index < end, index < range.lowerBound + 8 {
      folded.first = folded.first << 8 | UInt64(text[index] | 0x20)
      index += 1
    }
    while index < end, index < range.lowerBound + 16 {
      folded.second = folded.second << 8 | UInt64(text[index] | 0x20)
      index += 1
    }
    while index < end {
      folded.third = folded.third << 8 | UInt64(text[index] | 0x20)
      index += 1
    }
    return folded
  }
}

extension WordTable {
  /// All of `Keyword`, and the names of character sets with their underscore.
  static let keywords: WordTable = {
    var table = WordTable()
    for (keyword, traits) in Keyword.allTraits() where keyword != .charsetIntroducer {
      table.insert(keyword.rawValue, Entry(keyword: keyword, traits: traits))
    }
    for name in characterSets {
      table.insert("_" + name, Entry(keyword: .charsetIntroducer, traits: .needsQuotes))
    }
    return table
  }()

  /// The names of optimizer hints; of an entry only its being there counts.
  static let hints: WordTable = {
    var table = WordTable()
    for name in hintNames { table.insert(name, Entry(keyword: .index, traits: [])) }
    return table
  }()

  private static let characterSets = [
    "armscii8", "ascii", "big5", "binary", "cp1250", "cp1251", "cp1256", "cp1257", "cp850", "cp852", "cp866", "cp932",
    "dec8", "eucjpms", "euckr", "gb18030", "gb2312", "gbk", "geostd8", "greek", "hebrew", "hp8", "keybcs2", "koi8r",
    "koi8u", "latin1", "latin2", "latin5", "latin7", "macce", "macroman", "sjis", "swe7", "tis620", "ucs2", "ujis",
    "utf16", "utf16le", "utf32", "utf8", "utf8mb3", "utf8mb4",
  ]

  private static let hintNames = [
    "bka", "bnl", "derived_condition_pushdown", "dupsweedout", "firstmatch", "group_index", "hash_join", "index",
    "index_merge", "intoexists", "join_fixed_order", "join_index", "join_order", "join_prefix", "join_suffix",
    "loosescan", "materialization", "max_execution_time", "merge", "mrr", "no_bka", "no_bnl",
    "no_derived_condition_pushdown", "no_group_index", "no_hash_join", "no_icp", "no_index", "no_index_merge",
    "no_join_index", "no_merge", "no_mrr", "no_order_index", "no_range_optimization", "no_semijoin", "no_skip_scan",
    "no_split_materialized", "order_index", "qb_name", "resource_group", "semijoin", "set_var", "skip_scan",
    "split_materialized", "subquery",
  ]
}
