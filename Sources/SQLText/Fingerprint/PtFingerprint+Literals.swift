extension PtFingerprint {
  /// Replaces what is left of literals, folds blanks and case, and gives the new length: seven expressions in one pass.
  ///
  /// In pt-query-digest they follow each other: `false` and `true`; numbers; one of `x b . + -` before a `?`; blanks at
  /// the start and a newline at the end; runs of blanks; upper case; `null`. Here each byte goes through all of them at
  /// once, which gives the same text since none looks further than one byte or word ahead of the next:
  ///
  ///     Select  -1.5e3, X'4D', a1, NULL   →   select ?, x?, a?, ?
  ///
  /// (`'4D'` was made `?` before this; only a lower-case `x` goes.) Numbers start at any digit, `+` or `-`, even
  /// inside a word, and go on over `0-9 a-f x . + -`.
  static func replaceLiterals(
    _ bytes: inout MutableSpan<UInt8>, count: Int, options: Options, words: inout SeenWords
  ) -> Int {
    var output = LiteralOutput()
    let kinds = PtByteKind.table.span
    let findsBooleans = !options.matchMD5Checksums
    let dropsDot = !options.matchMD5Checksums
    let end = count > 0 && bytes[count - 1] == PtByte.newline ? count - 1 : count
    var read = bytes.span.extracting(0..<end).endOfSpace(from: 0)
    // Whether the byte before `read`, as it was before numbers were replaced, belongs to a word.
    var followsWord = false

    while read < end {
      let byte = bytes[read]
      switch PtByteKind(rawValue: kinds[Int(byte)]) {
      case .letter:
        if findsBooleans, !followsWord, let length = lengthOfBoolean(bytes.span, at: read, end: end) {
          output.addMark(to: &bytes, words: &words, dropsDot: true)
          read += length
        } else {
          output.addWordByte(byte, to: &bytes)
          followsWord = true
          read += 1
        }
      case .digit, .sign:
        let isSign = byte == PtByte.minus || byte == UInt8(ascii: "+")
        if options.preserveEmbeddedNumbers, followsWord != isSign {
          if isSign { output.addOther(byte, to: &bytes, words: &words) } else { output.addWordByte(byte, to: &bytes) }
          followsWord = !isSign
          read += 1
        } else {
          read = endOfNumber(bytes.span, from: read, end: end, findsBooleans: findsBooleans)
          followsWord = PtByte.isWord(bytes[read - 1])
          output.addMark(to: &bytes, words: &words, dropsDot: dropsDot)
        }
      case .blank:
        output.addBlank(to: &bytes, words: &words)
        followsWord = false
        read += 1
      case .mark:
        output.addMark(to: &bytes, words: &words, dropsDot: dropsDot)
        followsWord = false
        read += 1
      case .other, nil:
        output.addOther(byte, to: &bytes, words: &words)
        followsWord = false
        read += 1
      }
    }
    output.endWord(in: &bytes, words: &words)
    return output.count
  }

  /// Replaces `true` and `false` by `?`, for when checksums have to be looked for after that.
  static func replaceBooleans(_ bytes: inout MutableSpan<UInt8>, count: Int) -> Int {
    var read = 0
    var write = 0
    var followsWord = false
    while read < count {
      let byte = bytes[read]
      if !followsWord, let length = lengthOfBoolean(bytes.span, at: read, end: count) {
        bytes[write] = PtByte.mark
        followsWord = false
        read += length
      } else {
        bytes[write] = byte
        followsWord = PtByte.isWord(byte)
        read += 1
      }
      write += 1
    }
    return write
  }

  /// Replaces the 32 digits (`a`-`f` in lower case) behind `.`, `_` or `-` by `?`.
  static func replaceChecksums(_ bytes: inout MutableSpan<UInt8>, count: Int) -> Int {
    var read = 0
    var write = 0
    while read < count {
      let byte = bytes[read]
      bytes[write] = byte
      read += 1
      write += 1
      guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == PtByte.minus else { continue }
      var end = read
      while end < count, end - read < 32, PtByte.isDigit(bytes[end]) || bytes[end] &- UInt8(ascii: "a") < 6 { end += 1 }
      if end - read == 32 {
        bytes[write] = PtByte.mark
        write += 1
        read = end
      }
    }
    return write
  }
}

extension PtFingerprint {
  /// The length of `true` or `false` if one of them is the word that starts at `start`.
  @inline(__always)
  private static func lengthOfBoolean(_ bytes: Span<UInt8>, at start: Int, end: Int) -> Int? {
    let first = bytes[start] | 0x20
    guard first == UInt8(ascii: "t") || first == UInt8(ascii: "f") else { return nil }
    let text = bytes.extracting(0..<end)
    let length = first == UInt8(ascii: "t") ? 4 : 5
    guard text.holds("true", at: start) || text.holds("false", at: start) else { return nil }
    return start + length < end && PtByte.isWord(text[start + length]) ? nil : length
  }

