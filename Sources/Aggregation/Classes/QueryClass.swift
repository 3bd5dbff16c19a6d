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
package struct QueryClass: Sendable {
  /// What the events have in common, in the order of `--group-by`; the fingerprint's text for
  /// `.fingerprint`. Empty for the class of all events.
  package var key: [(key: GroupKey, value: [UInt8])]
  /// MD5 of the fingerprint, or of the key's values joined by NUL where events are grouped by more.
  package var id: QueryID
  package var fingerprint: [UInt8]
  /// Verb and tables, `SELECT users orders`, told by tokens.
  package var distilled: String
  /// pt-query-digest's own distilled form.
  package var ptDistilled: [UInt8]
  package var tables: [String]
  package var command: String
  /// Events, also the few that have no `Query_time`.
  package var count: UInt64
  /// How many there were before `Log_slow_rate_limit` thinned them out, as far as the log says it.
  package var scaledCount: UInt64
  package var isAdministratorCommand: Bool
  package var firstSeen: Instant?
  package var lastSeen: Instant?
  package var metrics: [Metric]
  package var flags: [FlagCount]
  package var users: CountedValues
  /// Name of the client's host, or its address where there is no name.
  package var hosts: CountedValues
  /// The client's address.
  package var clients: CountedValues
  /// Databases; events whose database is unknown are in `unknownDBCount`.
  package var dbs: CountedValues
  package var unknownDBCount: UInt64
  package var errors: CountedValues
  /// When the events happened; kept only where it is asked for.
  package var load: [LoadBin]
  /// The worst first.
  package var samples: [Sample]
  /// Plans that were logged with events.
  package var plans = PlanTally()
  package var bursts = BurstTally()

  package init(id: QueryID) {
    key = []
    self.id = id
    fingerprint = []
    distilled = ""
    ptDistilled = []
    tables = []
    command = ""
    count = 0
    scaledCount = 0
    isAdministratorCommand = false
    metrics = []
    flags = []
    users = CountedValues()
    hosts = CountedValues()
    clients = CountedValues()
    dbs = CountedValues()
    unknownDBCount = 0
    errors = CountedValues()
    load = []
    samples = []
  }

  package func metric(_ attribute: Attribute) -> Distribution? {
    metrics.first { $0.attribute == attribute }?.values
  }
}
