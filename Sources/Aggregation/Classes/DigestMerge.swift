import Input
import SQLText
import SlowLog
import Synchronization

/// Makes one digest of what the workers have.
///
/// Classes are parted by their IDs into shards, which are merged side by side. A worker's class goes as soon as it is
/// merged, so that no class is in memory twice.
struct DigestMerge {
  /// A worker's class.
  struct Part: Sendable {
    var id: QueryID
    /// Place among the worker's classes.
    var number: Int
    var state: ClassState
  }

  /// What a worker leaves behind: its classes by shard, and what their numbers stand for.
  struct Work: Sendable {
    var partial: PartialDigest
    var shards: [[Part]]
  }

  private static let shardCount = 16
  private let options: DigestOptions

  init(_ options: DigestOptions) { self.options = options }

  func merge(_ work: consuming [Work], _ tasks: [LogTask], _ problems: [InputError]) -> Digest {
    let partials = work.map(\.partial)
    let shards = Mutex<[[[Part]]]>((0..<Self.shardCount).map { shard in work.map { $0.shards[shard] } })
    work = []
    let merged = ParallelMap.map(Array(0..<Self.shardCount), jobs: options.jobs) { shard in
      var parts: [[Part]] = []
      shards.withLock { swap(&parts, &$0[shard]) }
      let classes = self.classes(of: &parts, partials)
      return (classes: classes, total: QueryClass.total(of: classes))
    }
    let global = QueryClass.total(of: merged.map(\.total).filter { $0.count > 0 })
    return Digest(
      groupBy: options.groupBy, fingerprintMode: options.fingerprintMode.rawValue, labels: options.labels,
      accounting: accounting(partials, tasks, problems, global), global: global, classes: merged.flatMap(\.classes))
  }

  /// Takes a worker's classes; workers do this side by side.
  func work(of partial: inout PartialDigest) -> Work {
    var states = partial.takeClasses()
    var shards = [[Part]](repeating: [], count: Self.shardCount)
    for number in states.indices where states[number].count > 0 {
      var state = ClassState()
      swap(&state, &states[number])
      let id = QueryID(fingerprint: Array(key(number, partial).map(\.value).joined(separator: [0])))
      shards[Int(id.high >> 60)].append(Part(id: id, number: number, state: state))
    }
    return Work(partial: partial, shards: shards)
  }

  /// The classes of a shard in the order of their IDs.
  private func classes(of parts: inout [[Part]], _ partials: [PartialDigest]) -> [QueryClass] {
    var names = partials.map { AccountNames($0.accounts.values) }
    var places: [(id: QueryID, worker: Int, place: Int)] = []
    for (worker, parts) in parts.enumerated() {
      places.append(contentsOf: parts.enumerated().map { (id: $1.id, worker: worker, place: $0) })
    }
    places.sort { $0.id != $1.id ? $0.id < $1.id : ($0.worker, $0.place) < ($1.worker, $1.place) }
    var classes: [QueryClass] = []
    for (id, worker, place) in places {
      let number = parts[worker][place].number
      var state = ClassState()
      swap(&state, &parts[worker][place].state)
      partials[worker].finish(&state)
      var one = Self.queryClass(id, state, partials[worker], &names[worker], key: key(number, partials[worker]))
      one.metrics.sort(by: Self.order)
      if let last = classes.indices.last, classes[last].id == id {
        classes[last].merge(one, samples: max(1, options.samplesPerClass))
      } else {
        classes.append(one)
      }
    }
    // As in pt-query-digest: a class needs one event that has a time.
    classes.removeAll { $0.metric(.queryTime) == nil }
    return classes
  }

  /// Known attributes in their order, others by name.
  static func order(_ a: Metric, _ b: Metric) -> Bool {
    let (x, y) = (rank(a.attribute), rank(b.attribute))
    return x != y ? x < y : a.attribute.name < b.attribute.name
  }

  private static let ranks = Dictionary(
    uniqueKeysWithValues: KnownAttribute.allCases.map { ($0.name, Int($0.rawValue)) })

  private static func rank(_ attribute: Attribute) -> Int { ranks[attribute.name] ?? Int.max }

