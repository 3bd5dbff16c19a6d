package import Aggregation
import JSONText
import SQLText

// What is left of a report when no literal of a statement may be seen. Names (of accounts, hosts, schemas, tables, columns,
// files) and numbers of the log stay.

extension ReportModel {
  package func redacted() -> ReportModel {
    var model = self
    model.ranked = ranked.map { ranked in
      var shown = ranked
      shown.annotation = ranked.annotation.redacted(by: ranked.queryClass.redaction)
      shown.queryClass = ranked.queryClass.redacted()
      return shown
    }
    model.misc = misc?.redacted()
    model.digest = digest.redacted()
    return model
  }
}

extension Digest {
  package func redacted() -> Digest {
    var digest = self
    digest.global = global.redacted()
    digest.classes = classes.map { $0.redacted() }
    return digest
  }
}

extension QueryClass {
  /// Knows the literals of the class's samples.
  var redaction: Redaction {
    Redaction(literalsOf: samples.map(\.statement), shown: fingerprint(redactedBy: Redaction()))
  }

  /// The fingerprint; of a sample that can be read in two ways, what is sure of it, since then a literal may stand in the
  /// fingerprint as a name.
  package func fingerprint(redactedBy redaction: Redaction) -> [UInt8] {
    let doubtful = samples.first { CarefulRedactor().isDoubtful($0.statement) }
    return redaction.statement(doubtful?.statement ?? fingerprint)
  }

  func redacted() -> QueryClass {
    var shown = self
    let redaction = redaction
    shown.fingerprint = fingerprint(redactedBy: redaction)
    shown.key = key.map { $0.key == .fingerprint ? (key: $0.key, value: shown.fingerprint) : $0 }
    if samples.contains(where: { CarefulRedactor().isDoubtful($0.statement) }) {
      // What the words of such a statement are is not sure either.
      shown.distilled = command
      shown.ptDistilled = Array(command.utf8)
      shown.tables = []
    }
    shown.samples = samples.map { $0.redacted(by: redaction) }
    return shown
  }
}

extension Sample {
  fileprivate func redacted(by redaction: Redaction) -> Sample {
    var shown = self
    // Behind the gap in a long one nobody knows what is quoted.
    let head = omittedBytes > 0 ? Array(statement.prefix(headCount)) : statement
    shown.statement = redaction.statement(head)
    if omittedBytes > 0 {
      shown.omittedBytes += statement.count - head.count
      shown.headCount = shown.statement.count
    }
    shown.explain = nil
    return shown
  }
}

extension ClassAnnotation {
  package func redacted(by redaction: Redaction) -> ClassAnnotation {
    var shown = self
    shown.findings = findings.map {
      var finding = $0
      finding.evidence = redaction.prose(finding.evidence)
      finding.advice = redaction.prose(finding.advice)
      return finding
    }
    shown.planNote = planNote.map(redaction.prose)
    shown.unexamined = unexamined.map(redaction.prose)
    shown.plan = plan.map { plan in
      ReportedPlan(
        lines: plan.lines.map { StyledLine(redaction.planLine($0.text), $0.pieces.first?.style ?? .plain) },
        json: Self.redacted(plan.json, redaction))
    }
    return shown
  }

  /// Texts below `key`, `table` and so on are names; all others may hold conditions.
  private static func redacted(_ value: JSONValue, _ redaction: Redaction) -> JSONValue {
    switch value {
    case .string(let text): .string(redaction.planLine(text))
    case .array(let elements): .array(elements.map { redacted($0, redaction) })
    case .object(let object):
      .object(
        object.members.map { member in
          let isName = ["hash", "format", "table", "key", "possible_keys", "access_type"].contains(member.key)
          return (member.key, isName ? member.value : redacted(member.value, redaction))
        })
    default: value
    }
  }
}
