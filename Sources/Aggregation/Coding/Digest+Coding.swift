import SQLText

extension Digest {
  /// The version of what `write` writes; readers know no other.
  package static let codingVersion: UInt64 = 2

  package func write(to writer: inout ByteWriter) {
    writer.put(Self.codingVersion)
    writer.put(list: groupBy) { $0.put($1.rawValue) }
    writer.put(fingerprintMode)
    writer.put(list: labels) {
      $0.put($1.name)
      $0.put($1.value)
    }
    accounting.write(to: &writer)
    writer.put(list: classes) { $1.write(to: &$0) }
  }

  package init(from reader: inout ByteReader) throws(CodingError) {
    let version = try reader.number()
    guard version == Self.codingVersion else {
      throw reader.failure("it is of version \(version), this program knows version \(Self.codingVersion)")
    }
    let groupBy = try reader.list { reader throws(CodingError) in
      let name = try reader.string()
      guard let key = GroupKey(rawValue: name) else { throw reader.failure("there is no key '\(name)'") }
      return key
    }
    let mode = try reader.string()
    guard FingerprintMode(rawValue: mode) != nil else { throw reader.failure("there are no '\(mode)' fingerprints") }
    let labels = try reader.list { reader throws(CodingError) in
      (name: try reader.string(), value: try reader.string())
    }
    let accounting = try Accounting(from: &reader)
    let classes = try reader.list { reader throws(CodingError) in try QueryClass(from: &reader) }
    guard zip(classes, classes.dropFirst()).allSatisfy({ $0.id < $1.id }) else {
      throw reader.failure("the classes are not in order")
    }
    self.init(
      groupBy: groupBy, fingerprintMode: mode, labels: labels, accounting: accounting,
      global: QueryClass.total(of: classes), classes: classes)
  }
}

extension QueryClass {
  /// All events of some classes together, as a digest keeps them: no name, no samples.
  ///
  /// - Complexity: O(size of the classes), whatever the number of events.
  package static func total(of classes: [QueryClass]) -> QueryClass {
    var total = QueryClass(id: QueryID(high: 0, low: 0))
    for one in classes { total.merge(one, samples: 0) }
    total.key = []
    total.fingerprint = []
    total.metrics.sort(by: DigestMerge.order)
    return total
  }
}

extension Accounting {
  package func write(to writer: inout ByteWriter) {
    writer.put(list: files) { writer, file in
      writer.put(file.path)
      writer.put(file.bytes)
      writer.put(file.storedBytes)
      writer.put(file.compression)
      writer.put(file.events)
      writer.put(file.kind)
      writer.put(list: file.problems) { $0.put($1) }
      writer.put(list: file.hints.sorted { $0.key < $1.key }) {
        $0.put($1.key)
        $0.put($1.value)
      }
    }
    for number in [
      events, selectedEvents, eventsWithoutTime, bytes, eventBytes, bannerBytes, skippedBytes, imitations,
      truncatedTails, disbelievedTimes, rateLimitedEvents, foldedClasses,
    ] { writer.put(number) }
    for place in [firstSkipped, firstImitation] {
      writer.put(optional: place) {
        $0.put($1.file)
        $0.put($1.offset)
      }
    }
    unknownAttributes.write(to: &writer)
    writer.put(list: droppedValues.sorted { $0.key < $1.key }) {
      $0.put($1.key)
      $0.put($1.value)
    }
    writer.put(list: serverVersions) { $0.put($1) }
  }

  package init(from reader: inout ByteReader) throws(CodingError) {
    self.init()
    files = try reader.list { reader throws(CodingError) in
      var file = FileAccount(path: try reader.string())
      file.bytes = try reader.number()
      file.storedBytes = try reader.number()
      file.compression = try reader.string()
      file.events = try reader.number()
      file.kind = try reader.string()
      file.problems = try reader.list { reader throws(CodingError) in try reader.string() }
      for _ in 0..<(try reader.count()) {
        let problem = try reader.string()
        file.hints[problem] = try reader.string()
      }
      return file
    }
    for number: WritableKeyPath<Self, UInt64> in [
      \.events, \.selectedEvents, \.eventsWithoutTime, \.bytes, \.eventBytes, \.bannerBytes, \.skippedBytes,
      \.imitations, \.truncatedTails, \.disbelievedTimes, \.rateLimitedEvents,
      \.foldedClasses,
    ] { self[keyPath: number] = try reader.number() }
    firstSkipped = try Self.place(&reader)
    firstImitation = try Self.place(&reader)
    unknownAttributes = try CountedValues(from: &reader)
    droppedValues = try Self.counts(&reader)
    serverVersions = try reader.list { reader throws(CodingError) in try reader.string() }
  }

  private static func place(_ reader: inout ByteReader) throws(CodingError) -> (file: String, offset: UInt64)? {
    try reader.optional { reader throws(CodingError) in (file: try reader.string(), offset: try reader.number()) }
  }

  private static func counts(_ reader: inout ByteReader) throws(CodingError) -> [String: UInt64] {
    var result: [String: UInt64] = [:]
    for _ in 0..<(try reader.count()) {
      let name = try reader.string()
      guard result.updateValue(try reader.number(), forKey: name) == nil else {
        throw reader.failure("'\(name)' is there twice")
      }
    }
    return result
  }
}
