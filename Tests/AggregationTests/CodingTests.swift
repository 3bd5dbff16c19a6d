import Aggregation
import Input
import QDigestTestSupport
import SlowLog
import Testing

/// A digest written as bytes and read again is the same digest; bytes that are none are an error.
@Suite struct CodingTests {
  private static func digest(_ logs: [String]) -> Digest {
    var options = DigestOptions()
    options.keepsLoad = true
    options.samplesPerClass = 3
    options.groupBy = [.fingerprint, .db]
    options.labels = [("host", "db1")]
    return Digester.digest(InputSet(arguments: logs.map(SampleLogs.path)), options: options)
  }

  private static func bytes(_ digest: Digest) -> [UInt8] {
    var writer = ByteWriter()
    digest.write(to: &writer)
    return writer.bytes
  }

  @Test(arguments: SampleLogs.plain) func readsWhatWasWritten(log: String) throws {
    let digest = Self.digest([log])
    #expect(!digest.classes.isEmpty)
    var reader = ByteReader(Self.bytes(digest))
    let read = try Digest(from: &reader)
    #expect(reader.isAtEnd)
    #expect(DigestText.difference(DigestText.lines(digest), DigestText.lines(read)) == nil)
    #expect(
      zip(digest.classes, read.classes).allSatisfy {
        $0.load == $1.load && $0.samples == $1.samples && $0.plans == $1.plans && $0.bursts == $1.bursts
      })
  }

  /// Two halves that were written, read and merged are the whole.
  @Test func partsThatWereWrittenCanBeMerged() throws {
    let logs = ["mysql-9.7-extra.log", "mariadb-10.11-full.log", "mysql-9.7-default.log"]
    let whole = Self.digest(logs)
    var parts: [Digest] = []
    for log in logs {
      var reader = ByteReader(Self.bytes(Self.digest([log])))
      parts.append(try Digest(from: &reader))
    }
    var merged = parts[2]
    merged.merge(parts[0], samples: 3)
    merged.merge(parts[1], samples: 3)
    merged.accounting.serverVersions = whole.accounting.serverVersions
    #expect(DigestText.difference(DigestText.lines(whole), DigestText.lines(merged)) == nil)
    #expect(
      zip(whole.classes, merged.classes).allSatisfy {
        $0.load == $1.load && $0.plans == $1.plans && $0.bursts == $1.bursts
      })
  }

  /// Damage of any kind is an error, or another digest, but never a trap or a memory without end.
  @Test func damagedBytesNeverTrap() throws {
    let bytes = Self.bytes(Self.digest(["mariadb-10.11-full.log"]))
    let seed = Seeds.chosen(31)
    var generator = SeededGenerator(seed: seed)
    var failures = 0
    for _ in 0..<Seeds.scaled(400) {
      var damaged = bytes
      switch generator.number(0...2) {
      case 0: damaged.removeLast(generator.number(1...bytes.count))
      case 1: damaged[generator.number(0...bytes.count - 1)] = UInt8(truncatingIfNeeded: generator.next())
      default:
        let place = generator.number(0...bytes.count - 12)
        for i in 0..<10 { damaged[place + i] = 0xFF }
      }
      var reader = ByteReader(damaged)
      do { _ = try Digest(from: &reader) } catch { failures += 1 }
    }
    #expect(failures > Seeds.scaled(100), "seed \(seed)")
  }

  /// Counts that somebody has made up ended the program where they were added up.
  @Test func countsThatWouldOverflowAreRefused() throws {
    var digest = Self.digest(["mariadb-10.11-full.log"])
    digest.accounting.unknownAttributes = CountedValues(["a": 1 << 55, "b": 1 << 55])
    var reader = ByteReader(Self.bytes(digest))
    #expect(throws: CodingError.self) { try Digest(from: &reader) }
    digest.accounting.unknownAttributes = CountedValues(["a": 1 << 54, "b": 1 << 54])
    var second = ByteReader(Self.bytes(digest))
    #expect(try Digest(from: &second).accounting.unknownAttributes.total == 1 << 55)
  }

  @Test func anotherVersionIsNamed() throws {
    var reader = ByteReader([99, 0, 0])
    do {
      _ = try Digest(from: &reader)
      Issue.record("a digest of version 99 was read")
    } catch {
      #expect(error.problem.contains("version 99"))
    }
  }

  @Test(arguments: [0, 1, 127, 128, 300, 1 << 40, UInt64.max]) func numbersOfAllSizes(number: UInt64) throws {
    var writer = ByteWriter()
    writer.put(number)
    writer.put(signed: Int64(bitPattern: number))
    writer.put(wide: UInt128(number) << 60)
    var reader = ByteReader(writer.bytes)
    #expect(try reader.number() == number)
    #expect(try reader.signed() == Int64(bitPattern: number))
    #expect(try reader.wide() == UInt128(number) << 60)
    #expect(reader.isAtEnd)
  }
}
