import CZlib
import CZstd

/// Gzip members and zstd frames, made with the libraries' own compressors.
enum Packing {
  /// One gzip member.
  static func gzip(_ plain: [UInt8], level: Int32 = 6) -> [UInt8] {
    var stream = unsafe z_stream()
    precondition(
      unsafe deflateInit2_(
        &stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        == Z_OK)
    defer { unsafe deflateEnd(&stream) }
    var packed = [UInt8](repeating: 0, count: Int(unsafe deflateBound(&stream, UInt(plain.count))) + 64)
    var input = plain
    unsafe input.withUnsafeMutableBufferPointer { source in
      unsafe packed.withUnsafeMutableBufferPointer { target in
        unsafe stream.next_in = source.baseAddress
        unsafe stream.avail_in = UInt32(source.count)
        unsafe stream.next_out = target.baseAddress
        unsafe stream.avail_out = UInt32(target.count)
        precondition(unsafe deflate(&stream, Z_FINISH) == Z_STREAM_END)
      }
    }
    return Array(packed.prefix(Int(unsafe stream.total_out)))
  }

  /// The member with a header that has all optional parts: extra field, name, comment, checksum.
  static func withLongHeader(_ member: [UInt8]) -> [UInt8] {
    var header: [UInt8] = [0x1F, 0x8B, 8, 0x02 | 0x04 | 0x08 | 0x10, 1, 2, 3, 4, 0, 3]
    header += [5, 0] + Array("extra".utf8)
    header += Array("slow.log".utf8) + [0] + Array("a comment".utf8) + [0]
    let checksum = unsafe header.withUnsafeBufferPointer { unsafe crc32(0, $0.baseAddress, UInt32($0.count)) }
    header += [UInt8(truncatingIfNeeded: checksum), UInt8(truncatingIfNeeded: checksum >> 8)]
    return header + member.dropFirst(10)
  }

  /// One zstd frame with a checksum.
  static func zstd(_ plain: [UInt8], level: Int32 = 3, windowLog: Int32? = nil, pledgesSize: Bool = true) -> [UInt8] {
    let context = unsafe ZSTD_createCCtx()
    defer { unsafe ZSTD_freeCCtx(context) }
    unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)
    unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    if let windowLog {
      unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_enableLongDistanceMatching, 1)
      unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, windowLog)
    }
    var packed = [UInt8](repeating: 0, count: ZSTD_compressBound(plain.count) + 64)
    var written = 0
    unsafe plain.withUnsafeBytes { source in
      unsafe packed.withUnsafeMutableBytes { target in
        var input = unsafe ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
        var output = unsafe ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
        if pledgesSize {
          unsafe ZSTD_CCtx_setPledgedSrcSize(context, UInt64(source.count))
        } else {
          // What was flushed before the end cannot have told the size.
          precondition(ZSTD_isError(unsafe ZSTD_compressStream2(context, &output, &input, ZSTD_e_flush)) == 0)
        }
        precondition(unsafe ZSTD_compressStream2(context, &output, &input, ZSTD_e_end) == 0)
        written = unsafe output.pos
      }
    }
    return Array(packed.prefix(written))
  }

  /// A zstd frame that holds no data.
  static func skippableFrame(_ content: [UInt8]) -> [UInt8] {
    [0x5A, 0x2A, 0x4D, 0x18, UInt8(content.count), 0, 0, 0] + content
  }
}
