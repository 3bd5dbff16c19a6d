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
      time.isSameMinute(loadBlock(bytes, line + 8))
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

  /// Numbers with the names that followed one another in the event before, from `i` on, as far as they go.
  ///
  /// - Returns: whether the line was read to its end. `i` stands behind it, or before the first attribute that is not
  ///   of this kind.
  @inline(__always)
  mutating func usualNumbers(
    _ bytes: Span<UInt8>, _ i: inout Int, _ end: Int, _ event: inout EventRecord, _ chunk: inout ParsedChunk
  ) -> Bool {
    while i + 64 < end {
      let entry = names.predicted(after: lastEntry, bytes, i)
      guard entry != 0 else { return false }
      let length = names.entries[entry].key.count
      guard case .number(let slot, let decimals) = names.entries[entry].meaning, bytes[i + length + 1] == 0x20 else {
        return false
      }
      var j = i + length + 2
      guard let value = Decimal.usual(bytes, &j, decimals: Int(decimals)) else { return false }
      let after = bytes[j]
      guard after == 0x20 || after == 0x0A, let shape = shapes.known(Int(slot), after: event.shape) else {
        return false
      }
      lastEntry = entry
      if slot == 0 {
        event.queryTimeMicros = value
        event.hasQueryTime = true
      }
      event.shape = shape
      chunk.values.append(value)
      if after == 0x0A {
        i = j + 1
        return true
      }
      i = j + 1
      if bytes[i] == 0x20 { i += 1 }
    }
    return false
  }
}
