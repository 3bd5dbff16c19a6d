import SlowLog

/// Writes selected events back out as a slow log.
///
/// Events and banners stand there byte for byte. An event whose time or database comes from one before it that was not
/// selected gets them back: a `# Time:` line before it, a `use` line behind its header. So a log that is selected
/// whole comes out as it went in, but for its gaps, and any other one gives the same digest as the selected events did.
package struct SlowLogWriter: Sendable {
  /// What a reader of the output takes over from earlier events.
  private var shown = CarriedState()
  private var endsWithNewline = true

  package init() {}

  /// Appends the events of one piece to `output`; pieces come in the order of the log.
  package mutating func append(_ selected: SelectedEvents, to output: inout [UInt8]) {
    var banners = selected.banners[...]
    for entry in selected.entries {
      while let banner = banners.first, banner.start < entry.event.start {
        appendBanner(selected.bytes[banner.start..<banner.end], to: &output)
        banners.removeFirst()
      }
      append(entry, selected.bytes, to: &output)
    }
    for banner in banners { appendBanner(selected.bytes[banner.start..<banner.end], to: &output) }
  }

  private mutating func appendBanner(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
    put(bytes, to: &output)
    shown.db = nil
  }

  private mutating func append(_ entry: SelectedEvents.Entry, _ bytes: [UInt8], to output: inout [UInt8]) {
    let event = entry.event
    if let instant = entry.instant, shown.time(of: event) != instant {
      put(Array("# Time: \(Self.text(Instant(microseconds: instant)))\n".utf8)[...], to: &output)
      shown.instant = instant
    }
    let whole = bytes[event.start..<event.end]
    guard !event.hasSchema, !event.hasUse, let db = entry.carriedDB, db != shown.db, Self.canFollowUse(db) else {
      if event.hasUse { shown.db = Array(bytes[event.useStart..<event.useEnd]) }
      put(whole, to: &output)
      return
    }
    let border = Self.endOfHeader(event, bytes)
    put(whole[..<border], to: &output)
    put(Array("use ".utf8) + Self.quoted(db) + Array(";\n".utf8), to: &output)
    put(whole[border...], to: &output)
    shown.db = db
  }

  private mutating func put(_ bytes: some Collection<UInt8>, to output: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    // A log may have been cut off in the middle of a line.
    if !endsWithNewline { output.append(0x0A) }
    output += bytes
    endsWithNewline = output.last == 0x0A
  }

  /// Where the lines that begin with `#` end.
  private static func endOfHeader(_ event: EventRecord, _ bytes: [UInt8]) -> Int {
    var position = event.start
    while position < event.statementStart, bytes[position] == UInt8(ascii: "#") {
      let newline = bytes[position..<event.end].firstIndex(of: 0x0A) ?? event.end - 1
      position = newline + 1
    }
    return min(position, event.end)
  }

  /// Whether a name can stand in a line `use …;`.
  private static func canFollowUse(_ db: [UInt8]) -> Bool {
    !db.isEmpty && !db.contains { $0 == 0x0A || $0 == 0x0D || $0 == UInt8(ascii: ";") }
  }

  /// In backticks, unless it is one word.
  private static func quoted(_ db: [UInt8]) -> [UInt8] {
    let isWord = db.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte >= 0x80 || "_$".utf8.contains(byte)
    }
    return isWord ? db : [UInt8(ascii: "`")] + db + [UInt8(ascii: "`")]
  }

  /// `2026-11-21T08:30:00.000000Z`.
  private static func text(_ instant: Instant) -> String {
    let civil = CivilTime(utc: instant)
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(civil.year, 4))-\(padded(civil.month, 2))-\(padded(civil.day, 2))T\(padded(civil.hour, 2)):"
      + "\(padded(civil.minute, 2)):\(padded(civil.second, 2)).\(padded(civil.microsecond, 6))Z"
  }
}
