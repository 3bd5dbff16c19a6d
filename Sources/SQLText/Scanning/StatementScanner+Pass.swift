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

  mutating func scanNormal(_ bytes: Span<UInt8>, _ end: Int, _ out: inout MutableSpan<UInt8>) -> Stop? {
    var i = position
    var o = written
    let silent = isSilent
    let insert = isInsert
    defer {
      if i > end {
        o -= i - end
        i = end
      }
      position = i
      if !isSilent || !silent { written = o }
    }
    while i < end {
      let block = loadBlock(bytes, i)
      let stops = insert && !silent ? cv_insert_stops(block) : cv_statement_stops(block)
      if !silent { Self.store(block, at: o, &out) }
      if purpose == .strictSkeleton {
        let dollars = cv_equal(block, UInt8(ascii: "$"))
        if dollars != 0, dollars.trailingZeroBitCount < stops.trailingZeroBitCount { needsExact = true }
      }
      if stops == 0 {
        i += 16
        o += 16
        continue
      }
      let run = stops.trailingZeroBitCount
      i += run
      o += run
      if i >= end { break }
      let byte = bytes[i]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        number(bytes, end, silent, &i, &o, &out)
      case UInt8(ascii: "\n"):
        Self.write(byte, silent, &o, &out)
        i += 1
        guard i < end else { break }
        let next = bytes[i]
        if next == UInt8(ascii: "#") || next == UInt8(ascii: "T") || endsStatement(bytes, i - 1) { return .lineStart }
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        if purpose == .strictSkeleton {
          Self.write(byte, silent, &o, &out)
          isRaw = i > start && (bytes[i - 1] | 0x20 == UInt8(ascii: "x") || bytes[i - 1] | 0x20 == UInt8(ascii: "b"))
        } else {
          if i == start || followsComment(bytes, i) { needsExact = true }
          Self.write(UInt8(ascii: "'"), silent, &o, &out)
        }
        openedAt = i
        i += 1
        state = .quoted(byte)
        return nil
      case UInt8(ascii: "`"):
        Self.write(byte, silent, &o, &out)
        openedAt = i
        i += 1
        state = .quoted(byte)
        return nil
      case UInt8(ascii: "#"):
        lineComment(bytes, end, silent, &i, &o, &out)
      case UInt8(ascii: "-"):
        if bytes[i + 1] == UInt8(ascii: "-"), i + 2 >= end || bytes[i + 2] <= 0x20 || bytes[i + 2] == 0x7F {
          lineComment(bytes, end, silent, &i, &o, &out)
        } else {
          Self.write(byte, silent, &o, &out)
          i += 1
        }
      case UInt8(ascii: "/"):
        if bytes[i + 1] == UInt8(ascii: "*"), i + 1 < end {
          if openComment(bytes, end, silent, &i, &o, &out) { return nil }
        } else {
          Self.write(byte, silent, &o, &out)
          i += 1
        }
      case UInt8(ascii: "\\"):
        needsExact = true
        Self.write(byte, silent, &o, &out)
        i += 1
      case UInt8(ascii: "("):
        if follows("values", i, bytes) { sawValues = true }
        Self.write(byte, silent, &o, &out)
        i += 1
      default:  // `)` of an INSERT
        Self.write(byte, silent, &o, &out)
        i += 1
        if sawValues, nextRowFollows(bytes, i, end) {
          isSilent = true
          isInsert = false
          written = o
          return nil
        }
      }
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
