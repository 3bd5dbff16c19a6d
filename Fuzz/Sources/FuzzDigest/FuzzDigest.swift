import FuzzSupport

@testable import Aggregation
@testable import Input
@testable import JSONText
@testable import QDigest

private func digest(_ path: String, jobs: Int, chunkBytes: Int, isStrict: Bool) -> [UInt8] {
  var options = DigestOptions()
  options.jobs = jobs
  options.chunkBytes = chunkBytes
  options.maxEventBytes = 1 << 24
  options.fingerprintMode = isStrict ? .strict : .pt
  options.keepsLoad = true
  options.samplesPerClass = 3
  var writer = ByteWriter()
  Digester.digest(InputSet(arguments: [path]), options: options).write(to: &writer)
  return writer.bytes
}

/// A digest is the same for any number of workers and any size of pieces; its reports are what they should be.
@_cdecl("LLVMFuzzerTestOneInput") public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = FuzzInput.bytes(start, count)
  FuzzInput.withFile(bytes) { path in
    let isStrict = FuzzInput.choice(bytes, 2) == 1
    let one = digest(path, jobs: 1, chunkBytes: 1 << 20, isStrict: isStrict)
    let other = digest(path, jobs: 3, chunkBytes: 1 + FuzzInput.choice(bytes, 300), isStrict: isStrict)
    FuzzInput.require(one == other, "three workers and small pieces make another digest")

    let log = SlowLogDigest(of: [path])
    for format in [ReportFormat.json, .ptJSON, .findingsJSON] {
      let text = log.rendered(as: format)
      do {
        _ = try JSONValue(parsing: text)
      } catch {
        FuzzInput.require(false, "\(format.rawValue) is no JSON: \(error)")
      }
    }
    let report = log.rendered(as: .text)
    let control = report.unicodeScalars.first { $0.value < 0x20 && $0 != "\n" && $0 != "\t" || $0.value == 0x7F }
    FuzzInput.require(
      control == nil, "the text report holds a control character: \(control.map { "\($0.value)" } ?? "")")
  }
  return 0
}
