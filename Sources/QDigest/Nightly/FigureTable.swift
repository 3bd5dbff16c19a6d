import JSONText
import Reporting

/// A table for people and programs alike; numbers stand as text.
struct FigureTable {
  let columns: [String]
  let rows: [[String]]

  /// Seconds with all their digits.
  static func seconds(_ micros: UInt64) -> String {
    let rest = String(micros % 1_000_000)
    return "\(micros / 1_000_000)." + String(repeating: "0", count: 6 - rest.count) + rest
  }

  func rendered(as form: HistoryForm) -> [UInt8] {
    switch form {
    case .text: text
    case .json: json
    case .csv: csv
    }
  }

  private var text: [UInt8] {
    let widths = columns.indices.map { column in
      ([columns[column]] + rows.map { InlineText.visible($0[column]) }).map(\.count).max() ?? 0
    }
    var result = ""
    for row in [columns] + rows {
      let cells = zip(row, widths).map { cell, width in
        let shown = InlineText.visible(cell)
        let blanks = String(repeating: " ", count: width - shown.count)
        return isNumber(shown) ? blanks + shown : shown + blanks
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      result += line + "\n"
    }
    return Array(result.utf8)
  }

  private func isNumber(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
  }

  private var json: [UInt8] {
    var writer = JSONWriter(layout: .pretty)
    writer.value(
      .array(
        rows.map { row in
          .object(
            zip(columns, row).map { column, cell in
              (column, isNumber(cell) && column != "plan" ? .number(cell) : cell.isEmpty ? .null : .string(cell))
            })
        }))
    writer.newline()
    return writer.takeBytes()
  }

  private var csv: [UInt8] {
    Array(([columns] + rows).map { $0.map(Self.csvField).joined(separator: ",") + "\r\n" }.joined().utf8)
  }

  /// A field in quotes where it needs them; one that a spreadsheet would take for a formula begins with an apostrophe.
  ///
  /// By scalars: a comma with a combining mark behind it is another character than a comma, but still ends a field.
  static func csvField(_ text: String) -> String {
    let formula: Set<Unicode.Scalar> = [
      "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\t", "\r", "\n",
    ]
    let scalars = text.unicodeScalars
    let first = scalars.first { $0 != " " }
    let isRisky = first.map(formula.contains) ?? false || scalars.first.map(formula.contains) ?? false
    let safe = isRisky ? "'" + text : text
    guard safe.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }) else {
      return safe
    }
    var quoted = String.UnicodeScalarView()
    quoted.append("\"")
    for scalar in safe.unicodeScalars {
      if scalar == "\"" { quoted.append(scalar) }
      quoted.append(scalar)
    }
    quoted.append("\"")
    return String(quoted)
  }
}
