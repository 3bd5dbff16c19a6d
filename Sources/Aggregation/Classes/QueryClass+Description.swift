import SQLText

extension QueryClass {
  /// The class with what its worst sample's text tells: command, tables, and both distilled forms.
  ///
  /// Told late, and only of classes that a report shows: it costs more than all else that is done for a class.
  package func described() -> QueryClass {
    if id == ClassFold.id {
      var others = self
      others.distilled = ClassFold.distilled
      return others
    }
    guard let shape = shapeIfNeeded, let sample = samples.first else { return self }
    var result = self
    result.command = shape.command
    result.tables = shape.tables
    result.distilled = shape.distilled
    result.ptDistilled = PtDistill.distill(sample.statement)
    return result
  }

  /// The distilled form alone, as ``described()`` has it.
  package func distilledAlone() -> String {
    id == ClassFold.id ? ClassFold.distilled : shapeIfNeeded?.distilled ?? distilled
  }

  private var shapeIfNeeded: StatementShape? {
    guard distilled.isEmpty, key.contains(where: { $0.key == .fingerprint }) else { return nil }
    return samples.first.map { StatementShape(of: $0.statement.span) }
  }
}
