import QDigestTestSupport

/// The form of a statement, of which `render` makes any number of statements that differ in their literals, comments
/// and further rows alone.
///
/// One in three is hostile: quotes in strings, halves of comments in them, comments behind numbers, no blanks where some
/// are usual. The others are mild, so that many statements of a form have the same skeleton.
struct StatementForm {
  enum Piece {
    case text([UInt8])
    /// A string in either kind of quotes.
    case string
    /// A number of a kind that `LiteralSoup` knows.
    case number(kind: Int)
    /// What stands between the parentheses behind IN.
    case items
    case comment
    case lineComment
    /// What stands behind the first row of VALUES.
    case rows
  }

  let pieces: [Piece]

  init(_ generator: inout SeededGenerator) {
    var builder = FormBuilder()
    builder.statement(&generator)
    pieces = builder.pieces
  }

  func render(_ generator: inout SeededGenerator) -> [UInt8] {
    let soup = LiteralSoup(isHostile: generator.once(in: 3))
    var bytes: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .text(let text): bytes += text
      case .string: bytes += soup.string(&generator)
      case .number(let kind): bytes += soup.number(&generator, kind: kind)
      case .items: bytes += soup.items(&generator)
      case .comment: bytes += soup.comment(&generator)
      case .lineComment: bytes += soup.lineComment(&generator)
      case .rows: bytes += soup.rows(&generator)
      }
    }
    return bytes
  }
}

/// Literals and comments, mild and hostile.
struct LiteralSoup {
  let isHostile: Bool

  private static let hostile: [[UInt8]] = [
    "", "it's", "''", "'", "\"", "\"\"", "\"\"\"", "\"a\"", "\\", "\\\\", "\\'", "\\\"", "/*", "*/", "/* c */", "--",
    "-- ", "-- c", "#", "# c", "\n", "\r\n", "\r", "),(", ") , (", ", (", "values (", "values(", "VALUES (1)", "\\)",
    "\\/* c */", "in (1)", "\u{0}", "\u{0B}", "`", "`a`", ";\n", "$", "$$", "@", ".", "\nT", "\n# c", "\\\\'", "\\\\\"",
    "fbc5e685a5d3d45aa1d0347fdb7c4d35", "+", "-", "x", "b", "0x", "e5", "?", " union select 1", "order by a asc",
  ].map { Array($0.utf8) }

  private static let mild: [[UInt8]] = [
    "", "a", "b", "abc", "7", "x", "e5", "?", "\\'", "\\n", "-", "--", "# c", "\n", "(", ")", ", ", "1,2", " ", "null",
    "true",
    "limit 1", "\u{0}", "é", "名", ";", ";\n", "$", "@", ".", "T", "0123456789abcdef", "+", "*/", "/", "select",
    "in (1)",
  ].map { Array($0.utf8) }

  func content(_ generator: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<generator.number(0...3) { bytes += generator.pick(isHostile ? Self.hostile : Self.mild) }
    return bytes
  }

  /// A string; a quote in it is mostly escaped or doubled, so that the string is whole.
  func string(_ generator: inout SeededGenerator) -> [UInt8] {
    let quote = UInt8(ascii: generator.once(in: 3) ? "\"" : "'")
    var bytes = [quote]
    let isCareless = isHostile && generator.once(in: 12)
    let doubles = isHostile && generator.once(in: 2)
    for byte in content(&generator) {
      if byte == quote, !isCareless, doubles || isHostile { bytes.append(doubles ? quote : UInt8(ascii: "\\")) }
      bytes.append(byte)
    }
    // A backslash at the end would escape the quote.
    if !isCareless, bytes.reversed().prefix(while: { $0 == UInt8(ascii: "\\") }).count % 2 == 1 { bytes.append(0x5C) }
    return bytes + [quote]
  }

  static func digits(_ generator: inout SeededGenerator) -> String {
    generator.once(in: 2) ? "\(generator.number(0...9))" : String(generator.number(0...99_999_999_999))
  }

