import Testing

@testable import Input

/// What came out of an input.
struct Unpacked: Equatable {
  var bytes: [UInt8] = []
  var losses: [InputLoss.Code] = []
  var offsets: [UInt64] = []
  var plainOffsets: [UInt64] = []
}

/// The ways of reading gzip data that are built in: each is tested alike.
enum Engine: String, CaseIterable, CustomTestStringConvertible {
  case zlib
  #if ISAL
    case isal
  #endif

  var testDescription: String { rawValue }
}

/// Reads all of a source, `chunk` bytes at a time.
func readAll(_ source: inout ByteSource, chunk: Int = 1 << 16) -> Unpacked {
  var result = Unpacked()
  var buffer = [UInt8](repeating: 0, count: chunk)
  while true {
    var span = buffer.mutableSpan
    let count = source.read(into: &span)
    if count == 0 { break }
    result.bytes += buffer[..<count]
  }
  result.losses = source.losses.map(\.code)
  result.offsets = source.losses.map(\.storedOffset)
  result.plainOffsets = source.losses.map(\.plainOffset)
  return result
}

func readAll(_ bytes: [UInt8], chunk: Int = 1 << 16) throws -> Unpacked {
  var source = try ByteSource.bytes(bytes)
  return readAll(&source, chunk: chunk)
}

/// Unpacks gzip data with one of the engines, `chunk` bytes at a time, from `readAhead` stored bytes at a time.
func gunzip(_ packed: [UInt8], _ engine: Engine, chunk: Int = 1 << 16, readAhead: Int = 1 << 16) -> Unpacked {
  switch engine {
  case .zlib:
    var decoder = GzipDecoder<ZlibInflater>(readAhead: readAhead)
    return unsafe drain(packed, chunk) { unsafe decoder.read(into: $0, from: &$1, losses: &$2) }
  #if ISAL
    case .isal:
      var decoder = GzipDecoder<IsalInflater>(readAhead: readAhead)
      return unsafe drain(packed, chunk) { unsafe decoder.read(into: $0, from: &$1, losses: &$2) }
  #endif
  }
}

/// Unpacks zstd data in pieces as ``gunzip(_:_:chunk:readAhead:)`` does.
func unzstd(_ packed: [UInt8], chunk: Int = 1 << 16, readAhead: Int = 1 << 16) -> Unpacked {
  var decoder = ZstdDecoder(readAhead: readAhead)
  return unsafe drain(packed, chunk) { unsafe decoder.read(into: $0, from: &$1, losses: &$2) }
}

private func drain(
  _ packed: [UInt8], _ chunk: Int,
  _ read: (UnsafeMutableRawBufferPointer, inout StoredReader, inout LossList) -> Int
) -> Unpacked {
  var reader = StoredReader(bytes: packed)
  var losses = LossList(input: .memory, compression: .gzip)
  var result = Unpacked()
  var buffer = [UInt8](repeating: 0, count: chunk)
  while true {
    let count = unsafe buffer.withUnsafeMutableBytes { unsafe read($0, &reader, &losses) }
    if count == 0 { break }
    result.bytes += buffer[..<count]
  }
  result.losses = losses.all.map(\.code)
  result.offsets = losses.all.map(\.storedOffset)
  result.plainOffsets = losses.all.map(\.plainOffset)
  return result
}
