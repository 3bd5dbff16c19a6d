/// What a correct digest of the log says, kept while it is written.
struct Expectation {
  private struct Sums {
    var count: UInt64 = 0
    var queryMicros: UInt64 = 0
    var maximumMicros: UInt64 = 0
    var rowsSent: UInt64 = 0
    var rowsExamined: UInt64 = 0
  }

  private var classes: [Sums]

  init(classes count: Int) {
    classes = [Sums](repeating: Sums(), count: count)
  }

  var events: UInt64 { classes.reduce(0) { $0 + $1.count } }

  mutating func count(_ event: Event, in index: Int) {
    classes[index].count += 1
    classes[index].queryMicros += event.queryMicros
    classes[index].maximumMicros = max(classes[index].maximumMicros, event.queryMicros)
    classes[index].rowsSent += event.rowsSent
    classes[index].rowsExamined += event.rowsExamined
  }

  /// Writes a line of JSON for the whole log and one for each class that has events. Times are whole microseconds.
  func write(to path: String, bytes: Int, words: Vocabulary) throws {
    var output = try Output(path: path, words: words)
    output.append("{\"events\":")
    output.append(events)
    output.append(",\"bytes\":")
    output.append(UInt64(bytes))
    output.append(",\"classes\":")
    output.append(UInt64(classes.count { $0.count > 0 }))
    output.append("}\n")
    var text = Output(words: words)
    for (index, sums) in classes.enumerated() where sums.count > 0 {
      text.discard()
      words.appendFingerprint(of: QueryClass(index: index, in: words), to: &text)
      let fingerprint = text.pending
      output.append("{\"id\":\"")
      output.append(Array(MD5.hex(of: fingerprint).utf8))
      output.append("\",\"fingerprint\":\"")
      output.append(fingerprint)  // Holds nothing that JSON escapes.
      output.append("\",\"count\":")
      output.append(sums.count)
      output.append(",\"query_time_sum_us\":")
      output.append(sums.queryMicros)
      output.append(",\"query_time_max_us\":")
      output.append(sums.maximumMicros)
      output.append(",\"rows_sent_sum\":")
      output.append(sums.rowsSent)
      output.append(",\"rows_examined_sum\":")
      output.append(sums.rowsExamined)
      output.append("}\n")
      try output.flushIfFull()
    }
    try output.flush()
  }
}
