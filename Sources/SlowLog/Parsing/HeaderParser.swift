import SQLText

/// Reads the lines before a statement: `#` lines, `use`, `SET timestamp`.
struct HeaderParser: Sendable {
  /// What ended the header.
  enum Ending { case body, nextEvent, banner, end }

  private(set) var names = AttributeNames()
  private(set) var shapes = ShapeTable()
  private(set) var time: TimeLine
  /// The attribute read last in this event, as an entry of `names`.
  var lastEntry = 0
  /// Whether the event's account has newlines in it.
  private(set) var tookLongAccount = false

  init(zone: ZoneRules) { time = TimeLine(zone: zone) }

  /// Parses the header that begins at `event.start`; `position` moves to the first byte that is not part of it.
  ///
  /// - Parameters:
  ///   - isFinal: whether the log ends with the bytes.
  ///   - accountEnd: where the line ends that ends the account, if that is known to have newlines in it.
  mutating func parse(
    _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, into event: inout EventRecord, of chunk: inout ParsedChunk,
    isFinal: Bool, accountEnd: Int?
  ) -> Ending {
    var sawTime = false
    var sawUser = false
    var sawSetting = false
    lastEntry = 0
    tookLongAccount = false
    if let next = usualTime(bytes, position, end, &event) {
      sawTime = true
      position = next
    }
    while position < end {
      let line = position
      var first = line
      if bytes[line] == UInt8(ascii: "#") {
        first = line + 2
        if !sawSetting, !event.hasUse, HeaderLine.mayHoldAttributes(bytes, line, event.hasQueryTime),
          Self.usualAttributes(
            bytes, &first, end, &event, &chunk.values, names: names, shapes: shapes, lastEntry: &lastEntry)
        {
          position = first
          continue
        }
      } else if !sawSetting, let next = usualTimestamp(bytes, line, end, &event) {
        sawSetting = true
        position = next
        continue
      } else if HeaderLine.beginsStatement(bytes, line) {
        return .body
      }
      let lineEnd = firstIndex(of: 0x0A, in: bytes, from: line, to: end)
      var textEnd = lineEnd
      if textEnd > line, bytes[textEnd - 1] == 0x0D { textEnd -= 1 }
      var next = min(lineEnd + 1, end)
      switch bytes[line] {
      case UInt8(ascii: "#"):
        // After `SET timestamp` only an administrator command is the server's; other `#` lines are the statement's.
        if sawSetting || event.hasUse {
          if HeaderLine.beginsEvent(bytes, line, end) {
            if has("# administrator command: ", at: line, in: bytes) { return .body }
            return .nextEvent
          }
          if sawSetting { return .body }
        }
        if first > line + 2 {
          // The general reader goes on where the usual one stopped.
          attributes(bytes, first, textEnd, &event, &chunk)
          break
        }
        let third = line + 2 < textEnd ? bytes[line + 2] : 0
        switch third {
        case UInt8(ascii: "T") where HeaderLine.isTime(bytes, line, end):
          if sawTime || sawUser || event.hasQueryTime { return .nextEvent }
          sawTime = true
          sawUser = timeLine(bytes, line, textEnd, &event)
        case UInt8(ascii: "U")
        where loadWord(bytes, line) == HeaderLine.Word.hashUser && has("Host: ", at: line + 7, in: bytes):
          if sawUser || event.hasQueryTime { return .nextEvent }
          sawUser = true
          account(bytes, line + 13, textEnd, &event)
          if event.accountEnd <= event.accountStart || bytes[event.accountEnd - 1] != UInt8(ascii: "]")
            || accountEnd != nil
          {
            if let lineEnd = accountEnd ?? LongAccount.lineEnd(bytes, line + 13, end) {
              tookLongAccount = true
              account(bytes, line + 13, lineEnd, &event)
              next = min(lineEnd + 1, end)
            } else if !isFinal, line + LongAccount.longest > end {
              return .end
            }
          }
        case UInt8(ascii: "a") where has("# administrator command: ", at: line, in: bytes): return .body
        case UInt8(ascii: "e") where has("# explain:", at: line, in: bytes):
          if event.explainEnd == 0 { event.explainStart = line }
          event.explainEnd = lineEnd
        case UInt8(ascii: "W") where has("# Warning", at: line, in: bytes),
          UInt8(ascii: "E") where has("# Error ", at: line, in: bytes),
          UInt8(ascii: "N") where has("# Note ", at: line, in: bytes):
          if event.warningsEnd == 0 { event.warningsStart = line }
          event.warningsEnd = lineEnd
        case UInt8(ascii: "Q")
        where event.hasQueryTime && has("# Query_time: ", at: line, in: bytes): return .nextEvent
        default: attributes(bytes, line + 1, textEnd, &event, &chunk)
        }
      case UInt8(ascii: "u") where has("use ", at: line, in: bytes) && isUse(bytes, line, textEnd, &event): break
      case UInt8(ascii: "S") where !sawSetting && isSetting(bytes, line, textEnd, &event): sawSetting = true
      default:
        if HeaderLine.isVersion(bytes, line, end) || HeaderLine.isBannerTail(bytes, line, end) { return .banner }
        return .body
      }
      position = next
    }
    return .end
  }

