import Foundation
import FuzzSupport

@testable import History

/// A damaged history is told so, or read.
@_cdecl("LLVMFuzzerTestOneInput") public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzInput.withFile(FuzzInput.bytes(start, count)) { path in
    defer { for end in ["-wal", "-shm", "-journal"] { unlink(path + end) } }
    do throws(HistoryError) {
      let history = try History(reading: path)
      _ = try history.check()
      for run in try history.runs() {
        _ = try history.digest(of: [run.id])
        _ = try history.accounting(of: run.id)
      }
    } catch {
      FuzzInput.require(!error.message.isEmpty, "an error that says nothing")
    }
  }
  return 0
}
