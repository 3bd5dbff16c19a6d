import SQLText
import Selection
import SlowLog

/// Where in a run's logs something stands: by file, then by offset.
struct Place: Sendable, Comparable {
  var file: Int
  var offset: UInt64

  static func < (a: Self, b: Self) -> Bool { a.file != b.file ? a.file < b.file : a.offset < b.offset }
}

/// What one worker has made of its chunks: classes by small numbers, and its part of the accounting.
struct PartialDigest: Sendable {
  /// Events by the finest division that the grouping needs; numbers are this worker's own.
  struct Key: Sendable, Hashable {
    var kind: UInt32
    var account: UInt32
    var db: UInt32
  }

  /// An event of the chunk at hand that may become a sample.
  private struct Candidate: Sendable {
    var `class`: Int
    var event: Int
    var instant: Int64?
    var account: UInt32
    var db: UInt32

    init(of class: Int, event: Int, instant: Int64?, account: UInt32, db: UInt32) {
      self.class = `class`
      self.event = event
      self.instant = instant
      self.account = account
      self.db = db
    }
  }

  private let options: DigestOptions
  private let separatesAccounts: Bool
  private let separatesDBs: Bool
  /// Whether not every event is taken.
  private let selects: Bool

  private(set) var kinds: StatementKinds
  private(set) var accounts: Interner
  private(set) var dbs: Interner
  private(set) var classes: [ClassState] = []
  /// `keys[i]` is the key of `classes[i]`; empty where the kind alone is the key.
  private(set) var keys: [Key] = []
  private var numbers: [Key: Int] = [:]
  private(set) var parser: ChunkParser
  private var candidates: [Candidate] = []
  /// What accounts are called, as far as samples had to know; so samples share the names.
  private var accountNames: [Account?] = []
  /// Since the last start.
  private var eventsWithError = 0
  /// By slot; for pt's buckets, which are of the report's units.
  private(set) var scales: [UInt64] = KnownAttribute.allCases.map { PtBuckets.scale(of: $0.attribute) }

  private(set) var accounting = Accounting()
  private(set) var eventsByFile: [Int: UInt64] = [:]
  private(set) var firstSkipped: Place?
  private(set) var firstImitation: Place?
  private(set) var versions: [String: Place] = [:]
  /// Classes of what came before, in the order of their IDs; those from now on are counted apart.
  var settled: [QueryClass] = []
  private let seed: UInt64

  init(_ options: DigestOptions, seed: UInt64) {
    self.options = options
    self.seed = seed
    separatesAccounts = !options.groupBy.allSatisfy { ![.user, .host, .client].contains($0) }
    separatesDBs = options.groupBy.contains(.db)
    selects = options.since != nil || options.until != nil || options.filter != nil
    kinds = StatementKinds(options, seed: seed)
    accounts = Interner(seed: seed)
    dbs = Interner(seed: seed)
    parser = ChunkParser(
      purpose: options.fingerprintMode == .pt ? .ptSkeleton : .strictSkeleton, zone: options.zone,
      maxEventBytes: options.maxEventBytes, seed: seed)
  }

  /// Whether so much is known of the events so far that it should be settled (``DigestMerge/settle(_:)``): names of
  /// accounts and databases, orders of attributes and errors are without number in a log that somebody has made up. To
  /// settle costs as much as there are classes; so the more there are, the more names may come before.
  var isFull: Bool {
    accounts.values.count + dbs.values.count > max(65_536, 2 * settled.count)
      || parser.shapes.count > ShapeTable.shapeLimit / 4
      || eventsWithError > 1_000_000 || options.maxClasses.map { classes.count > max(1_000, $0) } ?? false
  }

  mutating func note(folded classes: UInt64) { accounting.foldedClasses += classes }

  /// Forgets what was settled.
  mutating func startAnew() {
    kinds = StatementKinds(options, seed: seed)
    accounts = Interner(seed: seed)
    dbs = Interner(seed: seed)
    accountNames = []
    keys = []
    eventsWithError = 0
    parser.forgetShapes()
  }