  /// The end of the number that starts at `start`.
  private static func endOfNumber(_ bytes: Span<UInt8>, from start: Int, end: Int, findsBooleans: Bool) -> Int {
    var index = start + 1
    while index < end {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "+"), PtByte.minus,
        UInt8(ascii: "a")...UInt8(ascii: "e"), UInt8(ascii: "x"):
        index += 1
      case UInt8(ascii: "f"):
        // `-false` is a sign and a boolean, which was replaced before numbers were looked for.
        if findsBooleans, !PtByte.isWord(bytes[index - 1]),
          lengthOfBoolean(bytes, at: index, end: end) != nil
        {
          return index
        }
        index += 1
      default:
        return index
      }
    }
    return index
  }
}

/// What the pass over literals does with a byte.
enum PtByteKind: UInt8 {
  case letter, digit, sign
  /// A blank that is folded: all of `\s` but the vertical tab.
  case blank
  case mark, other

  static let table: [UInt8] = (UInt8.min...UInt8.max).map { byte in
    let kind: PtByteKind =
      switch byte {
      case _ where PtByte.isDigit(byte): .digit
      case _ where PtByte.isWord(byte): .letter
      case UInt8(ascii: "+"), PtByte.minus: .sign
      case 0x20, 0x0A, 0x09, 0x0D, 0x0C: .blank
      case PtByte.mark: .mark
      default: .other
      }
    return kind.rawValue
  }
}

/// The end of the text that the pass over literals has written.
private struct LiteralOutput {
  var count = 0
  /// The byte before the end as it was before it was made lower case.
  private var last: UInt8 = 0
  /// The last eight bytes of the word at the end, in lower case, 0 if there is none: enough to tell short words by.
  private var word: UInt64 = 0

  @inline(__always)
  mutating func addWordByte(_ byte: UInt8, to bytes: inout MutableSpan<UInt8>) {
    let lower = PtByte.lower(byte)
    bytes[count] = lower
    count += 1
    last = byte
    word = word << 8 | UInt64(lower)
  }

  @inline(__always)
  mutating func addOther(_ byte: UInt8, to bytes: inout MutableSpan<UInt8>, words: inout PtFingerprint.SeenWords) {
    endWord(in: &bytes, words: &words)
    bytes[count] = byte
    count += 1
    last = byte
  }

  @inline(__always)
  mutating func addBlank(to bytes: inout MutableSpan<UInt8>, words: inout PtFingerprint.SeenWords) {
    endWord(in: &bytes, words: &words)
    guard last != PtByte.space else { return }
    bytes[count] = PtByte.space
    count += 1
    last = PtByte.space
  }

  /// Adds `?`, in place of one `x`, `b`, `+`, `-` or (if `dropsDot`) `.` before it.
  @inline(__always)
  mutating func addMark(
    to bytes: inout MutableSpan<UInt8>, words: inout PtFingerprint.SeenWords, dropsDot: Bool
  ) {
    switch last {
    case UInt8(ascii: "x"), UInt8(ascii: "b"):
      count -= 1
      word >>= 8
    case UInt8(ascii: "+"), PtByte.minus:
      count -= 1
    case UInt8(ascii: ".") where dropsDot:
      count -= 1
    default:
      break
    }
    endWord(in: &bytes, words: &words)
    bytes[count] = PtByte.mark
    count += 1
    last = PtByte.mark
  }

  /// Replaces the word at the end if it is `null`, and notes the words that later steps are for.
  @inline(__always)
  mutating func endWord(in bytes: inout MutableSpan<UInt8>, words: inout PtFingerprint.SeenWords) {
    guard word != 0 else { return }
    switch word {
    case Self.null:
      count -= 3
      bytes[count - 1] = PtByte.mark
    case Self.in, Self.value, Self.values: words.hasList = true
    case Self.union: words.hasUnion = true
    case Self.limit: words.hasLimit = true
    case Self.order: words.hasOrder = true
    default: break
    }
    word = 0
  }

  private static let null: UInt64 = 0x6E75_6C6C
  private static let `in`: UInt64 = 0x696E
  private static let value: UInt64 = 0x76_616C_7565
  private static let values: UInt64 = 0x7661_6C75_6573
  private static let union: UInt64 = 0x75_6E69_6F6E
  private static let limit: UInt64 = 0x6C_696D_6974
  private static let order: UInt64 = 0x6F_7264_6572
}
