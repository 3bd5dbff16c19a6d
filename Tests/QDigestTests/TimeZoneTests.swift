import Foundation
import QDigest
import Testing

@Suite struct TimeZoneTests {
  static let resolver = TimeZoneResolver(localName: nil)

  /// Foundation has its own data and its own way to read them.
  @Test(arguments: [
    "America/Sao_Paulo", "America/New_York", "Europe/Berlin", "Europe/Dublin", "Asia/Kolkata", "Asia/Tokyo",
    "Australia/Lord_Howe", "Australia/Sydney", "Pacific/Apia", "Africa/Cairo", "America/St_Johns", "Asia/Kathmandu",
    "Pacific/Chatham", "America/Santiago", "Antarctica/Troll", "Etc/GMT+5",
  ])
  func offsetsAreThoseOfFoundation(name: String) throws {
    let rules = try Self.resolver.rules(named: name)
    #expect(rules.name == name)
    let zone = try #require(TimeZone(identifier: name))
    // From 1990 to 2037, every 5 days and some minutes.
    for seconds in stride(from: 631_152_000, to: 2_114_380_800, by: 432_660) {
      let expected = zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds)))
      let offset = rules.offset(at: Instant(seconds: Int64(seconds)))
      guard offset != Int32(expected) else { continue }
      Issue.record("\(name) at \(seconds): \(offset), Foundation says \(expected)")
      return
    }
  }

  /// What the last line of a zone's file says of the years behind its table.
  @Test func rulesReachTo2060() throws {
    let berlin = try Self.resolver.rules(named: "Europe/Berlin")
    #expect(berlin.offset(at: CivilTime(year: 2058, month: 7, day: 1).instantInUTC) == 7_200)
    #expect(berlin.offset(at: CivilTime(year: 2058, month: 12, day: 1).instantInUTC) == 3_600)
    let sydney = try Self.resolver.rules(named: "Australia/Sydney")
    #expect(sydney.offset(at: CivilTime(year: 2055, month: 1, day: 1).instantInUTC) == 39_600)
    #expect(sydney.offset(at: CivilTime(year: 2055, month: 7, day: 1).instantInUTC) == 36_000)
    #expect(zip(berlin.transitions, berlin.transitions.dropFirst()).allSatisfy { $0.since < $1.since })
  }

  @Test(
    arguments: [
      ("UTC", "UTC", 0), ("utc", "UTC", 0), ("Z", "UTC", 0), ("+02:00", "+02:00", 7_200), ("-0330", "-03:30", -12_600),
      ("+02", "+02:00", 7_200), ("-00:00", "-00:00", 0),
    ] as [(String, String, Int32)])
  func fixedOffsets(typed: String, name: String, offset: Int32) throws {
    let rules = try Self.resolver.rules(named: typed)
    #expect(rules.name == name)
    #expect(rules.initialOffset == offset)
    #expect(rules.transitions.isEmpty)
  }

  @Test(arguments: [
    ("America/New_York", Int32(-18_000)), (":America/New_York", -18_000), ("EST5EDT,M3.2.0,M11.1.0", -18_000),
    ("EST5EDT", -18_000), ("<+03>-3", 10_800), ("NZST-12NZDT,M9.5.0,M4.1.0/3", 46_800), ("CET-1CEST,J87,J300/3", 3_600),
    ("CET-1CEST,86/2,299/3", 3_600), ("", nil), ("UTC0", 0),
  ])
  func localIsWhatTheVariableSays(variable: String, winter: Int32?) throws {
    guard let winter else { return }
    let rules = try TimeZoneResolver(localName: variable).rules(named: "local")
    #expect(rules.offset(at: CivilTime(year: 2026, month: 12, day: 15).instantInUTC) == winter)
  }

  @Test func withoutTheVariableLocalIsTheSystemsZone() throws {
    var resolver = TimeZoneResolver(localName: nil)
    resolver.localFile = "/usr/share/zoneinfo/Asia/Tokyo"
    #expect(try resolver.rules(named: "local").initialOffset != 0)
    resolver.localFile = "/nowhere"
    #expect(try resolver.rules(named: "local") == .utc)
  }

  @Test(arguments: [
    "Mars", "../../etc/passwd", "/etc/localtime", "", "Europe", "Europe//Berlin", "+25:00", "+2", "posixrules\0x",
  ])
  func unknownZonesAreRefused(name: String) {
    let error = #expect(throws: UsageError.self) { try Self.resolver.rules(named: name) }
    #expect(error?.message.hasPrefix("--timezone: there is no time zone '") == true)
    #expect(error?.hint == "use a name such as America/Sao_Paulo, an offset such as +02:00, UTC or local")
  }

  @Test func aVariableThatNamesNothingIsTold() {
    let error = #expect(throws: UsageError.self) { try TimeZoneResolver(localName: "Nowhere/At").rules(named: "local") }
    #expect(error?.message == "--timezone local: the variable TZ names no time zone: 'Nowhere/At'")
  }

  @Test func aSystemWithoutDataIsTold() {
    var resolver = TimeZoneResolver(localName: nil)
    resolver.folder = "/nowhere"
    let error = #expect(throws: UsageError.self) { try resolver.rules(named: "Europe/Berlin") }
    #expect(error?.hint == "install the package tzdata, or give an offset such as +02:00")
  }

  @Test func damagedFilesAreNotTrusted() throws {
    let scratch = try Scratch()
    var random = SplitMix(state: 11)
    let whole = Array(try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Berlin")))
    var resolver = TimeZoneResolver(localName: nil)
    resolver.folder = scratch.folder
    for _ in 0..<300 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        bytes[Int.random(in: 0..<min(400, bytes.count), using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
      try scratch.write("Zone", bytes)
      do {
        let rules = try resolver.rules(named: "Zone")
        #expect(zip(rules.transitions, rules.transitions.dropFirst()).allSatisfy { $0.since < $1.since })
      } catch { #expect(error.hint != nil) }
    }
  }
}

/// Random numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
