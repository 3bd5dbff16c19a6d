import CVector
import SQLText

// The lines that nearly every event has, byte for byte as servers write them, eight bytes at a time.
//
// Each function reads one such line, or says that it looks different and has changed nothing; then the general
// reader takes it. So nothing but speed depends on what is recognised here.

extension HeaderParser {
  /// `# Time: 2026-11-22T00:00:00.000444Z` within the minute of the event before. Returns where the next line begins.
  @inline(__always)
  func usualTime(_ bytes: Span<UInt8>, _ line: Int, _ end: Int, _ event: inout EventRecord) -> Int? {
    guard line + 36 < end, loadWord(bytes, line) == HeaderLine.Word.hashTime,
      time.isSameMinute(loadWord(bytes, line + 8), loadWord(bytes, line + 16))
    else { return nil }
    let front = loadWord(bytes, line + 24)  // `:00.0004`
    let back = loadWord(bytes, line + 32)  // `44Z` and a newline
    let a = front ^ 0x3030_3030_2e30_303a
    let b = back & 0xffff_ffff ^ 0x0a5a_3030
    // A byte that is no digit, or not the one that has to stand there, sets its highest bit.
    let faults = (a &+ 0x7676_7676_7f76_767f) | a | (b &+ 0x7f7f_7676) | b
    guard faults & 0x8080_8080_8080_8080 == 0 else { return nil }
    let seconds = a >> 8 & 0xFF &* 10 &+ (a >> 16 & 0xFF)
    guard seconds < 60 else { return nil }
    let micros = Decimal.value(ofDigits: front >> 32 | back << 32, count: 6)
    event.instant = time.minuteMicros &+ Int64(truncatingIfNeeded: seconds &* 1_000_000 &+ micros)
    event.hasInstant = true
    return line + 36
  }

  /// `SET timestamp=1795305599;`. Returns where the next line begins.
  @inline(__always)
  func usualTimestamp(_ bytes: Span<UInt8>, _ line: Int, _ end: Int, _ event: inout EventRecord) -> Int? {
    guard line + 26 <= end, loadWord(bytes, line) == HeaderLine.Word.setTimestamp,
      loadWord(bytes, line + 8) & 0x0000_ffff_ffff_ffff == HeaderLine.Word.stamp
    else { return nil }
    let digits = loadWord(bytes, line + 14)
    let rest = loadWord(bytes, line + 18)
    guard Decimal.digitRun(digits) == 8, Decimal.digitRun(rest) == 6, rest >> 48 == 0x0a3b else { return nil }
    let high = Decimal.value(ofDigits: digits, count: 8)
    let low = Decimal.value(ofDigits: rest >> 32, count: 2)
    event.setTimestamp = Int64(truncatingIfNeeded: high &* 100 &+ low) &* 1_000_000
    event.hasSetTimestamp = true
    return line + 26
  }

  /// `app[app] @ web-1 [10.0.0.1]  Id:  1008` by its end: a closing bracket, two blanks, `Id:`, blanks and at most seven
  /// digits. `lineEnd` is where the line ends.
  @inline(__always)
  func usualAccount(_ bytes: Span<UInt8>, _ start: Int, _ lineEnd: Int, _ event: inout EventRecord) -> Bool {
    guard lineEnd - start >= 24, lineEnd <= bytes.count else { return false }
    let back = loadKnownWord(bytes, lineEnd &- 8)
    // Digits counted from the last byte on.
    let digits = Decimal.digitRun(back.byteSwapped)
    guard digits > 0, digits < 8 else { return false }
    let colon = cv_equal(loadBlock(bytes, lineEnd &- 16), UInt8(ascii: ":"))
    guard colon != 0 else { return false }
    let place = lineEnd &- 16 &+ (31 &- colon.leadingZeroBitCount)
    // `]  Id: ` around the last colon, and nothing but blanks from there to the number.
    guard loadKnownWord(bytes, place &- 5) & 0xff_ffff_ffff_ffff == 0x20_3a64_4920_205d else { return false }
    let blanks = lineEnd &- digits &- place &- 1
    guard blanks >= 1,
      cv_equal(loadBlock(bytes, place &+ 1), 0x20) & (1 &<< UInt32(blanks) &- 1) == 1 &<< UInt32(blanks) &- 1
    else { return false }
    event.threadID = Decimal.value(ofDigits: back >> UInt64(64 &- 8 &* digits), count: digits)
    event.hasThreadID = true
    event.accountStart = start
    event.accountEnd = place &- 4
    return true
  }