  private func key(_ index: Int, _ partial: PartialDigest) -> [(key: GroupKey, value: [UInt8])] {
    let numbers =
      partial.isByKind ? PartialDigest.Key(kind: UInt32(index), account: 0, db: 0) : partial.keys[index]
    let kind = partial.kinds.kinds[Int(numbers.kind)]
    lazy var account = Account(partial.accounts.values[Int(numbers.account)])
    return options.groupBy.map { key in
      switch key {
      case .fingerprint: (key, partial.kinds.fingerprints.values[Int(kind.fingerprint)])
      case .tables: (key, partial.kinds.tables.values[Int(kind.tables)])
      case .command: (key, partial.kinds.commands.values[Int(kind.command)])
      case .user: (key, account.user)
      case .host: (key, account.hostOrAddress)
      case .client: (key, account.ip)
      case .db: (key, numbers.db < ClassState.noDB ? partial.dbs.values[Int(numbers.db)] : [])
      }
    }
  }

  private static func queryClass(
    _ id: QueryID, _ state: ClassState, _ partial: PartialDigest, _ names: inout AccountNames,
    key: [(key: GroupKey, value: [UInt8])]
  ) -> QueryClass {
    var result = QueryClass(id: id)
    result.key = key
    result.fingerprint = key.first { $0.key == .fingerprint }?.value ?? []
    result.count = state.count
    result.scaledCount = state.scaledCount
    result.isAdministratorCommand = state.isAdministratorCommand
    if state.firstSeen <= state.lastSeen {
      result.firstSeen = Instant(microseconds: state.firstSeen)
      result.lastSeen = Instant(microseconds: state.lastSeen)
    }
    result.metrics = state.metrics.map {
      Metric(attribute: partial.attribute(of: $0.slot), values: $0.values, ptBuckets: $0.ptBuckets)
    }
    var known = [UInt64](repeating: 0, count: Flag.allCases.count)
    var yes = known
    for (bits, count) in state.flags.pairs {
      for flag in Flag.allCases {
        if bits >> (8 + UInt32(flag.rawValue)) & 1 == 1 { known[Int(flag.rawValue)] += count }
        if bits >> UInt32(flag.rawValue) & 1 == 1 { yes[Int(flag.rawValue)] += count }
      }
    }
    result.flags = Flag.allCases.compactMap { flag in
      let place = Int(flag.rawValue)
      return known[place] > 0 ? FlagCount(flag: flag, yes: yes[place], known: known[place]) : nil
    }
    names.count(state.accounts.pairs, into: &result)
    for (id, count) in state.dbs.pairs { result.dbs.add(partial.dbs.values[Int(id)], count) }
    result.unknownDBCount = state.unknownDBCount
    for (number, count) in state.errors { result.errors.add(Array(String(number).utf8), count) }
    result.load = LoadBin.merged(state.load, [])
    result.samples = state.samples
    result.plans = state.plans
    result.bursts = state.bursts
    return result
  }

  private func accounting(
    _ partials: [PartialDigest], _ tasks: [LogTask], _ problems: [InputError], _ global: QueryClass
  ) -> Accounting {
    var result = Accounting()
    var events: [Int: UInt64] = [:]
    var skipped: Place?
    var imitation: Place?
    var versions: [String: Place] = [:]
    for partial in partials {
      result.merge(partial.accounting)
      events.merge(partial.eventsByFile, uniquingKeysWith: +)
      skipped = [skipped, partial.firstSkipped].compactMap(\.self).min()
      imitation = [imitation, partial.firstImitation].compactMap(\.self).min()
      versions.merge(partial.versions, uniquingKeysWith: min)
    }
    for task in tasks {
      var account = task.account()
      account.events = events[task.index] ?? 0
      result.files.append(account)
    }
    for problem in problems {
      var account = FileAccount(path: "\(problem.input)")
      account.problems = [problem.message]
      result.files.append(account)
    }
    result.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    result.firstSkipped = skipped.map { (file: "\(tasks[$0.file].file.name)", offset: $0.offset) }
    result.firstImitation = imitation.map { (file: "\(tasks[$0.file].file.name)", offset: $0.offset) }
    result.serverVersions = versions.sorted { $0.value != $1.value ? $0.value < $1.value : $0.key < $1.key }.map(\.key)
    for metric in global.metrics where metric.attribute.unit == .millionths {
      result.unknownAttributes[metric.attribute.name, default: 0] += metric.values.count
    }
    return result
  }
}
