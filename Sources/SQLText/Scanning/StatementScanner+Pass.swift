import CVector

// The pass over the text: what is plain, and what stands in quotes.

extension StatementScanner {
  /// Goes on from `position` until something has to be decided, or to `end`.
  ///
  /// - Precondition: `bytes.count >= end + scanPadding`, the same bytes as in `begin`.
  package mutating func scan(_ bytes: Span<UInt8>, to end: Int) -> Stop {
    // Taken out for the time of the pass, so that a byte written is a byte written.
    var taken: [UInt8] = []
    swap(&taken, &output)
    defer { swap(&taken, &output) }
    var skeleton = taken.mutableSpan
    while position < end {
      switch state {
      case .normal:
        if let stop = scanNormal(bytes, end, &skeleton) { return stop }
      case .quoted(UInt8(ascii: "`")):
        if let stop = scanIdentifier(bytes, end, &skeleton) { return stop }
      case .quoted(let quote):
        if let stop = scanQuoted(bytes, end, quote, &skeleton) { return stop }
      case .comment:
        if let stop = scanComment(bytes, end) { return stop }
      }
    }
    return .end
  }

  /// A block is classified once; what is copied as it stands only clears its bit, and what becomes shorter in the
  /// skeleton begins a new block behind it. Strings, quoted identifiers and numbers in which nothing matters are
  /// taken on the spot; all others go the long way, from their first byte on.
  mutating func scanNormal(_ bytes: Span<UInt8>, _ end: Int, _ out: inout MutableSpan<UInt8>) -> Stop? {
    var i = position
    var o = written
    // Lent to what takes the long way, so that the two above stay in registers.
    var (from, to) = (i, o)
    let silent = isSilent
    let insert = isInsert && !silent
    let isStrict = purpose == .strictSkeleton
    defer {
      if i > end {
        o -= i - end
        i = end
      }
      position = i
      if !isSilent || !silent { written = o }
    }
    blocks: while i < end {
      let block = loadBlock(bytes, i)
      var stops = insert ? cv_insert_stops(block) : cv_statement_stops(block)
      if !silent { Self.store(block, at: o, &out) }
      if isStrict {
        let dollars = cv_equal(block, UInt8(ascii: "$"))
        if dollars != 0, dollars.trailingZeroBitCount < stops.trailingZeroBitCount { needsExact = true }
        // One stop a block, so that each `$` is seen.
        stops &= 0 &- stops
      }
      while stops != 0 {
        let run = stops.trailingZeroBitCount
        let at = i + run
        if at >= end {
          i = at
          o += run
          break blocks
        }
        let byte = bytes[at]
        /// How many bytes are copied as they stand.
        var kept = 1
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          let digits = Self.digitRun(bytes, at)
          if at > start, digits < 8, at + digits < end {
            let before = bytes[at - 1]
            if isIdentifierByte(before) {
              kept = digits
              break
            }
            if Self.isPlain(before), !isIdentifierByte(bytes[at + digits]),
              !isStrict || bytes[at + digits] != UInt8(ascii: ".")
            {
              i = at + digits
              o += run
              Self.write(UInt8(ascii: "0"), silent, &o, &out)
              if !silent, Self.mayBeFirstItem(out.span, o - 1),
                let after = endOfList(bytes, i, end, in: out.span, first: o - 1)
              {
                i = after
              }
              continue blocks
            }
          }
          (from, to) = (at, o + run)
          number(bytes, end, silent, &from, &to, &out)
          (i, o) = (from, to)
          continue blocks
        case UInt8(ascii: "\n"):
          guard at + 1 < end else { break }
          let next = bytes[at + 1]
          if next == UInt8(ascii: "#") || next == UInt8(ascii: "T") || endsStatement(bytes, at) {
            i = at + 1
            o += run + 1
            return .lineStart
          }
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
          o += run
          let before = at > start ? bytes[at - 1] : 0
          let mayBeRaw = isStrict && (before | 0x20 == UInt8(ascii: "x") || before | 0x20 == UInt8(ascii: "b"))
          Self.write(isStrict ? byte : UInt8(ascii: "'"), silent, &o, &out)
          if at > start, before != UInt8(ascii: "/"), !mayBeRaw {
            let after = plainStringEnd(bytes, at, end, byte)
            if after > at {
              i = after
              continue blocks
            }
          }
          if isStrict {
            isRaw = mayBeRaw
          } else if at == start || followsComment(bytes, at) {
            needsExact = true
          }
          openedAt = at
          i = at + 1
          state = .quoted(byte)
          return nil
        case UInt8(ascii: "`"):
          let name = loadBlock(bytes, at + 1)
          let close = cv_equal(name, byte)
          let length = close.trailingZeroBitCount
          guard close != 0, at + 1 + length < end,
            cv_identifier_oddities(name) & (close & (0 &- close) &- 1) == 0
          else {
            openedAt = at
            i = at + 1
            o += run + 1
            state = .quoted(byte)
            return nil
          }
          kept = length + 2
          if !silent, run + kept > 16 { Self.store(name, at: o + run + 1, &out) }
        case UInt8(ascii: "#"):
          (from, to) = (at, o + run)
          lineComment(bytes, end, silent, &from, &to, &out)
          (i, o) = (from, to)
          continue blocks
        case UInt8(ascii: "-"):
          if bytes[at + 1] == UInt8(ascii: "-"), at + 2 >= end || bytes[at + 2] <= 0x20 || bytes[at + 2] == 0x7F {
            (from, to) = (at, o + run)
            lineComment(bytes, end, silent, &from, &to, &out)
            (i, o) = (from, to)
            continue blocks
          }
        case UInt8(ascii: "/"):
          if bytes[at + 1] == UInt8(ascii: "*"), at + 1 < end {
            (from, to) = (at, o + run)
            let isOpen = openComment(bytes, end, silent, &from, &to, &out)
            (i, o) = (from, to)
            if isOpen { return nil }
            continue blocks
          }
        case UInt8(ascii: "\\"): needsExact = true
        case UInt8(ascii: "("): if follows("values", at, bytes) { sawValues = true }
        default:  // `)` of an INSERT
          if sawValues, nextRowFollows(bytes, at + 1, end) {
            i = at + 1
            o += run + 1
            isSilent = true
            isInsert = false
            written = o
            return nil
          }
        }
        if run + kept >= 16 || isStrict {
          // What was kept of a number or name beyond the block is written with it, or begins the next one.
          if byte != UInt8(ascii: "`"), !silent, run + kept > 16 { Self.store(loadBlock(bytes, at), at: o + run, &out) }
          i = at + kept
          o += run + kept
          continue blocks
        }
        stops &= ~0 &<< UInt32(truncatingIfNeeded: run + kept)
      }
      i += 16
      o += 16
    }
    return nil
  }

  /// Whether the line that ends with the newline at `newline` ends with `;`.
  func endsStatement(_ bytes: Span<UInt8>, _ newline: Int) -> Bool {
    guard newline > start else { return false }
    if bytes[newline - 1] == UInt8(ascii: ";") { return true }
    return newline > start + 1 && bytes[newline - 1] == UInt8(ascii: "\r") && bytes[newline - 2] == UInt8(ascii: ";")
  }

  mutating func scanQuoted(
    _ bytes: Span<UInt8>, _ end: Int, _ quote: UInt8, _ out: inout MutableSpan<UInt8>
  ) -> Stop? {
    var i = position
    defer { position = min(i, end) }
    let insert = isInsert
    while i < end {
      let block = loadBlock(bytes, i)
      let stops = insert ? cv_insert_string_stops(block, quote) : cv_string_stops(block, quote)
      if stops == 0 {
        i += 16
        continue
      }
      i += stops.trailingZeroBitCount
      if i >= end { break }
      let byte = bytes[i]
      switch byte {
      case quote:
        i += 1
        switch bytes[i] {
        case quote where i < end:
          // To the server the quote is part of the string.
          needsExact = true
          i += 1
          continue
        case UInt8(ascii: "\\"): needsExact = true
        case UInt8(ascii: "/"): if bytes[i + 1] == UInt8(ascii: "*") { needsExact = true }
        default: break
        }
        state = .normal
        return nil
      case UInt8(ascii: "\\"):
        if isRaw, purpose == .strictSkeleton { needsExact = true }
        // Of what else it can stand before, some matters by itself.
        i += isQuoteOrBackslash(bytes[i + 1]) ? 2 : 1
      case UInt8(ascii: "\""):
        needsExact = true
        i += 1
      case UInt8(ascii: "/"):
        if bytes[i + 1] == UInt8(ascii: "*") { needsExact = true }
        i += 1
      case UInt8(ascii: "\n"):
        i += 1
        if i < end, mayBeginHeader(bytes, i) { return .quotedLineStart }
      case UInt8(ascii: "("):
        if follows("values", i, bytes) { needsExact = true }
        i += 1
      default:
        i += 1
        if nextRowFollows(bytes, i, end) { needsExact = true }
      }
    }
    return nil
  }

  mutating func scanIdentifier(_ bytes: Span<UInt8>, _ end: Int, _ out: inout MutableSpan<UInt8>) -> Stop? {
    var i = position
    var o = written
    let silent = isSilent
    defer {
      position = i
      if !silent { written = o }
    }
    // Nearly every identifier ends within the first block and holds nothing to look at.
    let block = loadBlock(bytes, i)
    let close = cv_equal(block, UInt8(ascii: "`"))
    if close != 0 {
      let length = close.trailingZeroBitCount
      if cv_identifier_oddities(block) & (close & (0 &- close) &- 1) == 0, i + length < end {
        if !silent { Self.store(block, at: o, &out) }
        i += length + 1
        o += length + 1
        state = .normal
        return nil
      }
    }
    while i < end {
      let byte = bytes[i]
      Self.write(byte, silent, &o, &out)
      i += 1
      switch byte {
      case UInt8(ascii: "`"):
        state = .normal
        return nil
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ")"): needsExact = true
      case UInt8(ascii: "/"): if bytes[i] == UInt8(ascii: "*") { needsExact = true }
      case UInt8(ascii: "\n"): if i < end, mayBeginHeader(bytes, i) { return .quotedLineStart }
      default: break
      }
    }
    return nil
  }
}
