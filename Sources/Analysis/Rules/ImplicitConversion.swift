import Explain
import SQLText

/// QD107: values are converted to be compared.
package struct ImplicitConversion: Rule {
  package static let page = RulePage(
    id: "QD107", title: "values are converted to be compared", whenConfirmed: .critical, whenSuspect: .note,
    why:
      "A text column compared with a number, or texts of two character sets, are converted row by row; no index can be used.",
    example: "SELECT id FROM users WHERE phone = 5551234",
    better: "SELECT id FROM users WHERE phone = '5551234'",
    advice: "give the value in the column's own type: quote it, or change the column or the parameter's type",
    silentWhen: "without a plan that shows it",
    source: "soar ARG.003; MySQL error messages 1739 and 1292")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let codes = [1739, 1292]
    let outline = subject.outline
    if let warning = subject.warnings.first(where: {
      codes.contains($0.code) || ($0.code == 1105 && $0.message.contains("Cannot use key"))
    }) {
      let place = outline.conditionIndices.first {
        outline.isSymbol($0, "=") && outline.isKind($0 + 1, .integer) && outline.isName($0 - 1)
          && isText(subject.column(outline.name($0 - 1), in: outline.pieces[$0].block))
      }
      let statement = place.flatMap {
        Rewrite.replacing(outline, from: $0 + 1, through: $0 + 1, with: "'\(outline.text($0 + 1))'")
      }
      return .confirmed("EXPLAIN warns (\(warning.code)): \(warning.message)")
        .rewritten(
          statement, or: "change the column's or the parameter's type",
          provided: "the values are stored just so, without leading zeros or blanks")
    }
    guard
      let table = subject.readTables.first(where: {
        $0.access?.isFullScan == true && !$0.possibleKeys.isEmpty && $0.node.key == nil
      }),
      let place = outline.conditionIndices.first(where: {
        outline.isSymbol($0, "=") && outline.isKind($0 + 1, .integer) && outline.isName($0 - 1)
      })
    else { return nil }
    return .suspect(
      "\(outline.name(place - 1)) is compared with a number, and the plan cannot use \(table.possibleKeys.joined(separator: ", "))"
    )
  }

  private static func isText(_ column: TableDefinition.Column?) -> Bool {
    ["char", "varchar", "text", "tinytext", "mediumtext", "longtext"].contains(column?.type)
  }
}
