import Aggregation
import Packing

/// A digest in a file (`--format qdg`): compact, mergeable, with a checksum.
///
/// - Shape: the four bytes `QDG` and 1, then one zstd frame with what `Digest.write` writes.
enum DigestFile {
  private static let mark: [UInt8] = Array("QDG".utf8) + [1]

  static func bytes(of digest: Digest) -> [UInt8] {
    var writer = ByteWriter()
    digest.write(to: &writer)
    return mark + Zstandard.packed(writer.bytes, level: 6)
  }

  /// Whether a file says that it is one.
  static func isOne(_ path: String) -> Bool {
    SmallFile.front(of: path, atMost: 3).map { $0 == Array(mark.prefix(3)) } ?? false
  }

  static func digest(at path: String) throws(UsageError) -> Digest {
    let name = InlineText.visible(path)
    guard let bytes = SmallFile.read(path, atMost: 1 << 30) else { throw UsageError("\(name): cannot be read") }
    guard bytes.starts(with: mark) else {
      throw UsageError("\(name): made by another version of qdigest", hint: "make it again with --format qdg")
    }
    do {
      var reader = ByteReader(try Zstandard.unpacked(Array(bytes.dropFirst(mark.count))))
      return try Digest(from: &reader)
    } catch let error as PackingError {
      throw UsageError("\(name): \(error.problem)", hint: "make it again with --format qdg")
    } catch let error as CodingError {
      throw UsageError("\(name): damaged: \(error.problem)", hint: "make it again with --format qdg")
    } catch {
      throw UsageError("\(name): \(error)")
    }
  }
}