  /// The kinds of numbers from 0 on; all further ones are whole numbers.
  static let numberKinds = 24

  func number(_ generator: inout SeededGenerator, kind: Int) -> [UInt8] {
    let kind = isHostile && generator.once(in: 8) ? generator.number(0...Self.numberKinds) : kind
    let first = Self.digits(&generator)
    let text: String =
      switch kind {
      case 0: first + "." + Self.digits(&generator)
      case 1: "." + first
      case 2: first + "."
      case 3: first + generator.pick(["e", "E", "e+", "e-", "E-"]) + Self.digits(&generator)
      case 4: first + "." + Self.digits(&generator) + generator.pick(["e", "E-"]) + Self.digits(&generator)
      case 5: "-" + first
      case 6: "+" + first
      case 7: "- " + first
      case 8: "0x" + String(generator.number(0...0xFFFFFF), radix: 16)
      case 9: "0x" + String(generator.number(0...0xFFFFFF), radix: 16).uppercased()
      case 10: "0X" + String(generator.number(0...0xFF), radix: 16)
      case 11: "0b" + String(generator.number(0...0xFF), radix: 2)
      case 12: first + "." + Self.digits(&generator) + "." + Self.digits(&generator)
      case 13: first + generator.pick(["M", "g", "_", "é", "x", "f", "ab", "0x", "e"])
      case 14: first + "-" + Self.digits(&generator) + "-" + Self.digits(&generator)
      case 15: first + ":" + Self.digits(&generator)
      case 16: first + ".e" + Self.digits(&generator)
      default: first
      }
    return Array(text.utf8)
  }

  func items(_ generator: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    let isPlain = !isHostile || generator.once(in: 2)
    for index in 0..<generator.number(1...5) {
      if index > 0 {
        bytes += Array(
          (isHostile ? generator.pick([",", ", ", " ,", ",,", " ", ",\n"]) : generator.pick([",", ", "])).utf8)
      }
      if isPlain {
        bytes += Array(Self.digits(&generator).utf8)
      } else {
        bytes +=
          generator.once(in: 2)
          ? string(&generator) : number(&generator, kind: generator.number(0...Self.numberKinds))
      }
    }
    if isHostile, generator.once(in: 4) { bytes += Array(generator.pick([" ", ",", "?", ", ?", "\n"]).utf8) }
    return bytes
  }

  func comment(_ generator: inout SeededGenerator) -> [UInt8] {
    let inside = content(&generator)
    guard isHostile else { return Array("/* ".utf8) + inside + Array(" */".utf8) }
    switch generator.number(0...11) {
    case 0: return Array("/*!".utf8) + inside + Array("*/".utf8)
    case 1: return Array("/*!50\(generator.number(100...999)) ".utf8) + inside + Array(" */".utf8)
    case 2: return Array("/*+ ".utf8) + inside + Array("*/".utf8)
    case 3: return Array("/*M!\(generator.number(100_000...120_000)) ".utf8) + inside + Array(" */".utf8)
    case 4: return Array("/*\(generator.number(1...9))/\(generator.number(1...9))*/".utf8)
    case 5: return Array("/*a.b:\(generator.number(1...9))/\(generator.number(1...9))*/".utf8)
    case 6: return Array(generator.pick(["/**/", "/***/", "/*/*/", "/*!*/", "/* */"]).utf8)
    default: return Array("/* ".utf8) + inside + Array("*/".utf8)
    }
  }

  func lineComment(_ generator: inout SeededGenerator) -> [UInt8] {
    let inside = content(&generator).filter { $0 != 0x0A }
    guard isHostile else { return Array("-- ".utf8) + inside.filter { $0 != UInt8(ascii: "'") } + [0x0A] }
    return Array(generator.pick(["-- ", "--\t", "--", "#", "# ", "--\u{7F}"]).utf8) + inside
      + Array(generator.pick(["\n", "\n", "\r\n", "\r", ""]).utf8)
  }

