/// Writes statements with literals of the kinds that applications send.
struct StatementWriter {
  let words: Vocabulary
  var random: Random
  /// How long lists after IN are, and how many rows stand after VALUES.
  var lists: ClosedRange<Int>
  var rows: ClosedRange<Int>

  mutating func append(_ query: QueryClass, to output: inout Output) {
    for part in words.shapes[query.shape].parts {
      switch part {
      case .text(let statement, _): output.append(statement)
      case .table: words.appendTable(of: query, to: &output)
      case .column(let place): words.appendColumn(place, of: query, to: &output)
      case .number: output.append(random.below(UInt64(4_000_000)))
      case .negative:
        output.append(UInt8(ascii: "-"))
        output.append(random.below(UInt64(500)) + 1)
      case .decimal: appendDecimal(to: &output)
      case .string: appendString(to: &output)
      case .date: appendDate(to: &output)
      case .hex: appendHexadecimal(digits: 16, after: "0x", to: &output)
      case .list: appendList(to: &output)
      case .rows(let columns): appendRows(columns: columns, to: &output)
      case .limit: appendLimit(to: &output)
      case .comment: appendComment(to: &output)
      }
    }
  }

  private mutating func appendDecimal(to output: inout Output) {
    output.append(random.below(UInt64(2_000)))
    output.append(UInt8(ascii: "."))
    output.appendTwoDigits(random.below(UInt64(100)))
  }

  /// One in sixteen holds an escaped quote or backslash, or what outside of a string would begin a comment.
  private mutating func appendString(to output: inout Output) {
    let choice = random.next()
    output.append(UInt8(ascii: "'"))
    output.append(words.words[Int(choice & 0xFFFF) % words.words.count])
    switch choice >> 16 & 63 {
    case 0: output.append("\\'s")
    case 1: output.append(" \\\"best\\\"")
    case 2: output.append(" C:\\\\dir")
    case 3: output.append(" # 1; -- no")
    case 4..<24:
      output.append(UInt8(ascii: " "))
      output.append(words.words[Int(choice >> 22 & 0xFFFF) % words.words.count])
    case 24..<40: output.append(choice >> 22 & 0xFFFFF)
    case 40..<44: output.append("@example.com")
    default: break
    }
    output.append(UInt8(ascii: "'"))
  }

  private mutating func appendDate(to output: inout Output) {
    let choice = random.next()
    output.append("'2026-")
    output.appendTwoDigits(choice % 12 + 1)
    output.append(UInt8(ascii: "-"))
    output.appendTwoDigits((choice >> 8) % 28 + 1)
    if choice >> 16 & 1 == 0 {
      output.append(UInt8(ascii: " "))
      output.appendTwoDigits((choice >> 17) % 24)
      output.append(UInt8(ascii: ":"))
      output.appendTwoDigits((choice >> 25) % 60)
      output.append(":00")
    }
    output.append(UInt8(ascii: "'"))
  }

  private mutating func appendHexadecimal(digits: Int, after prefix: StaticString, to output: inout Output) {
    output.append(prefix)
    var value = random.next()
    for _ in 0..<digits {
      let digit = UInt8(truncatingIfNeeded: value & 15)
      output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      value >>= 4
    }
  }

  private mutating func appendList(to output: inout Output) {
    output.append("IN (")
    let areStrings = random.below(8) == 0
    for place in 0..<random.length(from: lists.lowerBound, upTo: lists.upperBound) {
      if place > 0 { output.append(", ") }
      if areStrings { appendString(to: &output) } else { output.append(random.below(UInt64(4_000_000))) }
    }
    output.append(UInt8(ascii: ")"))
  }

  private mutating func appendRows(columns: Int, to output: inout Output) {
    output.append("VALUES ")
    for row in 0..<random.length(from: rows.lowerBound, upTo: rows.upperBound) {
      output.append(row == 0 ? "(" : ", (")
      for column in 0..<columns {
        if column > 0 { output.append(", ") }
        switch column % 4 {
        case 0: output.append(random.below(UInt64(4_000_000)))
        case 1: appendString(to: &output)
        case 2: appendDate(to: &output)
        default: appendDecimal(to: &output)
        }
      }
      output.append(UInt8(ascii: ")"))
    }
  }

  private mutating func appendLimit(to output: inout Output) {
    let choice = random.next()
    output.append(10 + choice % 4 * 10)
    if choice >> 8 & 3 == 0 {
      output.append(" OFFSET ")
      output.append((choice >> 16) % 500 * 10)
    }
  }

  private mutating func appendComment(to output: inout Output) {
    appendHexadecimal(digits: 16, after: "/* app:web,trace:", to: &output)
    output.append(" */ ")
  }
}