  /// Whether each kind of statement is one class.
  var isByKind: Bool { !separatesAccounts && !separatesDBs }
}

// MARK: - Parsing and applying

extension PartialDigest {
  mutating func parse(_ buffer: borrowing ChunkBuffer, into chunk: inout ParsedChunk) {
    parser.parse(buffer.bytes.span, to: buffer.count, before: buffer.next, into: &chunk)
  }

  /// Takes the events of a chunk, whose border is settled, into the classes.
  mutating func apply(
    _ chunk: borrowing ParsedChunk, _ buffer: borrowing ChunkBuffer, _ carried: CarriedState, file: Int, path: String
  ) {
    let bytes = buffer.bytes.span
    var state = carried
    var db = carried.db.map { dbs.id($0) } ?? ClassState.unknownDB
    let shapes = parser.shapes
    while scales.count < KnownAttribute.count + parser.learnedNames.count { scales.append(1_000_000) }
    var selected = options.selectedEvents.map { _ in SelectedEvents(bytes: buffer.bytes, banners: chunk.banners) }
    let events = chunk.events.span
    let values = chunk.values.storage.span.extracting(0..<chunk.values.count)
    for i in events.indices {
      accounting.eventBytes += UInt64(events[i].end - events[i].start)
      if events[i].followsBanner { db = ClassState.unknownDB }
      if events[i].hasUse { db = dbs.id(bytes, events[i].useStart, events[i].useEnd) }
      let instant = state.time(of: events[i])
      let eventDB = events[i].hasSchema ? schema(of: events[i], bytes) : db
      guard !selects || isSelected(events[i], instant, eventDB, chunk, buffer, path) else { continue }
      accounting.selectedEvents += 1
      if !events[i].hasQueryTime { accounting.eventsWithoutTime += 1 }
      selected?.entries.append(
        .init(event: events[i], instant: instant, carriedDB: db < ClassState.noDB ? dbs.values[Int(db)] : nil))
      if events[i].errorNumber != 0 { eventsWithError += 1 }
      if events[i].rateLimit > 1 { accounting.rateLimitedEvents += 1 }
      let account = accounts.id(bytes, events[i].accountStart, events[i].accountEnd)
      let index = classIndex(kinds.number(ofEvent: i, in: events, bytes), account, eventDB)
      classes[index].add(
        events[i], values: events[i].valuesStart..<(i + 1 < events.count ? events[i + 1].valuesStart : values.count),
        of: values, instant: instant, account: account, db: eventDB, shapes: shapes, scales: scales,
        keepsPtBuckets: options.keepsPtBuckets)
      if options.keepsLoad, let instant {
        classes[index].addLoad(LoadBin.index(of: instant), events[i].queryTimeMicros)
      }
      if let instant, events[i].hasThreadID {
        classes[index].bursts.add(connection: events[i].threadID, instant: instant)
      }
      if events[i].explainEnd > events[i].explainStart {
        classes[index].plans.add(
          bytes, events[i].explainStart..<events[i].explainEnd, queryTimeMicros: events[i].queryTimeMicros)
      }
      if events[i].queryTimeMicros >= classes[index].sampleFloor {
        nominate(
          Candidate(of: index, event: i, instant: instant, account: account, db: eventDB), events[i].queryTimeMicros)
      }
    }
    for candidate in candidates {
      let sample = self.sample(candidate, chunk, bytes, buffer.offset, path)
      classes[candidate.class].keep(sample, limit: max(1, options.samplesPerClass))
    }
    candidates.removeAll(keepingCapacity: true)
    if let selected { options.selectedEvents?(selected) }
    account(for: chunk, buffer, state, file)
  }

