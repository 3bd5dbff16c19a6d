import Foundation
import SQLText
import Testing

@Suite struct MD5Tests {
  @Test(arguments: [
    ("", "D41D8CD98F00B204E9800998ECF8427E"),
    ("a", "0CC175B9C0F1B6A831C399E269772661"),
    ("abc", "900150983CD24FB0D6963F7D28E17F72"),
    ("message digest", "F96B697D7CB7938D525A2F31AAF161D0"),
    ("abcdefghijklmnopqrstuvwxyz", "C3FCD3D76192E4007DFB496CCA67E13B"),
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "D174AB98D277D9F5A5611C2C9F419D9F"),
    (
      "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
      "57EDF4A22BE3C955AC49DA2E2107B67A"
    ),
  ]) func agreesWithRFC1321(_ text: String, _ expected: String) {
    #expect(QueryID(fingerprint: Array(text.utf8)).hex32 == expected)
  }

  /// Lengths around the borders of blocks, in one piece and in several.
  @Test func agreesWithMD5Sum() throws {
    let program = "/usr/bin/md5sum"
    guard FileManager.default.isExecutableFile(atPath: program) else {
      print("NOT RUN: no md5sum to compare with")
      return
    }
    let seed: UInt64 = 7
    var generator = SplitMix64(state: seed)
    let folder = FileManager.default.temporaryDirectory.appending(path: "md5-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let inputs = (Array(0...130) + [1000, 4096, 65_537]).map { length in
      (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
    var arguments: [String] = []
    for (index, input) in inputs.enumerated() {
      let file = folder.appending(path: String(index))
      try Data(input).write(to: file)
      arguments.append(file.path)
    }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let sums = text.split(separator: "\n").map { String($0.prefix(32)).uppercased() }
    try #require(sums.count == inputs.count)
    for (input, expected) in zip(inputs, sums) {
      #expect(QueryID(fingerprint: input).hex32 == expected, "\(input.count) bytes, seed \(seed)")
      var inPieces = MD5()
      let cut = input.isEmpty ? 0 : Int.random(in: 0...input.count, using: &generator)
      inPieces.update(input.span.extracting(0..<cut))
      inPieces.update(input.span.extracting(cut..<input.count))
      let (high, low) = inPieces.finish()
      #expect(QueryID(high: high, low: low).hex32 == expected, "\(input.count) bytes cut at \(cut), seed \(seed)")
    }
  }

  @Test func isReadInBothLengths() throws {
    let id = QueryID(fingerprint: Array("mysqldump".utf8))
    #expect(id.hex32 == "E3C753C2F267B2D767A347A2812914DF")
    #expect(id.hex16 == "67A347A2812914DF")
    #expect(QueryID(hex: "e3c753c2f267b2d767a347a2812914df") == id)
    #expect(QueryID(hex: "0xE3C753C2F267B2D767A347A2812914DF") == id)
    for wrong in ["", "67A347A2812914DF", "G3C753C2F267B2D767A347A2812914DF", "E3C753C2F267B2D767A347A2812914DF0"] {
      #expect(QueryID(hex: wrong) == nil)
    }
    for typed in ["67A347A2812914DF", "0x67a347a2812914df", id.hex32] { #expect(id.isMeant(by: typed)) }
    for typed in ["", "67A347A2812914D", "67A347A2812914D0", "D3C753C2F267B2D767A347A2812914DF"] {
      #expect(!id.isMeant(by: typed))
    }
  }

  @Test func isOrderedAsItIsPrinted() throws {
    let texts = ["", "a", "b", "select ?", "use ?", "mysqldump"]
    let ids = texts.map { QueryID(fingerprint: Array($0.utf8)) } + [QueryID(high: 0, low: 1), QueryID(high: 1, low: 0)]
    #expect(ids.sorted().map(\.hex32) == ids.map(\.hex32).sorted())
    #expect(QueryID(high: 0, low: 10).hex32 == "0000000000000000000000000000000A")
  }
}
