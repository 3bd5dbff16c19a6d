extension Digest {
  /// Adds another digest, made with the same grouping and the same kind of fingerprint, as if all logs had been digested
  /// together; each class keeps the `samples` worst samples.
  ///
  /// - Precondition: both digests are alike in this respect.
  /// - Complexity: O(number of classes), whatever the number of events.
  package mutating func merge(_ other: Digest, samples: Int) {
    precondition(groupBy == other.groupBy && fingerprintMode == other.fingerprintMode)
    var merged = Dictionary(uniqueKeysWithValues: classes.map { ($0.id, $0) })
    for other in other.classes {
      // A class that only the other has comes over as it is, with its description.
      merged[other.id] =
        merged[other.id].map { mine in
          var mine = mine
          mine.merge(other, samples: samples)
          return mine
        } ?? other
    }
    classes = merged.values.sorted { $0.id < $1.id }
    global.merge(other.global, samples: 0)
    for label in other.labels where !labels.contains(where: { $0 == label }) { labels.append(label) }
    accounting.mergeAll(other.accounting)
  }
}

extension Accounting {
  /// Adds the other's sums, files and places.
  fileprivate mutating func mergeAll(_ other: Accounting) {
    merge(other)
    files = (files + other.files).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    firstSkipped = Self.first(firstSkipped, other.firstSkipped)
    firstImitation = Self.first(firstImitation, other.firstImitation)
    for version in other.serverVersions where !serverVersions.contains(version) { serverVersions.append(version) }
  }

  private static func first(
    _ a: (file: String, offset: UInt64)?, _ b: (file: String, offset: UInt64)?
  ) -> (file: String, offset: UInt64)? {
    guard let a, let b else { return a ?? b }
    if a.file != b.file { return a.file.utf8.lexicographicallyPrecedes(b.file.utf8) ? a : b }
    return a.offset <= b.offset ? a : b
  }
}