  /// Makes an event a sample once the chunk is through; of those of a class that cannot all be kept only the last.
  ///
  /// So a statement is copied at most once a class and chunk, however many events share the largest `Query_time`.
  private mutating func nominate(_ candidate: Candidate, _ queryTimeMicros: UInt64) {
    guard options.samplesPerClass <= 1 else {
      candidates.append(candidate)
      return
    }
    if let place = classes[candidate.class].nominate(queryTimeMicros, place: candidates.count) {
      candidates[place] = candidate
    } else {
      candidates.append(candidate)
    }
  }

  private mutating func schema(of event: borrowing EventRecord, _ bytes: Span<UInt8>) -> UInt32 {
    event.schemaStart < event.schemaEnd ? dbs.id(bytes, event.schemaStart, event.schemaEnd) : ClassState.noDB
  }

  private mutating func classIndex(_ kind: UInt32, _ account: UInt32, _ db: UInt32) -> Int {
    if isByKind {
      while classes.count <= Int(kind) { classes.append(ClassState()) }
      return Int(kind)
    }
    let key = Key(kind: kind, account: separatesAccounts ? account : 0, db: separatesDBs ? db : 0)
    if let known = numbers[key] { return known }
    numbers[key] = classes.count
    keys.append(key)
    classes.append(ClassState())
    return classes.count - 1
  }

  private mutating func account(
    for chunk: borrowing ParsedChunk, _ buffer: borrowing ChunkBuffer, _ state: CarriedState, _ file: Int
  ) {
    accounting.events += UInt64(chunk.events.count)
    eventsByFile[file, default: 0] += UInt64(chunk.events.count)
    accounting.bytes += UInt64(chunk.unfinishedFrom ?? chunk.byteCount)
    accounting.disbelievedTimes += state.disbelievedTimes
    for banner in chunk.banners {
      accounting.bannerBytes += UInt64(banner.end - banner.start)
      guard banner.versionStart < banner.versionEnd else { continue }
      let text = copy(buffer.bytes.span, banner.versionStart, banner.versionEnd)
      note(Place(file: file, offset: buffer.offset + UInt64(banner.start)), String(decoding: text, as: UTF8.self))
    }
    for gap in chunk.gaps { accounting.skippedBytes += UInt64(gap.count) }
    if let gap = chunk.gaps.first { Self.lower(&firstSkipped, file, buffer.offset, gap.lowerBound) }
    accounting.imitations += UInt64(chunk.imitations.count)
    if let imitation = chunk.imitations.first { Self.lower(&firstImitation, file, buffer.offset, imitation) }
    for oddity in chunk.oddities {
      let name = String(
        decoding: copy(buffer.bytes.span, oddity.start, min(oddity.end, oddity.start + 64)), as: UTF8.self)
      switch oddity.kind {
      case .unknownAttribute: accounting.unknownAttributes.add(Array(name.utf8))
      case .droppedValue: accounting.droppedValues[name, default: 0] += 1
      }
    }
    if chunk.isCutShort { accounting.truncatedTails += 1 }
  }

  private static func lower(_ place: inout Place?, _ file: Int, _ base: UInt64, _ offset: Int) {
    let found = Place(file: file, offset: base + UInt64(offset))
    place = place.map { min($0, found) } ?? found
  }

  private mutating func note(_ place: Place, _ version: String) {
    versions[version] = versions[version].map { min($0, place) } ?? place
    guard versions.count > 2 * Self.versionLimit else { return }
    // The first ones stay the first ones, whatever comes later.
    let first = versions.sorted { $0.value < $1.value }.prefix(Self.versionLimit)
    versions = Dictionary(uniqueKeysWithValues: first.map { ($0.key, $0.value) })
  }

  /// Gives the classes away, after the last chunk; what their numbers stand for stays.
  mutating func takeClasses() -> [ClassState] {
    kinds.forgetSkeletons()
    numbers = [:]
    defer { classes = [] }
    return classes
  }

}

// MARK: - Samples and selection

