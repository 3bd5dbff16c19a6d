/// One log as the digest read it.
package struct FileAccount: Sendable, Equatable {
  package var path: String
  /// Bytes of the log, uncompressed.
  package var bytes: UInt64
  /// Bytes as stored.
  package var storedBytes: UInt64
  /// `none`, `gzip` or `zstd`.
  package var compression: String
  package var events: UInt64
  /// What its first bytes look like (`LogKind`), for a hint where there is no event.
  package var kind: String
  /// What went wrong while reading it, in words; empty if nothing did.
  package var problems: [String]
  /// The way out of a problem, by its words, where there is one.
  package var hints: [String: String]

  package init(path: String) {
    self.path = path
    bytes = 0
    storedBytes = 0
    compression = "none"
    events = 0
    kind = ""
    problems = []
    hints = [:]
  }
}

/// Where every byte went.
package struct Accounting: Sendable, Equatable {
  package var files: [FileAccount] = []
  /// All events found, whether or not they were selected.
  package var events: UInt64 = 0
  /// Events that `--since`, `--until` and `--where` let through.
  package var selectedEvents: UInt64 = 0
  /// Events that have no `Query_time`; they count in their class if others of it have one.
  package var eventsWithoutTime: UInt64 = 0
  package var bytes: UInt64 = 0
  package var eventBytes: UInt64 = 0
  /// Bytes of the lines that a server writes when it opens the log.
  package var bannerBytes: UInt64 = 0
  package var skippedBytes: UInt64 = 0
  /// Where the first skipped byte is.
  package var firstSkipped: (file: String, offset: UInt64)?
  /// Attributes that no known server writes, with how often each was met.
  package var unknownAttributes = CountedValues()
  /// Values that were dropped because they are no numbers or too large, by attribute.
  package var droppedValues: [String: UInt64] = [:]
  /// Statements that hold text which imitates a log header, and where the first one is.
  package var imitations: UInt64 = 0
  package var firstImitation: (file: String, offset: UInt64)?
  /// Whether the last event of some log ends without its `;` and newline.
  package var truncatedTails: UInt64 = 0
  /// `SET timestamp` values that were too far from their neighbours to be believed.
  package var disbelievedTimes: UInt64 = 0
  /// Events logged under `Log_slow_rate_limit`.
  package var rateLimitedEvents: UInt64 = 0
  /// Classes that were added up in one (`ClassFold`); one may have been so several times.
  package var foldedClasses: UInt64 = 0
  /// Server versions named in the logs, as the servers spell them, in order of appearance by file.
  package var serverVersions: [String] = []

  package init() {}

  package static func == (a: Self, b: Self) -> Bool {
    a.files == b.files && a.events == b.events && a.selectedEvents == b.selectedEvents
      && a.eventsWithoutTime == b.eventsWithoutTime && a.bytes == b.bytes && a.eventBytes == b.eventBytes
      && a.bannerBytes == b.bannerBytes && a.skippedBytes == b.skippedBytes
      && a.firstSkipped?.file == b.firstSkipped?.file && a.firstSkipped?.offset == b.firstSkipped?.offset
      && a.unknownAttributes == b.unknownAttributes && a.droppedValues == b.droppedValues
      && a.imitations == b.imitations && a.firstImitation?.file == b.firstImitation?.file
      && a.firstImitation?.offset == b.firstImitation?.offset && a.truncatedTails == b.truncatedTails
      && a.disbelievedTimes == b.disbelievedTimes && a.rateLimitedEvents == b.rateLimitedEvents
      && a.foldedClasses == b.foldedClasses && a.serverVersions == b.serverVersions
  }
}

/// The result of a run: what was read, the class of all events, and the classes.
package struct Digest: Sendable {
  package var groupBy: [GroupKey]
  /// `pt` or `strict`.
  package var fingerprintMode: String
  /// Pairs such as `host=db1`, in the order given.
  package var labels: [(name: String, value: String)]
  package var accounting: Accounting
  /// All selected events; `samples`, `users` and so on are those of all classes together.
  package var global: QueryClass
  /// Ordered by ID.
  package var classes: [QueryClass]

  package init(
    groupBy: [GroupKey], fingerprintMode: String, labels: [(name: String, value: String)], accounting: Accounting,
    global: QueryClass, classes: [QueryClass]
  ) {
    self.groupBy = groupBy
    self.fingerprintMode = fingerprintMode
    self.labels = labels
    self.accounting = accounting
    self.global = global
    self.classes = classes
  }
}
