/// What a piece of a report means; a terminal shows it in colour, other places do not.
package enum TextStyle: Sendable, Hashable {
  case plain, heading, strong, dim, good, warning, critical
}

/// A piece of text of one style. The text holds no control characters.
package struct StyledText: Sendable, Hashable {
  package var text: String
  package var style: TextStyle

  package init(_ text: String, _ style: TextStyle = .plain) {
    self.text = text
    self.style = style
  }
}

/// One line of a report.
package struct StyledLine: Sendable, Hashable, ExpressibleByStringInterpolation {
  package var pieces: [StyledText]

  package init(_ pieces: [StyledText] = []) { self.pieces = pieces }
  package init(_ text: String, _ style: TextStyle = .plain) { pieces = [StyledText(text, style)] }
  package init(stringLiteral value: String) { self.init(value) }

  package var text: String { pieces.map(\.text).joined() }

  package static func + (a: Self, b: Self) -> Self { StyledLine(a.pieces + b.pieces) }
  package static func += (a: inout Self, b: Self) { a.pieces.append(contentsOf: b.pieces) }

  /// How many columns of a terminal it takes.
  package var width: Int { pieces.reduce(0) { $0 + displayWidth($1.text) } }

  /// With spaces up to a width, behind the text or before it.
  package func padded(to width: Int, alignRight: Bool = false) -> StyledLine {
    let missing = width - self.width
    guard missing > 0 else { return self }
    let space = StyledLine(String(repeating: " ", count: missing))
    return alignRight ? space + self : self + space
  }
}

/// Turns lines into bytes, with colours where they are wanted.
package struct Painter {
  var usesColor: Bool
  package private(set) var bytes: [UInt8] = []

  package init(usesColor: Bool) { self.usesColor = usesColor }

  /// Appends a line; spaces at its end are left out.
  package mutating func line(_ line: StyledLine = StyledLine()) {
    var pieces = line.pieces.filter { !$0.text.isEmpty }
    while let last = pieces.last {
      let kept = last.text.prefix(
        last.text.lastIndex { $0 != " " }.map { last.text.distance(from: last.text.startIndex, to: $0) + 1 } ?? 0)
      pieces[pieces.count - 1].text = String(kept)
      if !kept.isEmpty { break }
      pieces.removeLast()
    }
    for piece in pieces {
      let code = usesColor ? Self.code(of: piece.style) : nil
      if let code { bytes.append(contentsOf: "\u{1B}[\(code)m".utf8) }
      bytes.append(contentsOf: piece.text.utf8)
      if code != nil { bytes.append(contentsOf: "\u{1B}[0m".utf8) }
    }
    bytes.append(0x0A)
  }

  /// Hands over what has been painted so far.
  mutating func takeBytes() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  private static func code(of style: TextStyle) -> String? {
    switch style {
    case .plain: nil
    case .heading: "1;36"
    case .strong: "1"
    case .dim: "2"
    case .good: "32"
    case .warning: "33"
    case .critical: "1;31"
    }
  }
}
