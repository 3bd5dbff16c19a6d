import Aggregation
import QDigestTestSupport
import SlowLog
import Testing

/// What an event takes over from those before it: database and time, over banners and the borders of chunks.
@Suite struct CarryOverTests {
  /// Chunks of one event, of about two, and one for everything.
  static let chunkSizes = [1, 300, 1 << 20]

  private func databases(_ log: String, chunkBytes: Int) throws -> (named: [String], unknown: UInt64) {
    let result = try digest(log) {
      $0.chunkBytes = chunkBytes
      $0.jobs = 2
    }
    #expect(result.accounting.skippedBytes == 0)
    return (result.global.dbs.shown.sorted(), result.global.unknownDBCount)
  }

  @Test(arguments: chunkSizes)
  func aUseHoldsUntilTheNext(chunkBytes: Int) throws {
    let log =
      event("SELECT 0") + event("SELECT 1", use: "shop") + event("SELECT 2")
      + event("SELECT 3", account: "other[other] @ web2 []") + event("SELECT 4", use: "`odd db`") + event("SELECT 5")
    let found = try databases(log, chunkBytes: chunkBytes)
    #expect(found.named == ["odd db 2", "shop 3"])
    #expect(found.unknown == 1)
  }

  @Test(arguments: chunkSizes)
  func aSchemaSaysItForItsEventAlone(chunkBytes: Int) throws {
    let schema = "Rows_sent: 1  Schema: archive  Rows_examined: 2"
    let log =
      event("SELECT 1", use: "shop") + event("SELECT 2", attributes: schema) + event("SELECT 3")
      + event("SELECT 4", attributes: "Schema:   QC_hit: No") + event("SELECT 5")
    let found = try databases(log, chunkBytes: chunkBytes)
    #expect(found.named == ["archive 1", "shop 3"])
    // An empty schema says that there is none, which is known.
    #expect(found.unknown == 0)
  }

  @Test(arguments: chunkSizes)
  func aBannerEndsAUse(chunkBytes: Int) throws {
    let log =
      banner + event("SELECT 1", use: "shop") + event("SELECT 2") + banner + event("SELECT 3") + event("SELECT 4")
      + event("SELECT 5", use: "blog") + event("SELECT 6") + banner + banner + event("SELECT 7")
    let found = try databases(log, chunkBytes: chunkBytes)
    #expect(found.named == ["blog 2", "shop 2"])
    #expect(found.unknown == 3)
  }

  /// The event after the banner goes on in the next chunk, so that it is parsed again, without the banner.
  @Test(arguments: chunkSizes)
  func aBannerBeforeAnUnfinishedEventEndsAUse(chunkBytes: Int) throws {
    let log =
      event("SELECT 1", use: "shop") + banner
      + event("SELECT 'a;\n# Time: 2026-11-22T08:00:00.000000Z\n# User@Host: x[x] @ y []\n' FROM t") + event("SELECT 2")
    let found = try databases(log, chunkBytes: chunkBytes)
    #expect(found.named == ["shop 1"])
    #expect(found.unknown == 2)
  }

  // MARK: - Time

  private func seen(_ log: String, chunkBytes: Int) throws -> (first: Int64?, last: Int64?, disbelieved: UInt64) {
    let result = try digest(log) {
      $0.chunkBytes = chunkBytes
      $0.jobs = 3
    }
    return (result.global.firstSeen?.seconds, result.global.lastSeen?.seconds, result.accounting.disbelievedTimes)
  }

  @Test(arguments: chunkSizes)
  func aTimeHoldsUntilTheNext(chunkBytes: Int) throws {
    let log =
      event("SELECT 1", time: "2026-11-22T08:00:00Z") + event("SELECT a") + event("SELECT a, b", timestamp: "5")
      + event("SELECT c", time: "2026-11-22T08:00:09Z")
    let result = try digest(log) { $0.chunkBytes = chunkBytes }
    #expect(result.class("select a")?.firstSeen?.seconds == 1_795_334_400)
    #expect(result.class("select a, b")?.firstSeen?.seconds == 1_795_334_400)
    #expect(result.class("select c")?.firstSeen?.seconds == 1_795_334_409)
  }

  @Test(arguments: chunkSizes)
  func setTimestampIsTheTimeWhereThereIsNoOther(chunkBytes: Int) throws {
    let log =
      event("SELECT 1", timestamp: "1795336000") + event("SELECT 2") + event("SELECT 3", timestamp: "1795336060.5")
    let found = try seen(log, chunkBytes: chunkBytes)
    #expect(found.first == 1_795_336_000 && found.last == 1_795_336_060 && found.disbelieved == 0)
  }

  /// A client's own `SET timestamp` is far from its neighbours'; the next one shows it.
  @Test(arguments: chunkSizes)
  func aTimestampFarFromItsNeighboursIsNotBelieved(chunkBytes: Int) throws {
    for liar in ["1", "99999999999", "1795163200", "1795508800"] {
      let log =
        event("SELECT 1", timestamp: "1795336000") + event("SELECT 2", timestamp: liar)
        + event("SELECT 3", timestamp: "1795336010") + event("SELECT 4", timestamp: "1795336020")
      let found = try seen(log, chunkBytes: chunkBytes)
      #expect(found.first == 1_795_336_000 && found.last == 1_795_336_020 && found.disbelieved == 1, "\(liar)")
    }
  }

  /// After a pause of days the second event confirms the first.
  @Test(arguments: chunkSizes)
  func twoTimestampsThatAgreeAreBelieved(chunkBytes: Int) throws {
    let log =
      event("SELECT 1", timestamp: "1795336000") + event("SELECT 2", timestamp: "1796336000")
      + event("SELECT 3", timestamp: "1796336001") + event("SELECT 4", timestamp: "1796336002")
    let found = try seen(log, chunkBytes: chunkBytes)
    #expect(found.first == 1_795_336_000 && found.last == 1_796_336_002 && found.disbelieved == 1)
  }
}
