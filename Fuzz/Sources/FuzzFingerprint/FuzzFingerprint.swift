import FuzzSupport

@testable import SQLText

private let literals: Set<Token.Kind> = [
  .string, .nationalString, .hexString, .bitString, .dollarString, .hexNumber, .bitNumber,
]

/// A strict fingerprint is its own fingerprint and holds no literal; one of pt-query-digest's kind does not change when
/// literals are folded by the plain rules.
@_cdecl("LLVMFuzzerTestOneInput") public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = FuzzInput.bytes(start, count)
  for options in [[], .ansiQuotes, .noBackslashEscapes] as [Tokenizer.Options] {
    var strict = StrictFingerprint(options: options)
    strict.make(from: bytes.span)
    let once = strict.bytes
    strict.make(from: once.span)
    FuzzInput.require(
      strict.bytes == once,
      "its own fingerprint: \(String(decoding: once, as: UTF8.self)), then \(String(decoding: strict.bytes, as: UTF8.self))"
    )
    var tokenizer = Tokenizer(options: options)
    while true {
      let token = tokenizer.next(in: once.span)
      if token.kind == .end { break }
      FuzzInput.require(!literals.contains(token.kind), "a literal in \(String(decoding: once, as: UTF8.self))")
    }
  }
  for preserving in [false, true] {
    var fingerprint = PtFingerprint(preserveEmbeddedNumbers: preserving)
    let expected = fingerprint.fingerprint(of: bytes)
    let folded = PtRepresentative(bytes, preserveEmbeddedNumbers: preserving, matchMD5Checksums: false)
    FuzzInput.require(
      fingerprint.fingerprint(of: folded.bytes) == expected,
      "folded literals make another fingerprint than \(String(decoding: expected, as: UTF8.self))")
  }
  _ = PtDistill.distill(bytes)
  _ = PtDistill.tables(of: bytes)
  _ = StatementFacts(of: bytes.span)
  _ = StatementOutline(of: bytes)
  _ = StatementFormatter().formatted(bytes.span)
  return 0
}