  /// Puts one more value behind those of the event.
  @inline(__always)
  mutating func append(_ value: UInt64, slot: Int, _ event: inout EventRecord, _ chunk: inout ParsedChunk) {
    if let shape = shapes.known(slot, after: event.shape) {
      event.shape = shape
      chunk.values.append(value)
      return
    }
    if shapes.contains(event.shape, slot) {
      if let index = shapes.index(of: slot, in: event.shape) { chunk.values[event.valuesStart + index] = value }
      return
    }
    guard let shape = shapes.adding(slot, to: event.shape) else { return }
    event.shape = shape
    chunk.values.append(value)
  }

  mutating func forgetShapes() { shapes = ShapeTable() }
}

// MARK: - Lines

extension HeaderParser {
  /// Returns whether the account stands on the same line, as some servers write it.
  private mutating func timeLine(_ bytes: Span<UInt8>, _ line: Int, _ end: Int, _ event: inout EventRecord) -> Bool {
    var i = line + 7
    while i < end, bytes[i] == 0x20 || bytes[i] == 9 { i += 1 }
    if let micros = time.parse(bytes, &i, end) {
      event.instant = micros
      event.hasInstant = true
    }
    while i < end, bytes[i] == 0x20 || bytes[i] == 9 { i += 1 }
    guard has("# User@Host: ", at: i, in: bytes) else { return false }
    account(bytes, i + 13, end, &event)
    return true
  }

  /// `root[root] @ localhost [127.0.0.1]  Id:     9`
  private func account(_ bytes: Span<UInt8>, _ start: Int, _ lineEnd: Int, _ event: inout EventRecord) {
    if usualAccount(bytes, start, lineEnd, &event) { return }
    var end = lineEnd
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    // Walk back over `Id: 9`: everything before it is the account, whatever the client called itself.
    var i = end
    while i > start, isDigit(bytes[i - 1]) { i -= 1 }
    if i < end {
      let digits = i
      while i > start, bytes[i - 1] == 0x20 || bytes[i - 1] == 9 { i -= 1 }
      if i - 3 >= start, has("Id:", at: i - 3, in: bytes) {
        var j = digits
        if let id = Decimal.parse(bytes, &j, end, decimals: 0) {
          event.threadID = id
          event.hasThreadID = true
        }
        end = i - 3
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
      }
    }
    event.accountStart = start
    event.accountEnd = end
  }

