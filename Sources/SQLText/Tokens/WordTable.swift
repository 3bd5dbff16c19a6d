/// Finds words without regard to case: an open-addressing hash table of words of up to 32 bytes.
///
/// A word is folded into four integers, first bytes first, each byte with bit 5 set, which makes ASCII letters lower
/// case; no two different words of lower-case letters, digits and `_` fold alike.
///
/// - Complexity: `entry` takes time linear in the word, with one probe for nearly every word that is not in the table.
struct WordTable: Sendable {
  struct Folded: Hashable {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0
    var fourth: UInt64 = 0

    var slot: Int {
      let mixed = (first ^ (second &* 0x9E37_79B9_7F4A_7C15) ^ third ^ fourth) &* 0xD6E8_FEB8_6659_FD93
      return Int(truncatingIfNeeded: mixed >> 54)
    }

    /// Reads a word and folds it, eight bytes at a time.
    ///
    /// - Returns: Where the word ends: at the first byte that is no part of one, or at the end of the text. What is
    ///   beyond `longest` bytes is not folded.
    @inline(__always)
    mutating func read(_ text: Span<UInt8>, from start: Int) -> Int {
      let octet = WordOctet(text, start)
      first = octet.folded
      guard octet.count == 8 else { return start + octet.count }
      return readOn(text, from: start + 8)
    }

    private mutating func readOn(_ text: Span<UInt8>, from start: Int) -> Int {
      var index = start
      var octet = WordOctet(text, index)
      second = octet.folded
      index += octet.count
      guard octet.count == 8 else { return index }
      octet = WordOctet(text, index)
      third = octet.folded
      index += octet.count
      guard octet.count == 8 else { return index }
      octet = WordOctet(text, index)
      fourth = octet.folded
      index += octet.count
      return octet.count == 8 ? WordOctet.endOfWord(text, from: index) : index
    }
  }

  struct Entry: Sendable {
    var keyword: Keyword
    var traits: KeywordTraits
  }

  static let longest = 32
  /// For each slot 0 or one more than an index into `words` and `entries`.
  private var slots: [UInt16] = Array(repeating: 0, count: 1024)
  private var words: [Folded] = []
  private var entries: [Entry] = []

  private mutating func insert(_ word: String, _ entry: Entry) {
    let bytes = Array(word.utf8)
    precondition(bytes.count <= Self.longest, "longer than a word of the table may be")
    var folded = Folded()
    _ = folded.read(bytes.span, from: 0)
    words.append(folded)
    entries.append(entry)
    var slot = folded.slot
    while slots[slot] != 0 { slot = (slot + 1) & 1023 }
    slots[slot] = UInt16(words.count)
  }

  /// What is known of a word that was folded whole.
  @inline(__always)
  func entry(_ folded: Folded) -> Entry? {
    var slot = folded.slot
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if words[index] == folded { return entries[index] }
      slot = (slot + 1) & 1023
    }
    return nil
  }

  func contains(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var folded = Folded()
    let end = folded.read(text, from: range.lowerBound)
    return end == range.upperBound && range.count <= Self.longest && entry(folded) != nil
  }
}

extension WordTable {
  /// All of `Keyword`, and the names of character sets with their underscore.
  static let keywords: WordTable = {
    var table = WordTable()
    for (keyword, traits) in Keyword.allTraits()
    where keyword != .charsetIntroducer && keyword.rawValue.utf8.count <= longest {
      table.insert(keyword.rawValue, Entry(keyword: keyword, traits: traits))
    }
    for name in characterSets {
      table.insert("_" + name, Entry(keyword: .charsetIntroducer, traits: [.needsQuotes, .prefixesLiteral]))
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