  func rows(_ generator: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<generator.number(0...3) {
      bytes += Array(generator.pick([",(", ", (", " , (", ",\n("]).utf8)
      for index in 0..<generator.number(1...3) {
        if index > 0 { bytes += Array(", ".utf8) }
        switch generator.number(0...5) {
        case 0: bytes += number(&generator, kind: generator.number(0...Self.numberKinds))
        case 1: bytes += Array("now()".utf8)
        case 2 where isHostile: bytes += comment(&generator)
        default: bytes += string(&generator)
        }
      }
      bytes += Array(")".utf8)
    }
    return bytes
  }
}

/// Puts a form together.
private struct FormBuilder {
  var pieces: [StatementForm.Piece] = []

  private mutating func add(_ text: String) { pieces.append(.text(Array(text.utf8))) }

  mutating func statement(_ generator: inout SeededGenerator) {
    if generator.once(in: 15) { add(generator.pick([" ", "\n", "(", "/*!", "\t"])) }
    switch generator.number(0...15) {
    case 0, 1, 2: insert(&generator)
    case 3: update(&generator)
    case 4: call(&generator)
    case 5: soup(&generator)
    case 6: odd(&generator)
    default: select(&generator)
    }
    if generator.once(in: 10) { comment(&generator) }
  }

  private mutating func number(_ generator: inout SeededGenerator) {
    pieces.append(.number(kind: generator.number(0...LiteralSoup.numberKinds)))
  }

  private mutating func name(_ generator: inout SeededGenerator) {
    add(
      generator.pick([
        "a", "t", "t1", "users_2024", "`a b`", "`t1`", "db1.t2", "`x`.`y`", "a1b2", "@v", "@1", "@a.1", "@@x", "$1",
        "é9",
        "1a", "t.1", "t.1a", "`a'b`", "`/*`", "x.`1`", ":1", "?", "e5", "_utf8", "x", "N", "b", "tbl_1_2", "@`v1`",
        "u@10.0.0.1", "max_1", "1e", "t .1", "t. 1", "t/**/.1", "`t`.1", "in1", "@'v'",
      ]))
  }

  private mutating func gap(_ generator: inout SeededGenerator) {
    switch generator.number(0...19) {
    case 0: pieces.append(.comment)
    case 1: pieces.append(.lineComment)
    case 2: add("")
    case 3: add("\n")
    case 4: add("\t ")
    default: add(" ")
    }
  }

  private mutating func comment(_ generator: inout SeededGenerator) {
    pieces.append(generator.once(in: 2) ? .comment : .lineComment)
  }

  private mutating func literal(_ generator: inout SeededGenerator) {
    switch generator.number(0...9) {
    case 0:
      add(
        generator.pick([
          "x", "X", "b", "B", "N", "n", "_utf8", "_utf8mb4 ", "date ", "DATE", "time ", "-", "+", "!", "~",
        ]))
      pieces.append(.string)
    case 1:
      pieces.append(.string)
      add(generator.pick([" ", "", "\n"]))
      pieces.append(.string)
    case 2: add(generator.pick(["null", "NULL", "true", "FALSE", "?", "\\N", "current_date"]))
    case 3, 4, 5: pieces.append(.string)
    default: number(&generator)
    }
  }

  private mutating func condition(_ generator: inout SeededGenerator) {
    name(&generator)
    switch generator.number(0...7) {
    case 0, 1:
      add(generator.pick([" in (", " IN(", " in ( ", "\nIn\t(", " not in (", "in(", ".in (", "_in ("]))
      pieces.append(.items)
      add(generator.pick([")", " )", "),", ")(", ""]))
    case 2:
      add(" between ")
      literal(&generator)
      add(" and ")
      literal(&generator)
    case 3:
      add(generator.pick(["-", "--", "- ", "+", ".", "/", "*", "->", "->>", "|", "#", "@", "\\", ":", "."]))
      literal(&generator)
    case 4:
      add(" in ((")
      literal(&generator)
      add(",")
      literal(&generator)
      add("), (1, 2))")
    default:
      add(generator.pick(["=", " = ", " > ", "<=", " like ", " rlike "]))
      literal(&generator)
    }
  }