  /// `Query_time: 0.000200  Lock_time: 0.000000 Rows_sent: 1`
  private mutating func attributes(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ event: inout EventRecord, _ chunk: inout ParsedChunk
  ) {
    var i = start
    while true {
      while i < end, bytes[i] == 0x20 || bytes[i] == 9 { i += 1 }
      guard i < end else { return }
      let name = i
      var entry = names.predicted(after: lastEntry, bytes, i)
      var key: AttributeNames.Key?
      if entry != 0 {
        i += names.entries[entry].key.count
        guard i < end else { return }
      } else {
        while i < end, Self.isNameByte(bytes[i]) { i += 1 }
        guard i > name, i < end, bytes[i] == UInt8(ascii: ":") else { return }
        key = AttributeNames.key(bytes, name, i)
        entry = key.map { names.entry(of: $0) } ?? 0
        if entry != 0 { names.note(entry, after: lastEntry) }
      }
      if entry != 0 { lastEntry = entry }
      let meaning = entry == 0 ? nil : names.entries[entry].meaning
      let nameEnd = i
      i += 1
      while i < end, bytes[i] == 0x20 || bytes[i] == 9 { i += 1 }
      if case .number(let slot, let decimals) = meaning {
        let first = i
        if let value = Decimal.parse(bytes, &i, end, decimals: Int(decimals)) {
          if slot == 0 {
            event.queryTimeMicros = value
            event.hasQueryTime = true
          }
          append(value, slot: Int(slot), &event, &chunk)
        } else {
          let isMissing = Self.isName(bytes, first, i)
          if isMissing { i = first }
          // Of a name that is not known by itself, the same is said as before it was learned.
          let isLearned = slot >= KnownAttribute.count
          if isMissing, isLearned { continue }
          chunk.oddities.append(.init(kind: isLearned ? .unknownAttribute : .droppedValue, start: name, end: nameEnd))
        }
        continue
      }
      other(meaning, key, bytes, name, nameEnd, &i, end, &event, &chunk)
    }
  }

  /// All attributes that are not known numbers.
  private mutating func other(
    _ meaning: AttributeMeaning?, _ key: AttributeNames.Key?, _ bytes: Span<UInt8>, _ name: Int, _ nameEnd: Int,
    _ i: inout Int, _ end: Int, _ event: inout EventRecord, _ chunk: inout ParsedChunk
  ) {
    let first = i
    if meaning == .schema {
      schema(bytes, &i, end, &event)
      return
    }
    while i < end, bytes[i] > 0x20 { i += 1 }
    if Self.isName(bytes, first, i) {
      // The value is missing: this is the next name.
      i = first
      return
    }
    switch meaning {
    case .flag(let flag):
      let bit = UInt8(1) << flag.rawValue
      let yes = i > first && bytes[first] == UInt8(ascii: "Y")
      guard yes || i > first && bytes[first] == UInt8(ascii: "N") else {
        chunk.oddities.append(.init(kind: .droppedValue, start: name, end: nameEnd))
        return
      }
      event.flagsKnown |= bit
      if yes { event.flagsYes |= bit } else { event.flagsYes &= ~bit }
    case .threadID:
      var j = first
      if let id = Decimal.parse(bytes, &j, i, decimals: 0) {
        event.threadID = id
        event.hasThreadID = true
      }
    case .errorNumber:
      var j = first
      if let number = Decimal.parse(bytes, &j, i, decimals: 0) {
        event.errorNumber = number
        event.hasErrorNumber = true
      }
    case .rateLimit:
      var j = first
      event.rateLimit = Decimal.parse(bytes, &j, i, decimals: 0) ?? 0
    case .ignored, .number, .schema: break
    case nil:
      var j = first
      guard let value = Decimal.parse(bytes, &j, i, decimals: 6), let key,
        case .number(let slot, _) = names.learn(text(bytes, name, nameEnd), key)
      else {
        chunk.oddities.append(.init(kind: .unknownAttribute, start: name, end: nameEnd))
        return
      }
      append(value, slot: Int(slot), &event, &chunk)
    }
  }

