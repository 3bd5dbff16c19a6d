import Aggregation
import History
import Input

/// Reads what the logs have that was not read before.
struct NightReading {
  private(set) var digest: Digest
  let positions: [LogPosition]

  /// Logs that are copies of one another are read one after the other, each from where the one before ended.
  init(_ inputs: InputSet, known: [LogPosition], options: DigestOptions) {
    let register = LogRegister(known)
    var options = options
    options.keepsLoad = true
    options.start = register.chooser
    var (digest, ends) = Digester.read(inputs, options: options)
    var putOff = register.finish(ends)
    while !putOff.isEmpty {
      digest.accounting.files.removeAll { putOff.contains($0.path) }
      let (more, ends) = Digester.read(inputs.filtered { putOff.contains("\($0.name)") }, options: options)
      digest.merge(more, samples: max(1, options.samplesPerClass))
      let next = register.finish(ends)
      // Each round reads one log of each kind; one that reads none would go on for ever.
      if next.count >= putOff.count { break }
      putOff = next
    }
    self.digest = digest
    positions = register.positions
  }
}
