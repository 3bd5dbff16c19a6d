import Aggregation
import SlowLog

extension TextReport {
  /// Where every event and every byte of the input went.
  func accounting() -> [StyledLine] {
    let accounting = model.digest.accounting
    var lines = [heading(StyledLine("Accounting", .heading))]
    lines += labelled("Events", events(accounting), style: .plain)
    lines += labelled("Bytes", bytes(accounting), style: .plain)
    if accounting.skippedBytes > 0 {
      let place = accounting.firstSkipped.map {
        ", the first at byte \(Figure.grouped($0.offset)) of \(VisibleText.of($0.file))"
      }
      lines += labelled("Skipped", Figure.count(accounting.skippedBytes, "byte") + (place ?? ""), style: .warning)
    }
    for (label, text) in remarks(accounting) { lines += labelled(label, text, style: .warning) }
    for (index, file) in accounting.files.enumerated() {
      lines += labelled(index == 0 ? "Files" : "", describe(file), style: .plain)
      for problem in file.problems { lines += labelled("", VisibleText.of(problem), style: .critical) }
    }
    return lines
  }

  private func events(_ accounting: Accounting) -> String {
    var text = Figure.count(accounting.events, "event")
    if accounting.selectedEvents != accounting.events {
      text += ", \(Figure.grouped(accounting.selectedEvents)) of them selected"
    }
    if accounting.eventsWithoutTime > 0 {
      text += ", \(Figure.grouped(accounting.eventsWithoutTime)) without Query_time and so in no class"
    }
    return text
  }

  private func bytes(_ accounting: Accounting) -> String {
    Figure.count(accounting.bytes, "byte") + ": \(Figure.grouped(accounting.eventBytes)) in events,"
      + " \(Figure.grouped(accounting.bannerBytes)) in server banners, \(Figure.grouped(accounting.skippedBytes)) skipped"
  }

  /// What was odd about the logs, each with a label.
  private func remarks(_ accounting: Accounting) -> [(String, String)] {
    var remarks: [(String, String)] = []
    func list(_ values: [String: UInt64]) -> String {
      let sorted = values.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      let shown = sorted.prefix(8).map { "\(VisibleText.of($0.key)) (\(Figure.grouped($0.value)))" }
      return shown.joined(separator: ", ") + (sorted.count > 8 ? " and \(sorted.count - 8) more" : "")
    }
    if !accounting.unknownAttributes.isEmpty {
      remarks.append(("Unknown", "attributes that no known server writes: \(list(accounting.unknownAttributes.named))"))
    }
    if !accounting.droppedValues.isEmpty {
      remarks.append(("Dropped", "values that are no numbers or too large: \(list(accounting.droppedValues))"))
    }
    if accounting.foldedClasses > 0 {
      remarks.append(
        (
          "Folded",
          "\(Figure.count(accounting.foldedClasses, "class", plural: "classes")) beyond --max-classes added up in one; a class met again later lacks what is there"
        ))
    }
    if accounting.truncatedTails > 0 {
      let logs =
        accounting.truncatedTails == 1 ? "one log ends" : "\(Figure.grouped(accounting.truncatedTails)) logs end"
      remarks.append(("Cut off", "\(logs) in the middle of an event"))
    }
    if accounting.disbelievedTimes > 0 {
      remarks.append(
        (
          "Times",
          "\(Figure.count(accounting.disbelievedTimes, "SET timestamp value")) too far from their neighbours to be believed"
        ))
    }
    if let remark = accounting.imitationRemark { remarks.append(("Imitated", remark)) }
    if accounting.rateLimitedEvents > 0 {
      remarks.append(
        (
          "Sampled",
          "\(Figure.count(accounting.rateLimitedEvents, "event")) logged under Log_slow_rate_limit, which stand for more"
        ))
    }
    return remarks
  }

  private func describe(_ file: FileAccount) -> String {
    var text =
      "\(VisibleText.of(file.path)): \(Figure.count(file.events, "event")), \(Figure.count(file.bytes, "byte"))"
    if file.compression != "none" {
      text += " (\(VisibleText.of(file.compression)), \(Figure.grouped(file.storedBytes)) stored)"
    }
    return text
  }
}
