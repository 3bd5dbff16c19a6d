import QDigest
import Testing

@Suite struct ProgressLineTests {
  private static let half = Progress(storedBytes: 470_000_000, totalStoredBytes: 1_050_000_000, plainBytes: 470_000_000)

  @Test(arguments: [
    (80, "[=============>                   ] 44 %  470 MB of 1.05 GB  470 MB/s  2 s left"),
    (70, "[=========>             ] 44 %  470 MB of 1.05 GB  470 MB/s  2 s left"),
    (50, "44 %  470 MB of 1.05 GB  470 MB/s  2 s left"),
    (30, "44 %  470 MB of 1.05 GB"), (10, "44 %"),
  ])
  func fitsTheTerminal(columns: Int, expected: String) {
    let text = ProgressLine.text(Self.half, elapsed: .seconds(1), columns: columns)
    #expect(text == expected)
    #expect(text.utf8.count < columns)
  }

  @Test func aPipeHasNoEnd() {
    let progress = Progress(storedBytes: 1_500, totalStoredBytes: nil, plainBytes: 3_000)
    #expect(ProgressLine.text(progress, elapsed: .seconds(2), columns: 80) == "1.50 kB  1.50 kB/s")
  }

  @Test(arguments: [
    (UInt64(0), Duration.zero), (.max, .seconds(1)), (1, .nanoseconds(1)), (1_000_000, .seconds(1_000_000)),
  ])
  func nothingTraps(bytes: UInt64, elapsed: Duration) {
    for total in [nil, 0, 1, bytes, UInt64.max] {
      let progress = Progress(storedBytes: bytes, totalStoredBytes: total, plainBytes: bytes)
      for columns in [0, 1, 20, 200] {
        #expect(!ProgressLine.text(progress, elapsed: elapsed, columns: columns).isEmpty)
      }
    }
  }
}
