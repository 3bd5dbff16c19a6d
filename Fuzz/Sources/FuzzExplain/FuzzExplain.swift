import FuzzSupport

@testable import Explain
@testable import JSONText

/// Any text is a plan or an error; what is read can be shown and compared.
@_cdecl("LLVMFuzzerTestOneInput") public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = FuzzInput.bytes(start, count)
  do throws(ExplainError) {
    for entry in try Plan.parseDocument(bytes) {
      let plan = entry.plan
      FuzzInput.require(entry.byteOffset <= count, "the plan begins behind the text")
      FuzzInput.require(plan.shapeHash == plan.shapeHash && !plan.shapeHash.isEmpty, "a plan without a hash")
      _ = plan.tables
      _ = plan.facts
      for width in [40, 80] { _ = plan.rendered(width: width) }
    }
  } catch {
    FuzzInput.require(error.offset <= count, "the error is behind the text")
  }
  return 0
}
