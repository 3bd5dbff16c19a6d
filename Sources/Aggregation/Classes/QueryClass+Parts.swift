import SQLText
import SlowLog

extension QueryClass {
  /// What a class is made of.
  struct Parts: Sendable {
    var id: QueryID
    var key: [(key: GroupKey, value: [UInt8])] = []
    var fingerprint: [UInt8] = []
    var distilled: String = ""
    var ptDistilled: [UInt8] = []
    var tables: [String] = []
    var command: String = ""
    var count: UInt64 = 0
    var scaledCount: UInt64 = 0
    var isAdministratorCommand: Bool = false
    var firstSeen: Instant? = nil
    var lastSeen: Instant? = nil
    var metrics: [Metric] = []
    var flags: [FlagCount] = []
    var users: CountedValues = CountedValues()
    var hosts: CountedValues = CountedValues()
    var clients: CountedValues = CountedValues()
    var dbs: CountedValues = CountedValues()
    var unknownDBCount: UInt64 = 0
    var errors: CountedValues = CountedValues()
    var load: [LoadBin] = []
    var samples: [Sample] = []
    var plans: PlanTally = PlanTally()
    var bursts: BurstTally = BurstTally()

    init(id: QueryID) { self.id = id }
  }
}
