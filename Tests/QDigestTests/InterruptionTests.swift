import Foundation
import QDigestTestSupport
import Testing

/// `--on-interrupt`, and what a signal leaves behind without it.
@Suite struct InterruptionTests {
  private static func event(_ number: Int) -> String {
    """
    # Time: 2026-11-22T10:00:00.000001Z
    # User@Host: app[app] @ web-1 [10.0.0.1]  Id:     9
    # Query_time: 1.000000  Lock_time: 0.000001 Rows_sent: 1  Rows_examined: 2
    SET timestamp=1795341600;
    SELECT a FROM t WHERE b = \(number);

    """
  }

  /// The writer of the pipe stays, and what it has written ends within an event.
  @Test(arguments: ["none", "gzip"])
  func whatWasReadSoFarIsReported(packing: String) throws {
    let folder = try Folder()
    let log = (1...50).map(Self.event).joined() + Self.event(51).dropLast(30)
    _ = try folder.file("a.log", log)
    let pack = packing == "gzip" ? "gzip -c a.log" : "cat a.log"
    let result = try Program.shell(
      """
      (\(pack); exec sleep 4 2>&-) | $Q --on-interrupt report -f json -o report.json - & p=$!
      sleep 1.5; kill -TERM $p; wait $p; echo $?; ls
      """, in: folder.path)
    #expect(result.text == "2\na.log\nreport.json\n", "\(result.errors)")
    #expect(result.errors.contains("reading was stopped here; what comes before is used"))
    let report = try Data(contentsOf: URL(filePath: folder.path + "/report.json"))
    let json = try #require(try JSONSerialization.jsonObject(with: report) as? [String: Any])
    let input = try #require(json["input"] as? [String: Any])
    // The 51st is not whole. What gzip has of the end is not unpacked before all of it is there.
    #expect(input["events"] as? Int == 50)
  }

  /// Where the program was started with the signal blocked, as by this test, it was found again and again and ended nothing.
  @Test func withoutItTheProgramEndsAndLeavesNothing() throws {
    let folder = try Folder()
    _ = try folder.file("a.log", Self.event(1))
    let result = try Program.shell(
      "(cat a.log; exec sleep 4 2>&-) | $Q -o report.txt - & p=$!; sleep 1.5; kill -TERM $p; wait $p; echo $?; ls -A",
      in: folder.path)
    #expect(result.text == "143\na.log\n", "\(result.errors)")
  }

  @Test func aSecondSignalEndsItInAnyCase() throws {
    let folder = try Folder()
    let result = try Program.shell(
      """
      mkfifo pipe; $Q --on-interrupt report -o report.txt pipe & p=$!
      sleep 1; kill -TERM $p; sleep 0.5; kill -TERM $p; wait $p; echo $?; ls -A
      """, in: folder.path)
    #expect(result.text == "143\npipe\n", "\(result.errors)")
  }
}
