import Explain
import SQLText

extension Subject {
  /// The index that would spare the scan of a table, as a statement; `nil` where the conditions do not tell one.
  func indexAdvice(for table: TableAccess) -> String? {
    // Where the optimizer has an index to choose and does not, another one of the same columns is no help.
    guard table.possibleKeys.isEmpty, let (name, block) = outline.table(knownAs: table.name) else { return nil }
    let columns = outline.comparedColumns(of: table.name, in: block)
    guard !columns.isEmpty else { return nil }
    let bare = name.split(separator: ".").last.map { $0.filter { $0 != "`" }.lowercased() }
    // One that is there, and is not used, would not be by another name.
    if let definition = tables.first(where: { $0.name == bare }),
      definition.indexes.contains(where: { Array($0.prefix(columns.count)) == columns.map { $0.lowercased() } })
    {
      return nil
    }
    return "add an index: ALTER TABLE \(name) ADD INDEX (\(columns.joined(separator: ", ")))"
  }
}
