/// Standard output, to which is written as it is made.
package struct StandardOutput: Sendable {
  package init() {}

  package func write(_ bytes: Span<UInt8>) throws(OutputError) {
    do throws(SystemFailure) {
      try SystemCalls.write(bytes, to: 1)
    } catch {
      throw OutputError(.cannotWrite, "standard output", error)
    }
  }
}
