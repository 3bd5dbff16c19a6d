package import SQLText

/// What follows the bytes of a chunk in its log.
package enum Continuation: Sendable {
  case nothing
  /// A line that begins an event, if the chunk does not end inside a statement.
  case header
  case anything
}

/// Cuts a piece of a log into events, banners and gaps, and parses the events.
///
/// An event is a header (``HeaderParser``) and a statement (``StatementScanner``). It ends where, outside of
/// strings and comments, a line follows that begins a header or a banner and comes after a `;`. Damage is
/// contained: a header that is whole is taken even where no `;` comes before it, a quote that is never closed does
/// not swallow what follows (``ClosingQuote``), text after a finished statement that is neither is a gap.
///
/// A chunk must begin where an event, a banner or a gap may begin: at the start of the log, or at a header
/// line. If that line turns out to lie inside a statement of the chunk before, that chunk says so
/// (`unfinishedFrom`), and both are parsed again as one.
///
/// - Complexity: O(*n*); no allocation in the steady state.
package struct ChunkParser: Sendable {
  /// Events longer than this are counted as a gap.
  private let maxEventBytes: Int
  /// An event that has not ended after this many bytes is longer than `maxEventBytes`, however far one has to look
  /// ahead to tell where it ends.
  private let longestWait: Int
  /// Lines of which more than this is there can be told from headers and banners.
  private static let decidedLine = 2_048
  private let seed: UInt64
  private var header: HeaderParser
  private var scanner: StatementScanner
  private var closing: ClosingQuote
  private let wantsSkeleton: Bool
  /// Of the chunk at hand: what follows it.
  private var endsBeforeHeader = false
  private var mayEndInLine = false
  /// Where the account of the event at hand ends that was first taken for one without newlines.
  private var longAccountEnd: Int?

  /// - Parameters:
  ///   - purpose: which skeletons to make, if any.
  ///   - zone: for times that name no zone.
  ///   - seed: of the skeletons' hashes; any number.
  package init(purpose: StatementScanner.Purpose, zone: ZoneRules, maxEventBytes: Int, seed: UInt64) {
    self.maxEventBytes = maxEventBytes
    self.seed = seed
    closing = ClosingQuote(reach: min(maxEventBytes, ClosingQuote.longestReach))
    longestWait = maxEventBytes + closing.reach + Self.decidedLine
    header = HeaderParser(zone: zone)
    scanner = StatementScanner(purpose: purpose)
    wantsSkeleton = purpose != .frame
  }

  /// The attributes behind the slots that are not in `KnownAttribute`.
  package var learnedNames: [String] { header.names.learned }
  package var shapes: ShapeTable { header.shapes }
  /// Whether there were more names that no known server writes than can have values.
  package var hasTooManyNames: Bool { header.names.isFull }

  /// Begins the shapes of events anew; those of events before mean nothing any more.
  package mutating func forgetShapes() { header.forgetShapes() }
}

// MARK: - The pass

extension ChunkParser {
  /// Parses `bytes[0 ..< end]` into `chunk`.
  ///
  /// - Parameters:
  ///   - next: what follows these bytes.
  ///   - start: where to begin.
  /// - Precondition: `bytes.count >= end + scanPadding`.
  package mutating func parse(
    _ bytes: Span<UInt8>, from start: Int = 0, to end: Int, before next: Continuation, into chunk: inout ParsedChunk
  ) {
    let isFinal = next == .nothing
    endsBeforeHeader = next == .header
    mayEndInLine = next == .anything
    chunk.removeAll()
    chunk.byteCount = end
    closing.begin()
    var position = start
    var followsBanner = false
    while position < end {
      let before = position
      if HeaderLine.beginsEvent(bytes, position, end) {
        switch parseEvent(bytes, &position, end, isFinal, followsBanner, &chunk) {
        case .taken: followsBanner = false
        case .gap: break
        case .unfinished:
          if end - position > longestWait {
            // Too long to wait for: skip this much of it, then look for the next header.
            position = skipGap(bytes, from: position, at: position + maxEventBytes, end, isFinal, &chunk)
          } else {
            chunk.unfinishedFrom = position
          }
        }
      } else if mayEndInLine, end - position < Self.decidedLine, !hasNewline(bytes, position, end) {
        chunk.unfinishedFrom = position
      } else if HeaderLine.isVersion(bytes, position, end) || HeaderLine.isBannerTail(bytes, position, end) {
        parseBanner(bytes, &position, end, &chunk)
        followsBanner = true
      } else {
        position = skipGap(bytes, from: position, at: position, end, isFinal, &chunk)
      }
      assert(position > before || chunk.unfinishedFrom != nil, "the parser must advance")
      if chunk.unfinishedFrom != nil { break }
    }
    chunk.endsWithBanner = followsBanner
  }

