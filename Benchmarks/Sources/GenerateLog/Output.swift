#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Bytes on their way to a file, kept until a megabyte of them is together.
struct Output {
  private let descriptor: Int32
  /// What words point into; never freed, as the program needs it to its end.
  private let letters: UnsafeMutableBufferPointer<UInt8>
  private var bytes: [UInt8]
  private var used = 0
  private var flushed = 0

  /// What is together now.
  var pending: [UInt8] { Array(bytes[..<used]) }

  /// How many bytes were appended so far.
  var count: Int { flushed + used }

  init(descriptor: Int32, words: Vocabulary) {
    self.descriptor = descriptor
    letters = .allocate(capacity: words.letters.count)
    _ = letters.initialize(fromContentsOf: words.letters)
    bytes = [UInt8](repeating: 0, count: 1 << 21)
  }

  /// Bytes that go nowhere: see `pending` and `discard()`.
  init(words: Vocabulary) {
    self.init(descriptor: -1, words: words)
  }

  mutating func discard() {
    used = 0
  }

  /// Opens `path` for writing, anew.
  init(path: String, words: Vocabulary) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { throw Failure("\(path): \(String(cString: strerror(errno)))") }
    self.init(descriptor: descriptor, words: words)
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if used == bytes.count { grow(for: 1) }
    bytes[used] = byte
    used += 1
  }

  @inline(__always)
  mutating func append(_ word: Word) {
    let start = Int(word.start)
    let count = Int(word.count)
    if used + count > bytes.count { grow(for: count) }
    copy(UnsafeBufferPointer(rebasing: letters[start..<start + count]))
  }

  mutating func append(_ text: [UInt8]) {
    if used + text.count > bytes.count { grow(for: text.count) }
    text.withUnsafeBufferPointer { copy($0) }
  }

  mutating func append(_ text: StaticString) {
    if used + text.utf8CodeUnitCount > bytes.count { grow(for: text.utf8CodeUnitCount) }
    text.withUTF8Buffer { copy($0) }
  }

  /// A number in decimal digits, with zeros or blanks before it up to `width`.
  mutating func append(_ number: UInt64, width: Int = 1, padding: UInt8 = UInt8(ascii: "0")) {
    var digits = 1
    var limit: UInt64 = 10
    while digits < 19, number >= limit {
      digits += 1
      limit &*= 10
    }
    let length = max(digits, width)
    if used + length > bytes.count { grow(for: length) }
    var rest = number
    var place = used + length
    repeat {
      place -= 1
      bytes[place] = UInt8(truncatingIfNeeded: rest % 10) + UInt8(ascii: "0")
      rest /= 10
    } while rest > 0
    while place > used {
      place -= 1
      bytes[place] = padding
    }
    used += length
  }

  /// A number below 100 with two digits.
  @inline(__always)
  mutating func appendTwoDigits(_ number: UInt64) {
    append(UInt8(truncatingIfNeeded: number / 10) + UInt8(ascii: "0"))
    append(UInt8(truncatingIfNeeded: number % 10) + UInt8(ascii: "0"))
  }

  /// A number of microseconds as seconds with six decimals.
  mutating func appendSeconds(micros: UInt64) {
    append(micros / 1_000_000)
    append(UInt8(ascii: "."))
    append(micros % 1_000_000, width: 6)
  }

  /// To be called between events.
  mutating func flushIfFull() throws {
    if used >= 1 << 20 { try flush() }
  }

  mutating func flush() throws {
    var start = 0
    while start < used {
      let written = bytes[start..<used].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw Failure("cannot write: \(String(cString: strerror(errno)))") }
      start += written
    }
    flushed += used
    used = 0
  }

  /// There has to be room for it.
  @inline(__always)
  private mutating func copy(_ source: UnsafeBufferPointer<UInt8>) {
    bytes.withUnsafeMutableBufferPointer { target in
      _ = UnsafeMutableBufferPointer(rebasing: target[used..<used + source.count]).update(fromContentsOf: source)
    }
    used += source.count
  }

  @inline(never)
  private mutating func grow(for count: Int) {
    bytes.append(contentsOf: repeatElement(0, count: max(bytes.count, count)))
  }
}

/// What ends the program, in words for the user.
struct Failure: Error {
  var text: String

  init(_ text: String) {
    self.text = text
  }
}
