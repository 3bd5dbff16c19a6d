import SQLText

/// QD137: a long list behind IN.
package struct LongInList: Rule {
  package static let page = RulePage(
    id: "QD137", title: "a long list behind IN", whenConfirmed: .warning, whenSuspect: .note,
    limits: [
      .init("values", 200, "values from which the list is long"),
      .init("rows", 1000, "rows read from which it is confirmed"),
    ],
    why:
      "Every value is a range to be estimated; beyond eq_range_index_dive_limit estimates are rough, beyond range_optimizer_max_mem_size the whole table is read.",
    example: "SELECT id FROM payments WHERE order_id IN (1, 2, 3, …)",
    better: "SELECT p.id FROM payments p JOIN wanted w ON w.order_id = p.order_id",
    advice: "put the values into a temporary table and join it, or ask in smaller portions",
    silentWhen: "for short lists and subqueries",
    source: "soar ARG.005")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    for index in outline.conditionIndices
    where outline.isKeyword(index, .in) && outline.isKind(index + 1, .leftParenthesis) {
      guard let close = outline.closing(index + 1) else { continue }
      let values = (index..<close).count { outline.isKind($0, .comma) } + 1
      guard Double(values) >= limits["values"], !outline.isKeyword(index + 2, .select) else { continue }
      return subject.gradeByScan("\(Count.text(values)) values behind IN", rows: limits["rows"])
    }
    return nil
  }
}
