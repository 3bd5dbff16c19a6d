package import Analysis
package import Explain
import JSONText

/// Plans that somebody captured, and the classes they belong to.
package struct PlanRecord: Sendable {
  /// The class's ID, 16 or 32 digits; `nil` if only the statement tells it.
  package var id: String?
  package var sql: String?
  /// `nil` where there is none; `skipped` says why.
  package var plan: Plan?
  package var warnings: [PlanWarning] = []
  package var skipped: String?
  /// `8.0.36`, as the server said.
  package var serverVersion: String?
  /// SHOW CREATE TABLE of the tables that were asked about.
  package var definitions: [String] = []
  /// File and line, for messages.
  package var place: String
}

/// Reads a file of plans: a capture file, one JSON object a line, or what a person or a client saved.
///
/// Of a line of a capture file, `raw` and one of `id` and `sql` are needed. In any other file the statement stands above
/// each plan, or a line `-- id: …` names the class.
///
/// - Complexity: O(*n*).
package enum PlanFile {
  /// What could be read, and a message for each part that could not.
  package struct Contents: Sendable {
    package var records: [PlanRecord] = []
    package var problems: [RunMessage] = []
  }

  package static func contents(of path: String) -> Contents {
    guard let bytes = SmallFile.read(path, atMost: 1 << 30) else {
      var contents = Contents()
      contents.problems.append(
        RunMessage(
          .problem, "\(InlineText.visible(path)): the plans cannot be read",
          hint: "is it a file that you may read, of at most 1 GiB?"))
      return contents
    }
    return contents(of: bytes, name: InlineText.visible(path))
  }

  package static func contents(of bytes: [UInt8], name: String) -> Contents {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let first = lines.first { !isBlank($0) }
    if let first, let object = object(first), object["raw"] != nil || object["skipped"] != nil {
      return captures(lines, name: name)
    }
    return document(bytes, name: name)
  }

  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    line.allSatisfy { $0 == 0x20 || (9...13).contains($0) }
  }

  private static func object(_ line: ArraySlice<UInt8>) -> JSONValue? {
    guard let value = (try? JSONValue(parsing: Array(line), as: .standard)), value.object != nil else { return nil }
    return value
  }

  private static func captures(_ lines: [ArraySlice<UInt8>], name: String) -> Contents {
    var contents = Contents()
    for (index, line) in lines.enumerated() where !isBlank(line) {
      let place = "\(name): line \(index + 1)"
      guard let value = object(line) else {
        contents.problems.append(
          RunMessage(.problem, "\(place): no JSON object", hint: "a capture file has one object a line"))
        continue
      }
      take(value, place, &contents)
    }
    return contents
  }

  private static func take(_ value: JSONValue, _ place: String, _ contents: inout Contents) {
    do throws(UnreadablePlan) { contents.records.append(try record(of: value, place: place)) } catch {
      contents.problems.append(error.message)
    }
  }

  /// Why a line of a capture file says nothing.
  struct UnreadablePlan: Error { var message: RunMessage }

  /// What a line of a capture file says.
  static func record(of value: JSONValue, place: String) throws(UnreadablePlan) -> PlanRecord {
    var record = PlanRecord(id: value["id"]?.string, sql: value["sql"]?.string, place: place)
    guard record.id != nil || record.sql != nil else {
      throw UnreadablePlan(
        message: RunMessage(
          .problem, "\(place): neither \"id\" nor \"sql\"", hint: "one of them has to tell the class"))
    }
    record.skipped = value["skipped"]?.string
    record.serverVersion = value["server_version"]?.string
    record.definitions = (value["tables"]?.object?.members ?? []).compactMap { $0.value["create"]?.string }
    record.warnings = (value["warnings"]?.array ?? []).compactMap { warning in
      guard let message = warning["message"]?.string else { return nil }
      return PlanWarning(code: warning["code"]?.integer ?? 0, message: message)
    }
    if let raw = value["raw"], !raw.isNull {
      let text = raw.string.map { Array($0.utf8) } ?? raw.serialized()
      do throws(ExplainError) { record.plan = try Plan.parse(text) } catch {
        throw UnreadablePlan(
          message: RunMessage(.problem, "\(place): \"raw\": \(error.description)", hint: error.hint))
      }
    }
    return record
  }

  private static func document(_ bytes: [UInt8], name: String) -> Contents {
    var contents = Contents()
    do throws(ExplainError) {
      for entry in try Plan.parseDocument(bytes) {
        let place = "\(name): byte \(entry.byteOffset)"
        guard entry.id != nil || entry.statement != nil else {
          contents.problems.append(
            RunMessage(
              .problem, "\(place): a plan without its statement",
              hint: "put the statement above it, or a line -- id: and the class's ID"))
          continue
        }
        contents.records.append(PlanRecord(id: entry.id, sql: entry.statement, plan: entry.plan, place: place))
      }
    } catch {
      contents.problems.append(RunMessage(.problem, "\(name): \(error.description)", hint: error.hint))
    }
    return contents
  }
}
