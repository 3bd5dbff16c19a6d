/// A part of an input that could not be used, with the place where it begins.
///
/// Everything before it was delivered; nothing after it is, with the one exception that garbage after compressed
/// data has nothing after it.
package struct InputLoss: Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    /// Compressed data ends in the middle.
    case truncated
    /// Compressed data is not what its format allows.
    case damaged(Damage)
    /// Something that is not compressed data follows it; how many bytes, where that is known.
    case trailingGarbage(bytes: UInt64?)
    /// A zstd frame that needs more memory than is given to it.
    case windowTooLarge
    /// A zstd frame that can only be read with the dictionary it was made with.
    case needsDictionary
    /// The file was cut while it was read: its size when it was opened, and when that was noticed.
    case shrank(from: UInt64, to: UInt64)
    /// Reading was stopped by ``ReadingStop``.
    case stopped
    /// The system refused to read on.
    case readFailed(errno: Int32)
  }

  /// What a decoder found wrong.
  package enum Damage: Hashable, Sendable {
    /// The header of a gzip member.
    case header
    /// The compressed data itself.
    case data
    /// The data could be unpacked, but is not what was packed.
    case checksum
  }

  package var code: Code
  package var input: InputName
  package var compression: Compression
  /// Bytes from the start of the input, as stored, to where the loss begins.
  package var storedOffset: UInt64
  /// Plain bytes that were delivered before it.
  package var plainOffset: UInt64

  package init(
    _ code: Code, input: InputName, compression: Compression, storedOffset: UInt64, plainOffset: UInt64
  ) {
    self.code = code
    self.input = input
    self.compression = compression
    self.storedOffset = storedOffset
    self.plainOffset = plainOffset
  }
}

extension InputLoss: CustomStringConvertible {
  /// Place and problem in one line.
  package var message: String { "\(input): byte \(storedOffset): \(problem)" }

  package var description: String { message }

  private var problem: String {
    let format = compression == .zstd ? "zstd" : "gzip"
    let before = "the \(plainOffset) bytes unpacked before are used"
    return switch code {
    case .truncated: "the \(format) data ends too early; \(before)"
    case .damaged(.header): "the header of a \(format) member is damaged; \(before)"
    case .damaged(.data): "the \(format) data is damaged; \(before)"
    case .damaged(.checksum): "the \(format) checksum does not match; \(before), some may be wrong"
    case .trailingGarbage(let bytes?): "\(bytes) bytes after the \(format) data are no \(format) data and left out"
    case .trailingGarbage(nil): "what follows the \(format) data is no \(format) data and left out"
    case .windowTooLarge: "the zstd data needs a window of more than 128 MiB; \(before)"
    case .needsDictionary: "the zstd data needs the dictionary it was made with; \(before)"
    case .shrank(let from, let to): "the file shrank from \(from) to \(to) bytes while it was read"
    case .stopped: "reading was stopped here; what comes before is used"
    case .readFailed(let errno): "reading failed: \(SystemError(errno: errno).text)"
    }
  }

  /// The way out, where there is one to tell.
  package var hint: String? {
    let file = input.shellWord ?? "FILE"
    return switch code {
    case .windowTooLarge: "zstd -dc --long=31 \(file) | qdigest -"
    case .needsDictionary: "zstd -dc -D DICTIONARY \(file) | qdigest -"
    default: nil
    }
  }
}

/// The losses of one input, in the order in which they were met.
struct LossList: Sendable {
  let input: InputName
  let compression: Compression
  private(set) var all: [InputLoss] = []

  init(input: InputName, compression: Compression) {
    self.input = input
    self.compression = compression
  }

  mutating func note(_ code: InputLoss.Code, storedOffset: UInt64, plainOffset: UInt64) {
    all.append(
      InputLoss(code, input: input, compression: compression, storedOffset: storedOffset, plainOffset: plainOffset))
  }
}