  private enum Outcome { case taken, gap, unfinished }

  private mutating func parseEvent(
    _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, _ isFinal: Bool, _ followsBanner: Bool,
    _ chunk: inout ParsedChunk, accountEnd: Int? = nil
  ) -> Outcome {
    var event = EventRecord()
    event.start = position
    event.followsBanner = followsBanner
    event.valuesStart = chunk.values.count
    let start = position
    var next = position
    let oddities = chunk.oddities.count
    let ending = header.parse(bytes, &next, end, into: &event, of: &chunk, isFinal: isFinal, accountEnd: accountEnd)
    if next >= end || ending == .end, !isFinal {
      chunk.drop(valuesFrom: event.valuesStart, odditiesFrom: oddities)
      return .unfinished
    }
    switch ending {
    case .end:
      // The log ends inside a header.
      chunk.drop(valuesFrom: event.valuesStart, odditiesFrom: oddities)
      chunk.addGap(start..<end)
      chunk.isCutShort = true
      position = end
      return .gap
    case .nextEvent, .banner:
      position = next
      guard event.hasQueryTime else {
        chunk.drop(valuesFrom: event.valuesStart, odditiesFrom: oddities)
        chunk.addGap(start..<next)
        return .gap
      }
      event.statementStart = next
      event.statementEnd = next
      event.end = next
      if header.tookLongAccount { chunk.imitations.append(event.start) }
      finish(bytes, &event, &chunk)
      return .taken
    case .body: break
    }
    if has("# administrator command: ", at: next, in: bytes) {
      event.isAdministratorCommand = true
      event.statementStart = next + 2
    } else {
      event.statementStart = next
    }
    let gaps = chunk.gaps.count
    let imitations = chunk.imitations.count
    guard let after = frameStatement(bytes, &event, end, isFinal, &chunk) else {
      chunk.drop(valuesFrom: event.valuesStart, odditiesFrom: oddities)
      if let accountEnd = longAccountEnd {
        longAccountEnd = nil
        return parseEvent(bytes, &position, end, isFinal, followsBanner, &chunk, accountEnd: accountEnd)
      }
      return .unfinished
    }
    if after - start > maxEventBytes {
      chunk.drop(valuesFrom: event.valuesStart, odditiesFrom: oddities)
      chunk.drop(gapsFrom: gaps, imitationsFrom: imitations)
      position = skipGap(bytes, from: start, at: start + maxEventBytes, end, isFinal, &chunk)
      return .gap
    }
    finish(bytes, &event, &chunk)
    position = after
    return .taken
  }

  /// Gives the event its length and puts it on the list.
  private mutating func finish(_ bytes: Span<UInt8>, _ event: inout EventRecord, _ chunk: inout ParsedChunk) {
    if event.isAdministratorCommand {
      // MySQL repeats the numbers of the statement before.
      for known in [KnownAttribute.rowsSent, .rowsExamined] {
        if let index = header.shapes.index(of: known.slot, in: event.shape) {
          chunk.values[event.valuesStart + index] = 0
        }
      }
    }
    let length = UInt64(event.statementEnd - event.statementStart + event.extraLength)
    header.append(length, slot: KnownAttribute.queryLength.slot, &event, &chunk)
    chunk.events.append(event)
  }

  private func parseBanner(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, _ chunk: inout ParsedChunk) {
    var banner = ParsedChunk.Banner(start: position, end: position, versionStart: 0, versionEnd: 0)
    if HeaderLine.isVersion(bytes, position, end) {
      let lineEnd = firstIndex(of: 0x0A, in: bytes, from: position, to: end)
      var i = position
      while !has(", Version: ", at: i, in: bytes) { i += 1 }
      banner.versionStart = i + 11
      banner.versionEnd = lineEnd
      var j = banner.versionStart
      while j < lineEnd {
        if has(". started with:", at: j, in: bytes) || has(", embedded library", at: j, in: bytes) {
          banner.versionEnd = j
          break
        }
        j += 1
      }
      position = min(lineEnd + 1, end)
    }
    while position < end, HeaderLine.isBannerTail(bytes, position, end) {
      if mayEndInLine, !hasNewline(bytes, position, end) { break }
      position = min(firstIndex(of: 0x0A, in: bytes, from: position, to: end) + 1, end)
    }
    banner.end = position
    chunk.banners.append(banner)
  }