  private mutating func select(_ generator: inout SeededGenerator) {
    add(
      generator.pick(["select", "SELECT", "Select", "select distinct", "explain select", "with c as (select 1) select"])
    )
    gap(&generator)
    if generator.once(in: 3) { literal(&generator) } else { name(&generator) }
    gap(&generator)
    add("from")
    gap(&generator)
    name(&generator)
    if generator.once(in: 5) { return }
    gap(&generator)
    add("where")
    gap(&generator)
    for index in 0..<generator.number(1...3) {
      if index > 0 {
        gap(&generator)
        add(generator.pick(["and", "or", "AND"]))
        gap(&generator)
      }
      condition(&generator)
    }
    switch generator.number(0...9) {
    case 0:
      add(" limit ")
      number(&generator)
    case 1:
      add(" limit ")
      number(&generator)
      add(generator.pick([", ", ",", " offset "]))
      number(&generator)
    case 2:
      add(generator.pick([" union ", " union all "]))
      select(&generator)
    case 3: add(" order by a asc, 1 asc")
    default: break
    }
  }

  private mutating func insert(_ generator: inout SeededGenerator) {
    add(
      generator.pick([
        "insert into", "INSERT INTO", "replace into", "insert ignore into", "insert  into", "insert", "Replace",
      ]))
    gap(&generator)
    name(&generator)
    add(generator.pick(["", " (a, b)", "(a)", " (a, `b)`)"]))
    gap(&generator)
    add(generator.pick(["values", "VALUES", "value", "Values", "select", "set a ="]))
    add(generator.pick(["(", " (", "\n(", "((", "("]))
    for index in 0..<generator.number(1...3) {
      if index > 0 { add(generator.pick([",", ", "])) }
      switch generator.number(0...7) {
      case 0: add("now()")
      case 1: name(&generator)
      case 2: comment(&generator)
      default: literal(&generator)
      }
    }
    add(generator.pick([")", " )", "))"]))
    pieces.append(.rows)
    if generator.once(in: 4) {
      add(" on duplicate key update a = ")
      literal(&generator)
    }
  }

  private mutating func update(_ generator: inout SeededGenerator) {
    add(generator.pick(["update ", "UPDATE\n", "delete from "]))
    name(&generator)
    add(" set ")
    name(&generator)
    add(generator.pick(["=", " = "]))
    literal(&generator)
    gap(&generator)
    add("where")
    gap(&generator)
    condition(&generator)
  }

  private mutating func call(_ generator: inout SeededGenerator) {
    add(generator.pick(["call p(", "CALL `p`(", " call p1(", "call p (", "{call p(", "callp("]))
    literal(&generator)
    add(", ")
    literal(&generator)
    add(")")
  }

  private mutating func odd(_ generator: inout SeededGenerator) {
    add(
      generator.pick([
        "use ", "set @a = ", "administrator command: ", "show tables like ", "load data infile ", "prepare s from ",
        "kill ", "",
      ]))
    literal(&generator)
    if generator.once(in: 2) { gap(&generator) }
    if generator.once(in: 3) { literal(&generator) }
  }

  /// Pieces without any order.
  private mutating func soup(_ generator: inout SeededGenerator) {
    for _ in 0..<generator.number(2...9) {
      switch generator.number(0...9) {
      case 0: name(&generator)
      case 1: comment(&generator)
      case 2: gap(&generator)
      case 3: pieces.append(.items)
      case 4: pieces.append(.rows)
      case 5:
        add(
          generator.pick([
            "(", ")", ",", ".", "-", "--", "/", "*/", "/*", "\\", "in (", "values (", "#", "insert into", "+", "@", "$",
            "{", ";", "\n", "x", "0x", "e", "limit", "union", "select", "null", "`", "'", "\"",
          ]))
      default: literal(&generator)
      }
      if generator.once(in: 2) { add(" ") }
    }
  }
}