extension PartialDigest {
  /// How many different versions of servers are named.
  static let versionLimit = 100
  /// Statements up to this size are kept whole; of longer ones this much, half head and half tail.
  static let sampleBytes = 128 << 10

  private mutating func sample(
    _ candidate: Candidate, _ chunk: borrowing ParsedChunk, _ bytes: Span<UInt8>, _ base: UInt64, _ path: String
  ) -> Sample {
    let event = chunk.events[candidate.event]
    let db = candidate.db
    let length = event.statementEnd - event.statementStart
    var sample = Sample(
      statement: [], queryTimeMicros: event.queryTimeMicros, file: path, byteOffset: base + UInt64(event.start))
    if length <= Self.sampleBytes {
      sample.statement = copy(bytes, event.statementStart, event.statementEnd)
    } else {
      let half = Self.sampleBytes / 2
      sample.statement =
        copy(bytes, event.statementStart, event.statementStart + half)
        + copy(bytes, event.statementEnd - half, event.statementEnd)
      sample.headCount = half
      sample.omittedBytes = length - 2 * half
    }
    func value(_ known: KnownAttribute) -> UInt64? {
      parser.shapes.index(of: known.slot, in: event.shape).map { chunk.values[event.valuesStart + $0] }
    }
    sample.lockTimeMicros = value(.lockTime)
    sample.rowsSent = value(.rowsSent)
    sample.rowsExamined = value(.rowsExamined)
    sample.instant = candidate.instant.map { Instant(microseconds: $0) }
    let name = name(of: Int(candidate.account))
    if !name.user.isEmpty { sample.user = name.user }
    if !name.hostOrAddress.isEmpty { sample.host = name.hostOrAddress }
    if db < ClassState.noDB { sample.db = dbs.values[Int(db)] }
    if event.hasThreadID { sample.threadID = event.threadID }
    if event.explainEnd > event.explainStart { sample.explain = copy(bytes, event.explainStart, event.explainEnd) }
    return sample
  }

  private mutating func name(of account: Int) -> Account {
    while accountNames.count <= account { accountNames.append(nil) }
    if let known = accountNames[account] { return known }
    let name = Account(accounts.values[account])
    accountNames[account] = name
    return name
  }

  private mutating func isSelected(
    _ event: borrowing EventRecord, _ instant: Int64?, _ db: UInt32, _ chunk: borrowing ParsedChunk,
    _ buffer: borrowing ChunkBuffer, _ path: String
  ) -> Bool {
    if let since = options.since {
      guard let instant, instant >= since.microseconds else { return false }
    }
    if let until = options.until {
      guard let instant, instant < until.microseconds else { return false }
    }
    guard let filter = options.filter else { return true }
    let view = FilteredEvent(
      event: copy event, values: values(of: event, chunk), bytes: buffer.bytes, path: path,
      instant: instant.map { Instant(microseconds: $0) },
      db: db < ClassState.noDB ? dbs.values[Int(db)] : nil, kinds: describe(event, buffer.bytes.span))
    return filter.admits(view)
  }

  private func values(of event: borrowing EventRecord, _ chunk: borrowing ParsedChunk) -> [String: UInt64] {
    var result: [String: UInt64] = [:]
    for (place, slot) in parser.shapes.slots(of: event.shape).enumerated() {
      result[attribute(of: slot).name] = chunk.values[event.valuesStart + place]
    }
    return result
  }

  private mutating func describe(_ event: borrowing EventRecord, _ bytes: Span<UInt8>) -> [UInt8] {
    // Asked first, since a new kind makes the table grow.
    let number = kinds.number(of: event, bytes)
    return kinds.fingerprints.values[Int(kinds.kinds[Int(number)].fingerprint)]
  }

  /// The attribute behind a slot.
  func attribute(of slot: UInt8) -> Attribute {
    if let known = KnownAttribute(rawValue: slot) { return known.attribute }
    return Attribute(name: parser.learnedNames[Int(slot) - KnownAttribute.count], unit: .millionths)
  }
}
