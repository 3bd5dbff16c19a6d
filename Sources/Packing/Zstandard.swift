import CZstd

/// Why packed bytes cannot be unpacked.
package struct PackingError: Error, Hashable, Sendable {
  package var problem: String
}

/// Bytes packed by zstd, one frame each, with a checksum.
package enum Zstandard {
  /// What unpacks to more than this was not made by this program.
  package static let limit = 4 << 30

  private static let packers = ContextPool<PackContext>()
  private static let unpackers = ContextPool<UnpackContext>()

  /// - Parameter dictionary: bytes that what is packed resembles; the same are needed to unpack it.
  package static func packed(_ bytes: [UInt8], level: Int32 = 3, dictionary: [UInt8] = []) -> [UInt8] {
    let lent = packers.take { PackContext() }
    defer { packers.give(lent) }
    let context = unsafe lent.context
    // SAFETY: the context is alive and this thread's alone; the dictionary outlives the only call that uses it.
    unsafe _ = ZSTD_CCtx_reset(context, ZSTD_reset_session_and_parameters)
    unsafe _ = ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)
    unsafe _ = ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    var result = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
    // SAFETY: each array is lent for the call, with its own size.
    let size = unsafe dictionary.withUnsafeBytes { dictionary in
      unsafe _ = ZSTD_CCtx_refPrefix(context, dictionary.baseAddress, dictionary.count)
      return unsafe bytes.withUnsafeBytes { source in
        unsafe result.withUnsafeMutableBytes { target in
          unsafe ZSTD_compress2(context, target.baseAddress, target.count, source.baseAddress, source.count)
        }
      }
    }
    // With room for the worst case packing cannot fail.
    precondition(ZSTD_isError(size) == 0, "zstd could not pack \(bytes.count) bytes")
    result.removeLast(result.count - size)
    return result
  }

  package static func unpacked(_ bytes: [UInt8], dictionary: [UInt8] = []) throws(PackingError) -> [UInt8] {
    // SAFETY: the array is lent for the call, with its size.
    let plain = unsafe bytes.withUnsafeBytes { unsafe ZSTD_getFrameContentSize($0.baseAddress, $0.count) }
    // The two largest numbers say that the size is not told, or that this is no frame.
    guard plain <= UInt64(limit) else { throw PackingError(problem: "these are no packed bytes") }
    let lent = unpackers.take { UnpackContext() }
    defer { unpackers.give(lent) }
    let context = unsafe lent.context
    // SAFETY: the context is alive and this thread's alone.
    unsafe _ = ZSTD_DCtx_reset(context, ZSTD_reset_session_and_parameters)
    var result = [UInt8](repeating: 0, count: Int(plain))
    // SAFETY: each array is lent for the call, with its own size.
    let size = unsafe dictionary.withUnsafeBytes { dictionary in
      unsafe _ = ZSTD_DCtx_refPrefix(context, dictionary.baseAddress, dictionary.count)
      return unsafe bytes.withUnsafeBytes { source in
        unsafe result.withUnsafeMutableBytes { target in
          unsafe ZSTD_decompressDCtx(context, target.baseAddress, target.count, source.baseAddress, source.count)
        }
      }
    }
    guard ZSTD_isError(size) == 0, size == result.count else {
      let name = unsafe String(cString: ZSTD_getErrorName(size))
      throw PackingError(problem: "the packed bytes are damaged (\(ZSTD_isError(size) == 0 ? "wrong size" : name))")
    }
    return result
  }
}
