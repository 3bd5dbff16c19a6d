#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the system said when a call failed.
struct SystemError: Error, Hashable, Sendable {
  var errno: Int32

  var isDenied: Bool { errno == EACCES || errno == EPERM }

  /// The system's own words, begun in lower case as all messages are.
  var text: String {
    var buffer = [CChar](repeating: 0, count: 256)
    // SAFETY: the call writes at most `count` bytes, with a NUL at the end.
    let status = unsafe buffer.withUnsafeMutableBufferPointer { raw in
      unsafe strerror_r(errno, raw.baseAddress!, raw.count)
    }
    guard status == 0 else { return "error \(errno)" }
    let words = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}