  /// Counts as a gap what begins at `from`, at least up to `at`, and returns where a header or banner follows.
  private func skipGap(
    _ bytes: Span<UInt8>, from: Int, at: Int, _ end: Int, _ isFinal: Bool, _ chunk: inout ParsedChunk
  ) -> Int {
    var i = at
    while i < end {
      i = min(firstIndex(of: 0x0A, in: bytes, from: i, to: end) + 1, end)
      guard i < end else { break }
      if HeaderLine.beginsEvent(bytes, i, end) || HeaderLine.isVersion(bytes, i, end)
        || HeaderLine.isBannerTail(bytes, i, end)
      {
        break
      }
    }
    if i >= end, isFinal { chunk.isCutShort = true }
    if i >= end, mayEndInLine { i = startOfRest(bytes, notBefore: at, end, &chunk) }
    chunk.addGap(from..<i)
    return i
  }

  /// Where the last line begins, which the next bytes continue and which may be a header then; of a long one, which
  /// cannot be one, any byte that does not look like the start of one.
  private func startOfRest(_ bytes: Span<UInt8>, notBefore lowest: Int, _ end: Int, _ chunk: inout ParsedChunk) -> Int {
    guard bytes[end - 1] != 0x0A else { return end }
    var i = end - 1
    while i > lowest, end - i < Self.decidedLine, bytes[i - 1] != 0x0A { i -= 1 }
    if i > lowest, bytes[i - 1] != 0x0A {
      while i < end, bytes[i] == UInt8(ascii: "#") || bytes[i] == UInt8(ascii: "T") { i += 1 }
    }
    if i < end { chunk.unfinishedFrom = i }
    return i
  }

  private func hasNewline(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    firstIndex(of: 0x0A, in: bytes, from: start, to: end) < end
  }
}

// MARK: - The statement

extension ChunkParser {
  /// Finds the statement's end, makes its skeleton, and returns where the next event, banner or gap begins;
  /// `nil` if the statement goes on after the bytes.
  private mutating func frameStatement(
    _ bytes: Span<UInt8>, _ event: inout EventRecord, _ end: Int, _ isFinal: Bool, _ chunk: inout ParsedChunk
  ) -> Int? {
    let first = event.statementStart
    scanner.begin(bytes, at: first)
    /// After the last line that ended with `;` outside of quotes.
    var lastStatementEnd = -1
    var trustedUntil = -1
    var imitates = header.tookLongAccount
    while true {
      switch scanner.scan(bytes, to: end) {
      case .lineStart:
        let line = scanner.position
        if !isFinal, !HeaderLine.isThere(bytes, line, end) { return nil }
        let afterSemicolon = ClosingQuote.followsStatementEnd(bytes, line)
        if HeaderLine.beginsEvent(bytes, line, end) {
          if line < trustedUntil { continue }
          if afterSemicolon {
            if StoredProgram.mayBegin(bytes, first) {
              switch StoredProgram.verdict(
                bytes, from: first, line: line, end: end, isFinal: isFinal,
                reach: min(closing.reach, StoredProgram.longestReach))
              {
              case .text(let until):
                trustedUntil = until
                imitates = true
                continue
              case .needsMore: return nil
              case .header, .statement: break
              }
            }
            return finishStatement(bytes, &event, line, line, imitates, &chunk)
          }
          let limit = min(end, line + closing.reach)
          switch HeaderLine.completeness(
            bytes, line, limit, needsTimestamp: event.hasSetTimestamp, isFinal: isFinal || limit < end)
          {
          case .complete:
            if isInAccount(bytes, line, of: event, end, isFinal) { return nil }
            return finishStatement(
              bytes, &event, lastStatementEnd > 0 ? lastStatementEnd : line, line, imitates, &chunk)
          case .unknown where !isFinal && limit == end: return nil
          case .unknown, .incomplete: imitates = true
          }
        } else if line >= trustedUntil, let banner = HeaderLine.bannerStart(bytes, line, end, notBefore: first) {
          let isCutOff = !ClosingQuote.followsStatementEnd(bytes, banner)
          let stop = isCutOff && lastStatementEnd > 0 && lastStatementEnd < banner ? lastStatementEnd : banner
          return finishStatement(bytes, &event, stop, banner, imitates, &chunk)
        }
        if afterSemicolon {
          if isInAccount(bytes, line, of: event, end, isFinal) { return nil }
          lastStatementEnd = line
        }
      case .quotedLineStart:
        let line = scanner.position
        if line < trustedUntil { continue }
        if !isFinal, !HeaderLine.isThere(bytes, line, end) { return nil }
        // What the line may begin, and from where its quote is looked for. A server may have died in the middle of a
        // string, and a banner is where it started again.
        var (from, next) = (line, line)
        if !HeaderLine.beginsEvent(bytes, line, end) {
          guard let banner = HeaderLine.bannerStart(bytes, line, end, notBefore: first) else { continue }
          next = banner
          if scanner.openedAt < banner { from = banner }
        }
        switch closing.verdict(bytes, line: from, state: scanner.state, end: end, isFinal: isFinal) {
        case .text(let until):
          trustedUntil = until
          imitates = true
        case .statement(let until):
          scanner.giveUp()
          return finishStatement(bytes, &event, until, until, true, &chunk)
        case .header:
          scanner.giveUp()
          let stop = lastStatementEnd > 0 ? lastStatementEnd : next
          return finishStatement(bytes, &event, stop, next, imitates, &chunk)
        case .needsMore: return nil
        }
      case .end:
        guard isFinal else {
          guard endsBeforeHeader, scanner.state == .normal, ClosingQuote.followsStatementEnd(bytes, end),
            end >= trustedUntil,
            !StoredProgram.mayBegin(bytes, first) || !StoredProgram.isOpen(bytes, from: first, at: end)
          else { return nil }
          return finishStatement(bytes, &event, end, end, imitates, &chunk)
        }
        if scanner.state != .normal {
          chunk.endsInQuote = true
          scanner.giveUp()
        }
        return finishAtEnd(bytes, &event, lastStatementEnd, end, imitates, &chunk)
      }
    }
  }

