/// Standard error. When nobody takes what is written to it, there is nobody to tell either.
package enum StandardError {
  package static func write(_ text: String) {
    do throws(SystemFailure) {
      try SystemCalls.write(Array(text.utf8).span, to: 2)
    } catch {
      return
    }
  }
}
