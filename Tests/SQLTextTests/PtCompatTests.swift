import Foundation
import SQLText
import Testing

/// The results of pt-query-digest 3.7.1 that lie beside the package, if they do.
@Suite struct PtCompatTests {
  private struct Row: Decodable {
    struct Options: Decodable {
      var matchEmbeddedNumbers: Bool?
      var matchMD5Checksums: Bool?

      private enum CodingKeys: String, CodingKey {
        case matchEmbeddedNumbers = "match_embedded_numbers"
        case matchMD5Checksums = "match_md5_checksums"
      }
    }
    var id: String
    var `in`: String
    var out: String
    var checksum: String?
    var options: Options?
  }

  @Test func fingerprintsAreThoseOf371() throws {
    guard let rows = try Self.rows(of: "fingerprints.jsonl") else { return }
    var equal = 0
    for row in rows {
      var fingerprint = PtFingerprint(
        preserveEmbeddedNumbers: row.options?.matchEmbeddedNumbers == true,
        matchMD5Checksums: row.options?.matchMD5Checksums == true)
      let result = fingerprint.fingerprint(of: Array(row.in.utf8))
      #expect(String(decoding: result, as: UTF8.self) == row.out, "\(row.id)")
      #expect(QueryID(fingerprint: result).hex32 == row.checksum, "\(row.id)")
      equal += result == Array(row.out.utf8) ? 1 : 0
    }
    print("compat: \(equal) of \(rows.count) fingerprints equal")
  }

  @Test func distilledFormsAreThoseOf371() throws {
    guard let rows = try Self.rows(of: "distill.jsonl") else { return }
    var equal = 0
    for row in rows {
      let result = PtDistill.distill(Array(row.in.utf8))
      #expect(String(decoding: result, as: UTF8.self) == row.out, "\(row.id)")
      equal += result == Array(row.out.utf8) ? 1 : 0
    }
    print("compat: \(equal) of \(rows.count) distilled forms equal")
  }

  private static func rows(of file: String) throws -> [Row]? {
    let folder =
      ProcessInfo.processInfo.environment["QDIGEST_SHARED"]
      ?? URL(fileURLWithPath: PtOracle.packageFolder).deletingLastPathComponent().appending(path: "shared").path
    guard let data = FileManager.default.contents(atPath: "\(folder)/compat/\(file)") else {
      print("NOT RUN: no compat/\(file) beside the package")
      return nil
    }
    let decoder = JSONDecoder()
    return try data.split(separator: UInt8(ascii: "\n")).map { try decoder.decode(Row.self, from: $0) }
  }
}