  /// Whether the line still belongs to the event's account, whose name has newlines in it; then the event has to be
  /// parsed again. Also if that cannot be told yet.
  private mutating func isInAccount(
    _ bytes: Span<UInt8>, _ line: Int, of event: borrowing EventRecord, _ end: Int, _ isFinal: Bool
  ) -> Bool {
    let start = event.accountStart
    guard event.accountEnd > start, line - start < LongAccount.longest else { return false }
    if let found = LongAccount.lineEnd(bytes, start, end), found >= line {
      longAccountEnd = found
      return true
    }
    return !isFinal && start + LongAccount.longest > end
  }

  /// The log ends: with the statement's `;`, without it, or with something after it that is no statement.
  private mutating func finishAtEnd(
    _ bytes: Span<UInt8>, _ event: inout EventRecord, _ lastStatementEnd: Int, _ end: Int, _ imitates: Bool,
    _ chunk: inout ParsedChunk
  ) -> Int {
    var last = end
    while last > event.statementStart, bytes[last - 1] == 0x0A || bytes[last - 1] == 0x0D { last -= 1 }
    let isWhole = last > event.statementStart && bytes[last - 1] == UInt8(ascii: ";")
    if !isWhole { chunk.isCutShort = true }
    // Of several newlines after the last `;` all but the first follow the statement.
    let stop = lastStatementEnd > 0 && (!isWhole || lastStatementEnd >= last) ? lastStatementEnd : end
    // pt-query-digest counts a single empty line at the end as part of the statement.
    if isWhole, end - stop == 1, bytes[stop] == 0x0A { event.extraLength = 1 }
    return finishStatement(bytes, &event, stop, end, imitates, &chunk)
  }

  /// - Parameters:
  ///   - stop: where the event ends; what lies between it and `next` is a gap.
  private mutating func finishStatement(
    _ bytes: Span<UInt8>, _ event: inout EventRecord, _ stop: Int, _ next: Int, _ imitates: Bool,
    _ chunk: inout ParsedChunk
  ) -> Int {
    var last = stop
    if last > event.statementStart, bytes[last - 1] == 0x0A { last -= 1 }
    if last > event.statementStart, bytes[last - 1] == 0x0D { last -= 1 }
    // Without its `;` the statement was cut off, and what there is of it ends with the line.
    if last > event.statementStart, bytes[last - 1] == UInt8(ascii: ";") { last -= 1 } else { last = stop }
    event.statementEnd = last
    let isBlank = !(stop..<next).contains { !isSpace(bytes[$0]) }
    event.end = isBlank ? next : stop
    if wantsSkeleton, !scanner.needsExact, scanner.state == .normal, stop == next, !event.isAdministratorCommand {
      let hash = scanner.skeletonHash(without: next - last, seed: seed)
      event.skeletonLow = hash.low
      event.skeletonHigh = hash.high
      event.hasSkeleton = true
    }
    if imitates { chunk.imitations.append(event.start) }
    chunk.addGap(event.end..<next)
    return next
  }
}
