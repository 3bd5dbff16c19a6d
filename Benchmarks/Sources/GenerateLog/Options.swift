#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What was asked for on the command line.
struct Options {
  var dialect = Dialect.mysql8
  var events = Int.max
  var bytes = Int.max
  var seed: UInt64 = 1
  var fingerprints = 1_000
  var zipfExponent = 1.1
  var listMinimum = 1
  var listMaximum = 12
  var rowMinimum = 1
  var rowMaximum = 4
  /// 2026-11-22T00:00:00Z.
  var startMicros: UInt64 = 1_795_305_600_000_000
  /// On average 2,000 events a second.
  var gapMicros: UInt64 = 1_000
  var output: String?
  var expected: String?
  var showsHelp = false

  static let help = """
    usage: generate-log (--bytes N | --events N) [OPTION...]

      --dialect D        \(Dialect.allCases.map(\.rawValue).joined(separator: ", ")) (default mysql8)
      --bytes N          end after the event that reaches N bytes; K, M and G stand for powers of 1024
      --events N         end after N events
      --seed S           same seed, same log (default 1)
      --fingerprints F   how many classes of statements there are (default 1000)
      --zipf E           the k-th of them comes 1 / k^E as often as the first (default 1.1)
      --in-list-min K    the shortest list after IN (default 1)
      --in-list-max K    the longest list after IN (default 12)
      --rows-min K       the fewest rows after VALUES (default 1)
      --rows-max K       the most rows after VALUES (default 4)
      --start S          when it begins, in seconds since 1970 (default 1795305600, 2026-11-22)
      --gap US           the most microseconds from one event to the next (default 1000)
      --output FILE      (default: standard output)
      --expected FILE    what a correct digest says, one line of JSON for the log and one for each class
    """

  init(_ arguments: ArraySlice<String>) throws {
    var rest = arguments
    while let name = rest.popFirst() {
      if name == "--help" || name == "-h" {
        showsHelp = true
        return
      }
      guard let value = rest.popFirst() else { throw Failure("\(name) needs a value; see --help") }
      switch name {
      case "--dialect":
        guard let known = Dialect(rawValue: value) else { throw Failure("no dialect \(value); see --help") }
        dialect = known
      case "--bytes": bytes = try Self.number(value, for: name)
      case "--events": events = try Self.number(value, for: name)
      case "--seed": seed = UInt64(try Self.number(value, for: name))
      case "--fingerprints": fingerprints = try Self.number(value, for: name)
      case "--zipf":
        guard let exponent = Double(value), exponent >= 0, exponent <= 10 else {
          throw Failure("--zipf must be from 0 to 10, not \(value)")
        }
        zipfExponent = exponent
      case "--in-list-min": listMinimum = try Self.number(value, for: name)
      case "--rows-min": rowMinimum = try Self.number(value, for: name)
      case "--in-list-max": listMaximum = try Self.number(value, for: name)
      case "--rows-max": rowMaximum = try Self.number(value, for: name)
      case "--start": startMicros = UInt64(try Self.number(value, for: name)) * 1_000_000
      case "--gap": gapMicros = UInt64(try Self.number(value, for: name))
      case "--output": output = value
      case "--expected": expected = value
      default: throw Failure("no option \(name); see --help")
      }
    }
    guard listMinimum <= listMaximum, rowMinimum <= rowMaximum else {
      throw Failure("--in-list-min and --rows-min may not exceed --in-list-max and --rows-max")
    }
    guard events < .max || bytes < .max else { throw Failure("--bytes or --events is needed; see --help") }
  }

  private static func number(_ text: String, for name: String) throws -> Int {
    let shift = ["K": 10, "M": 20, "G": 30][text.suffix(1).uppercased()] ?? 0
    guard let number = Int(shift == 0 ? text[...] : text.dropLast()), number > 0, number <= .max >> shift else {
      throw Failure("\(name) needs a number above 0, not \(text)")
    }
    return number << shift
  }
}

/// Says why on standard error and ends with status 1.
func fail(_ text: String) -> Never {
  let line = Array("generate-log: \(text)\n".utf8)
  _ = line.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  exit(1)
}
