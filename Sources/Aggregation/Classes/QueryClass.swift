package import SQLText
package import SlowLog

/// What the events of a digest are put together by.
package enum GroupKey: String, Sendable, Hashable, CaseIterable {
  case fingerprint, user, host, db, client, tables, command
}

/// An event kept as an example of its class.
package struct Sample: Sendable, Equatable {
  /// The statement as it was logged, without the final `;`. Of a very long one the head and the tail, with
  /// the number of bytes left out between them.
  package var statement: [UInt8]
  /// Bytes left out after `statement[..<headCount]`, 0 if the statement is whole.
  package var omittedBytes: Int = 0
  package var headCount: Int = 0
  package var queryTimeMicros: UInt64
  package var lockTimeMicros: UInt64?
  package var rowsSent: UInt64?
  package var rowsExamined: UInt64?
  package var instant: Instant?
  package var user: [UInt8]?
  package var host: [UInt8]?
  package var db: [UInt8]?
  package var threadID: UInt64?
  /// The log it was found in, as named on the command line.
  package var file: String
  /// Bytes (uncompressed) from the start of `file` to the event's first byte.
  package var byteOffset: UInt64
  /// The header block of MariaDB's `# explain:` lines as logged, if there is one.
  package var explain: [UInt8]?

  package init(statement: [UInt8], queryTimeMicros: UInt64, file: String, byteOffset: UInt64) {
    self.statement = statement
    self.queryTimeMicros = queryTimeMicros
    self.file = file
    self.byteOffset = byteOffset
  }

  /// Whether this one comes first among the samples of a class: the largest `Query_time`; of equal ones the
  /// last in its log, as in pt-query-digest, and of several logs the one whose name comes last.
  ///
  /// A total order, so that the choice does not depend on which worker saw what. (Time has no say: it may run
  /// backwards in a log, and then "the later in a log, the later between logs" goes round in a circle.)
  package func precedes(_ other: Sample) -> Bool {
    if queryTimeMicros != other.queryTimeMicros { return queryTimeMicros > other.queryTimeMicros }
    if !file.utf8.elementsEqual(other.file.utf8) {
      return other.file.utf8.lexicographicallyPrecedes(file.utf8)
    }
    return byteOffset > other.byteOffset
  }
}

/// pt-query-digest's own approximations for one metric of a class; kept only where pt-json is asked for.
package struct PtBuckets: Sendable, Equatable {
  /// Counts of its 1,000 buckets, each 5 % wider than the one before.
  package var counts: [UInt32] = []
  package init() {}
}

/// The numbers of one attribute over the events of a class.
package struct Metric: Sendable, Equatable {
  package var attribute: Attribute
  package var values: Distribution
  package var ptBuckets: PtBuckets?

  package init(attribute: Attribute, values: Distribution, ptBuckets: PtBuckets? = nil) {
    self.attribute = attribute
    self.values = values
    self.ptBuckets = ptBuckets
  }
}

/// How often an event of a class said Yes, of those that said anything.
package struct FlagCount: Sendable, Equatable {
  package var flag: Flag
  package var yes: UInt64
  package var known: UInt64

  package init(flag: Flag, yes: UInt64, known: UInt64) {
    self.flag = flag
    self.yes = yes
    self.known = known
  }
}

/// All events that belong together: by default those with one fingerprint.
///
/// A value like any other, whose parts stand in one piece of memory that copies share until one of them is changed:
/// there may be a hundred thousand classes, which are sorted and ranked.
package struct QueryClass: Sendable {
  /// One element: an array is memory that is shared until it is changed.
  private var parts: [Parts]

  package init(id: QueryID) { parts = [Parts(id: id)] }

  package func metric(_ attribute: Attribute) -> Distribution? {
    let metrics = metrics
    return metrics.firstIndex { $0.attribute == attribute }.map { metrics[$0].values }
  }
}

extension QueryClass {
  /// What the events have in common, in the order of `--group-by`; the fingerprint's text for
  /// `.fingerprint`. Empty for the class of all events.
  package var key: [(key: GroupKey, value: [UInt8])] {
    get { parts[0].key }
    _modify { yield &parts[0].key }
  }

  /// MD5 of the fingerprint, or of the key's values joined by NUL where events are grouped by more.
  package var id: QueryID {
    get { parts[0].id }
    _modify { yield &parts[0].id }
  }

  package var fingerprint: [UInt8] {
    get { parts[0].fingerprint }
    _modify { yield &parts[0].fingerprint }
  }

  /// Verb and tables, `SELECT users orders`, told by tokens.
  package var distilled: String {
    get { parts[0].distilled }
    _modify { yield &parts[0].distilled }
  }

  /// pt-query-digest's own distilled form.
  package var ptDistilled: [UInt8] {
    get { parts[0].ptDistilled }
    _modify { yield &parts[0].ptDistilled }
  }

  package var tables: [String] {
    get { parts[0].tables }
    _modify { yield &parts[0].tables }
  }

  package var command: String {
    get { parts[0].command }
    _modify { yield &parts[0].command }
  }

  /// Events, also the few that have no `Query_time`.
  package var count: UInt64 {
    get { parts[0].count }
    _modify { yield &parts[0].count }
  }

  /// How many there were before `Log_slow_rate_limit` thinned them out, as far as the log says it.
  package var scaledCount: UInt64 {
    get { parts[0].scaledCount }
    _modify { yield &parts[0].scaledCount }
  }

  package var isAdministratorCommand: Bool {
    get { parts[0].isAdministratorCommand }
    _modify { yield &parts[0].isAdministratorCommand }
  }

  package var firstSeen: Instant? {
    get { parts[0].firstSeen }
    _modify { yield &parts[0].firstSeen }
  }

  package var lastSeen: Instant? {
    get { parts[0].lastSeen }
    _modify { yield &parts[0].lastSeen }
  }

  package var metrics: [Metric] {
    get { parts[0].metrics }
    _modify { yield &parts[0].metrics }
  }

  package var flags: [FlagCount] {
    get { parts[0].flags }
    _modify { yield &parts[0].flags }
  }

  package var users: CountedValues {
    get { parts[0].users }
    _modify { yield &parts[0].users }
  }

  /// Name of the client's host, or its address where there is no name.
  package var hosts: CountedValues {
    get { parts[0].hosts }
    _modify { yield &parts[0].hosts }
  }

  /// The client's address.
  package var clients: CountedValues {
    get { parts[0].clients }
    _modify { yield &parts[0].clients }
  }

  /// Databases; events whose database is unknown are in `unknownDBCount`.
  package var dbs: CountedValues {
    get { parts[0].dbs }
    _modify { yield &parts[0].dbs }
  }

  package var unknownDBCount: UInt64 {
    get { parts[0].unknownDBCount }
    _modify { yield &parts[0].unknownDBCount }
  }

  package var errors: CountedValues {
    get { parts[0].errors }
    _modify { yield &parts[0].errors }
  }

  /// When the events happened; kept only where it is asked for.
  package var load: [LoadBin] {
    get { parts[0].load }
    _modify { yield &parts[0].load }
  }

  /// The worst first.
  package var samples: [Sample] {
    get { parts[0].samples }
    _modify { yield &parts[0].samples }
  }

  /// Plans that were logged with events.
  package var plans: PlanTally {
    get { parts[0].plans }
    _modify { yield &parts[0].plans }
  }

  package var bursts: BurstTally {
    get { parts[0].bursts }
    _modify { yield &parts[0].bursts }
  }
}