  /// A schema's name may hold blanks; it ends before two of them, before the next attribute, or with the line.
  private func schema(_ bytes: Span<UInt8>, _ i: inout Int, _ end: Int, _ event: inout EventRecord) {
    let start = i
    event.hasSchema = true
    event.schemaStart = start
    event.schemaEnd = start
    while i < end {
      let word = i
      // Any other control character is a part of the name.
      while i < end, bytes[i] != 0x20, bytes[i] != 9 { i += 1 }
      if Self.isName(bytes, word, i) {
        i = word
        return
      }
      event.schemaEnd = i
      if i + 1 < end, bytes[i] == 0x20, bytes[i + 1] == 0x20 { return }
      while i < end, bytes[i] == 0x20 || bytes[i] == 9 { i += 1 }
    }
  }

  /// ``use `odd db`;``
  private func isUse(_ bytes: Span<UInt8>, _ line: Int, _ end: Int, _ event: inout EventRecord) -> Bool {
    guard end > line + 5, bytes[end - 1] == UInt8(ascii: ";") else { return false }
    var start = line + 4
    var stop = end - 1
    if bytes[start] == UInt8(ascii: "`"), stop - start >= 2, bytes[stop - 1] == UInt8(ascii: "`") {
      start += 1
      stop -= 1
    }
    guard start < stop else { return false }
    event.useStart = start
    event.useEnd = stop
    event.hasUse = true
    return true
  }

  /// `SET timestamp=1795336035;`, also with `last_insert_id` and `insert_id` before it.
  private func isSetting(_ bytes: Span<UInt8>, _ line: Int, _ end: Int, _ event: inout EventRecord) -> Bool {
    guard has("SET ", at: line, in: bytes) else { return false }
    if loadWord(bytes, line) == HeaderLine.Word.setTimestamp,
      loadWord(bytes, line + 8) & 0x0000_ffff_ffff_ffff == HeaderLine.Word.stamp
    {
      var j = line + 14
      var seconds: Int64 = 0
      while j < end, isDigit(bytes[j]), j < line + 26 {
        seconds = seconds &* 10 &+ Int64(bytes[j] - 0x30)
        j += 1
      }
      if j > line + 14, j + 1 == end, bytes[j] == UInt8(ascii: ";") {
        event.setTimestamp = seconds &* 1_000_000
        event.hasSetTimestamp = true
        return true
      }
    }
    var i = line + 4
    while i < end {
      let name = i
      while i < end, Self.isNameByte(bytes[i]) { i += 1 }
      let isTimestamp = has("timestamp", at: name, in: bytes) && i == name + 9
      guard isTimestamp || has("last_insert_id", at: name, in: bytes) || has("insert_id", at: name, in: bytes),
        i < end, bytes[i] == UInt8(ascii: "=")
      else { return false }
      i += 1
      let first = i
      while i < end, bytes[i] != UInt8(ascii: ","), bytes[i] != UInt8(ascii: ";") { i += 1 }
      if isTimestamp {
        var j = first
        if let micros = Decimal.parse(bytes, &j, i, decimals: 6), micros < 1 << 62 {
          event.setTimestamp = Int64(micros)
          event.hasSetTimestamp = true
        }
      }
      guard i < end else { return false }
      if bytes[i] == UInt8(ascii: ";") { return true }
      i += 1
    }
    return false
  }

  @inline(__always)
  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x5F
  }

  /// Whether the word is `Name:`.
  private static func isName(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end - start >= 2, bytes[end - 1] == UInt8(ascii: ":"), !isDigit(bytes[start]) else { return false }
    for j in start..<(end - 1) where !isNameByte(bytes[j]) { return false }
    return true
  }

  private func text(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> String {
    var scalars: [UInt8] = []
    for j in start..<min(end, start + 64) { scalars.append(bytes[j]) }
    return String(decoding: scalars, as: UTF8.self)
  }
}