  /// Attributes with the names that followed one another in the event before, from `i` on, as far as they go.
  ///
  /// - Returns: whether the line was read to its end. `i` stands behind it, or before the first attribute that is not
  ///   of this kind.
  static func usualAttributes(
    _ bytes: Span<UInt8>, _ i: inout Int, _ end: Int, _ event: inout EventRecord, _ values: inout ValueList,
    names: borrowing AttributeNames, shapes: borrowing ShapeTable, lastEntry: inout Int
  ) -> Bool {
    let entries = names.entries.span
    var at = i
    var last = lastEntry
    var shape = event.shape
    var isWhole = false
    // A shape has each slot once, so this is enough for any line.
    values.reserve(ShapeTable.slotLimit)
    values.fill { room, count in
      var count = count
      // What is loaded below lies within the reach, of which the bytes are there.
      while at >= 0, at < end - UsualName.reach {
        let next = Int(entries[last].successor)
        guard entries[next].usual.matches(bytes, at) else { break }
        var j = at &+ entries[next].usual.count
        switch entries[next].meaning {
        case .number(let slot, let decimals):
          guard let value = Decimal.usual(bytes, &j, decimals: Int(decimals)), isBorder(bytes, j),
            let known = shapes.known(Int(slot), after: shape)
          else { break }
          shape = known
          room[count] = value
          count += 1
          if slot == 0 {
            event.queryTimeMicros = value
            event.hasQueryTime = true
          }
          at = j
        case .flag(let flag):
          let word = loadKnownWord(bytes, j)
          let isYes = word & 0xff_ffff == UsualName.yes
          guard isYes || word & 0xffff == UsualName.no else { break }
          j += isYes ? 3 : 2
          guard isBorder(bytes, j) else { break }
          let bit = UInt8(1) << flag.rawValue
          event.flagsKnown |= bit
          event.flagsYes = isYes ? event.flagsYes | bit : event.flagsYes & ~bit
          at = j
        case .threadID, .errorNumber, .rateLimit:
          guard let value = Decimal.usual(bytes, &j, decimals: 0), isBorder(bytes, j) else { break }
          note(value, entries[next].meaning, &event)
          at = j
        case .ignored:
          guard let word = wordEnd(bytes, j) else { break }
          at = word
        case .schema:
          // A blank alone may be part of the name.
          guard let word = wordEnd(bytes, j), bytes[word] == 0x0A || bytes[word + 1] == 0x20 else { break }
          event.hasSchema = true
          event.schemaStart = j
          event.schemaEnd = word
          at = word
        }
        // Nothing was taken: the general reader takes it from here.
        guard at >= j else { break }
        last = next
        let border = loadKnownWord(bytes, at)
        if border & 0xFF == 0x0A {
          at &+= 1
          isWhole = true
          break
        }
        at &+= border & 0xFFFF == 0x2020 ? 2 : 1
      }
      return count
    }
    i = at
    lastEntry = last
    event.shape = shape
    return isWhole
  }

  /// What ends a usual value: the line, or a blank.
  @inline(__always)
  private static func isBorder(_ bytes: Span<UInt8>, _ offset: Int) -> Bool {
    let byte = loadKnownWord(bytes, offset) & 0xFF
    return byte == 0x20 || byte == 0x0A
  }

  /// Where the word at `start` ends, if that is before such a border and the word is not the next attribute's name.
  @inline(__always)
  private static func wordEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    var blanks = cv_blanks(loadBlock(bytes, start))
    if blanks == 0 { blanks = cv_blanks(loadBlock(bytes, start + 16)) << 16 }
    let length = blanks.trailingZeroBitCount
    guard length > 0, length < 32, isBorder(bytes, start + length), bytes[start + length - 1] != UInt8(ascii: ":")
    else {
      return nil
    }
    return start + length
  }

  @inline(__always)
  private static func note(_ number: UInt64, _ meaning: AttributeMeaning, _ event: inout EventRecord) {
    switch meaning {
    case .threadID:
      event.threadID = number
      event.hasThreadID = true
    case .errorNumber:
      event.errorNumber = number
      event.hasErrorNumber = true
    default: event.rateLimit = number
    }
  }
}
