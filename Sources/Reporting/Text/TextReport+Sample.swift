import Aggregation
import SlowLog

extension TextReport {
  /// An event of the class: where it is, who sent it, and its statement, to be pasted into a client.
  func sampleSection(_ sample: Sample, of class: QueryClass, isWorst: Bool) -> [StyledLine] {
    let statement = SampleStatement(sample, limit: options.maxStatementBytes)
    var lines = labelled(isWorst ? "Worst" : "Sample", circumstances(of: sample), style: .plain)
    lines += labelled("", "byte \(Figure.grouped(sample.byteOffset)) of \(VisibleText.of(sample.file))", style: .dim)
    if statement.isEscaped {
      lines += labelled("", "control characters and bytes that are no UTF-8 are shown by their codes", style: .warning)
    }
    if `class`.isAdministratorCommand {
      return lines + statement.lines.map { StyledLine("-- " + $0, .dim) }
    }
    if statement.omittedBytes == 0, !statement.isEscaped, sample.isExplainable {
      // Pasted with these lines the statement is explained and not run.
      if let db = sample.db, !db.isEmpty { lines.append(StyledLine("USE \(Self.quoted(db));", .dim)) }
      lines.append(StyledLine("EXPLAIN", .dim))
    }
    return lines + statement.lines.map { StyledLine($0) }
  }

  private func circumstances(of sample: Sample) -> String {
    var text = Figure.time(micros: Double(sample.queryTimeMicros))
    if let lock = sample.lockTimeMicros, lock > 0 { text += " (\(Figure.time(micros: Double(lock))) locked)" }
    if let instant = sample.instant {
      text +=
        " at \(TimeText.moment(instant, in: model.zone, microseconds: instant.microseconds % 1_000_000 != 0)) \(model.zone.name)"
    }
    if let examined = sample.rowsExamined, let sent = sample.rowsSent {
      text += ", \(Figure.count(examined, "row")) examined, \(Figure.grouped(sent)) sent"
    }
    if sample.user != nil || sample.host != nil {
      text += ", \(VisibleText.of(sample.user ?? []))@\(VisibleText.of(sample.host ?? []))"
    }
    text += ", database " + (sample.db.map { $0.isEmpty ? "(none)" : VisibleText.of($0) } ?? "unknown")
    if let thread = sample.threadID { text += ", thread \(thread)" }
    return text
  }

  private static func quoted(_ name: [UInt8]) -> String {
    "`" + VisibleText.of(name.flatMap { $0 == UInt8(ascii: "`") ? [$0, $0] : [$0] }) + "`"
  }

  /// Text behind a label, its further lines indented below it.
  func labelled(_ label: String, _ text: String, style: TextStyle) -> [StyledLine] {
    wrapped(text, width: width - 10, style: style).enumerated().map { index, line in
      StyledLine(index == 0 ? label : "", .dim).padded(to: 10) + line
    }
  }
}
