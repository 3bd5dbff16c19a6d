import SQLText

/// QD108: a range over a row constructor.
package struct RowConstructorRange: Rule {
  package static let page = RulePage(
    id: "QD108", title: "a range over a row constructor", whenConfirmed: .warning, whenSuspect: .note,
    limits: [
      .init("rows", 1000, "rows read from which it is confirmed")
    ],
    why: "(a, b) < (1, 2) is not taken as a range of an index on (a, b): the index is read from its start.",
    example: "SELECT id FROM t WHERE (a, b) < (1, 2)",
    better: "SELECT id FROM t WHERE a < 1 OR (a = 1 AND b < 2)",
    advice: "write it out: a < 1 OR (a = 1 AND b < 2), with a <= 1 AND in front so that the index has a bound",
    silentWhen: "for = and IN over rows",
    source: "MySQL manual, Range Optimization of Row Constructor Expressions")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    for index in outline.conditionIndices where ["<", ">", "<=", ">="].contains(where: { outline.isSymbol(index, $0) })
    {
      guard outline.isKind(index - 1, .rightParenthesis), outline.isKind(index + 1, .leftParenthesis),
        let open = outline.opening(index - 1), outline.isName(open + 1),
        (open..<index).contains(where: { outline.isKind($0, .comma) }), !outline.isCall(open - 1)
      else { continue }
      // The rows estimated are those of the LIMIT, if there is one: only what was examined decides then.
      let what = "\(outline.text(from: open, through: index)) … is a range over a row constructor"
      let statement = Rewrite.rowComparison(opening: open, at: index, outline)
      if outline.hasOuter(.limit), let examined = subject.examined {
        return examined >= limits["rows"]
          ? .confirmed("\(what); \(Count.text(examined)) rows examined in the 95th percentile")
            .rewritten(statement)
          : .cleared("\(what), but only \(Count.text(examined)) rows are examined")
      }
      return subject.gradeByScan(what, rows: limits["rows"]).rewritten(statement)
    }
    return nil
  }
}
