import SQLText
import SlowLog

/// What is known of a statement by its text alone: its fingerprint, and its tables and command where events are
/// grouped by these.
struct StatementKind: Sendable, Hashable {
  var fingerprint: UInt32
  var tables: UInt32
  var command: UInt32
}

/// Tells of each event which kind of statement it holds: by its skeleton, or in full where that is new.
struct StatementKinds: Sendable {
  private(set) var kinds: [StatementKind] = []
  /// The texts that a kind's numbers stand for.
  private(set) var fingerprints: Interner
  private(set) var tables: Interner
  private(set) var commands: Interner

  private var numbers: [StatementKind: UInt32] = [:]
  private var skeletons = SkeletonTable()
  private var pt: PtFingerprint
  private var strict = StrictFingerprint()
  private let mode: FingerprintMode
  private let needsTables: Bool
  private let needsCommand: Bool

  init(_ options: DigestOptions, seed: UInt64) {
    fingerprints = Interner(seed: seed)
    tables = Interner(seed: seed)
    commands = Interner(seed: seed)
    pt = PtFingerprint(preserveEmbeddedNumbers: options.preserveEmbeddedNumbers)
    mode = options.fingerprintMode
    needsTables = options.groupBy.contains(.tables)
    needsCommand = options.groupBy.contains(.command)
  }

  /// The number of the event's kind.
  ///
  /// The event is taken from its list and not as a parameter: as one it is copied, each time.
  @inline(__always)
  mutating func number(ofEvent i: Int, in events: Span<EventRecord>, _ bytes: Span<UInt8>) -> UInt32 {
    if events[i].hasSkeleton, let known = skeletons.kind(events[i].skeletonLow, events[i].skeletonHigh) { return known }
    return work(out: events[i], bytes)
  }

  /// The same for an event that is not in such a list.
  mutating func number(of event: borrowing EventRecord, _ bytes: Span<UInt8>) -> UInt32 {
    if event.hasSkeleton, let known = skeletons.kind(event.skeletonLow, event.skeletonHigh) { return known }
    return work(out: event, bytes)
  }

  private mutating func work(out event: borrowing EventRecord, _ bytes: Span<UInt8>) -> UInt32 {
    let statement = bytes.extracting(event.statementStart..<event.statementEnd)
    let text = fingerprint(of: statement)
    var kind = StatementKind(fingerprint: fingerprints.id(text), tables: 0, command: 0)
    if needsTables || needsCommand {
      let shape = StatementShape(of: statement)
      if needsTables { kind.tables = tables.id(Array(shape.tables.joined(separator: ", ").utf8)) }
      if needsCommand { kind.command = commands.id(Array(shape.command.utf8)) }
    }
    let number: UInt32
    if let known = numbers[kind] {
      number = known
    } else {
      number = UInt32(kinds.count)
      kinds.append(kind)
      numbers[kind] = number
    }
    if event.hasSkeleton { skeletons.store(event.skeletonLow, event.skeletonHigh, kind: number) }
    return number
  }

  /// Lets go of what is needed only while events come.
  mutating func forgetSkeletons() {
    skeletons = SkeletonTable()
    numbers = [:]
  }

  private mutating func fingerprint(of statement: Span<UInt8>) -> [UInt8] {
    guard !statement.isEmpty else { return [] }
    switch mode {
    case .pt: return pt.fingerprint(of: statement)
    case .strict:
      strict.make(from: statement)
      return strict.bytes
    }
  }
}
