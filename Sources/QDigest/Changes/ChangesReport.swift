import Aggregation
import Comparison
import JSONText
import NightReport
import SQLText

/// What has changed, as text or JSON, without anything else.
struct ChangesReport {
  let changes: [Change]
  let before: String
  let after: String
  let comparedClasses: Int
  let minShare: Double

  /// - Parameter width: columns.
  func text(width: Int, usesColor: Bool) -> [UInt8] {
    var bytes = ChangeList(changes, width: width, usesColor: usesColor).rendered()
    let what = comparedClasses == 1 ? "1 class" : "\(comparedClasses) classes"
    let share = "\(Double((minShare * 1_000).rounded()) / 10)"
    let summary =
      changes.isEmpty
      ? "No change beyond noise from \(before) to \(after)" : "\(changes.count) changes from \(before) to \(after)"
    bytes += Array("\(summary): \(what) with at least \(share) % of the response time compared.\n".utf8)
    return bytes
  }

  var json: [UInt8] {
    var writer = JSONWriter(layout: .pretty)
    writer.beginObject()
    writer.field("schema", .string("qdigest-diff/1"))
    writer.field("before", .string(before))
    writer.field("after", .string(after))
    writer.field("compared_classes", .integer(comparedClasses))
    writer.key("changes")
    writer.beginArray()
    for change in changes { writer.value(Self.json(change)) }
    writer.endArray()
    writer.endObject()
    writer.newline()
    return writer.takeBytes()
  }

  private static func json(_ change: Change) -> JSONValue {
    .object(
      [
        ("class", .string(change.id.hex32)), ("fingerprint", .string(repairing: change.fingerprint)),
        ("kind", .string(change.kind.rawValue)),
      ] + members(change.main) + [
        ("share_before", .double(change.shareBefore)), ("share_after", .double(change.shareAfter)),
        ("seconds_a_day", .double(change.stake)),
        ("also", .array(change.others.map { .object(members($0)) })),
        ("findings_gained", .array(change.findingsGained.map { .string($0) })),
        ("findings_lost", .array(change.findingsLost.map { .string($0) })),
        (
          "plan",
          .optional(change.plan) { plan in
            .object([
              ("before", .string(plan.before)), ("after", .string(plan.after)), ("sentence", .string(plan.sentence)),
            ])
          }
        ),
      ])
  }

  private static func members(_ shift: Change.Shift) -> [(String, JSONValue)] {
    [
      ("metric", .string(shift.metric)), ("statistic", .string(shift.statistic.rawValue)),
      ("before", .optional(shift.before) { .double($0) }), ("after", .optional(shift.after) { .double($0) }),
      ("ratio", .optional(shift.ratio) { .double($0) }),
      ("ratio_bounds", .optional(shift.ratioBounds) { .array([.double($0.lowerBound), .double($0.upperBound)]) }),
      ("p_value", .double(shift.pValue)),
    ]
  }
}
