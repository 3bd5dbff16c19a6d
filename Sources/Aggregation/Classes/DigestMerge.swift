import Input
import SQLText
import SlowLog

/// Makes one digest of what the workers have.
struct DigestMerge {
  private let options: DigestOptions

  init(_ options: DigestOptions) { self.options = options }

  /// - Parameter work: each worker's state and the classes that ``classes(of:)`` makes of it.
  func merge(
    _ work: [(partial: PartialDigest, classes: [QueryID: QueryClass])], _ tasks: [LogTask], _ problems: [InputError]
  ) -> Digest {
    let partials = work.map(\.partial)
    var classes = work.first?.classes ?? [:]
    for other in work.dropFirst() {
      for (id, one) in other.classes { put(one, id, into: &classes) }
    }
    // As in pt-query-digest: a class needs one event that has a time.
    let sorted = classes.values.filter { $0.metric(.queryTime) != nil }.sorted { $0.id < $1.id }
    let global = QueryClass.total(of: sorted)
    return Digest(
      groupBy: options.groupBy, fingerprintMode: options.fingerprintMode.rawValue, labels: options.labels,
      accounting: accounting(partials, tasks, problems, global), global: global, classes: sorted)
  }

  /// One worker's classes by their IDs; workers do this side by side.
  func classes(of partial: PartialDigest) -> [QueryID: QueryClass] {
    var names = AccountNames(partial.accounts.values)
    var classes: [QueryID: QueryClass] = [:]
    classes.reserveCapacity(partial.classes.count)
    for (index, state) in partial.classes.enumerated() where state.count > 0 {
      var one = Self.queryClass(state, partial, &names, key: key(index, partial))
      one.metrics.sort(by: Self.order)
      put(one, one.id, into: &classes)
    }
    return classes
  }

  private func put(_ one: QueryClass, _ id: QueryID, into classes: inout [QueryID: QueryClass]) {
    if let place = classes.index(forKey: id) {
      classes.values[place].merge(one, samples: max(1, options.samplesPerClass))
    } else {
      classes[id] = one
    }
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
    _ state: ClassState, _ partial: PartialDigest, _ names: inout AccountNames,
    key: [(key: GroupKey, value: [UInt8])]
  ) -> QueryClass {
    var result = QueryClass(id: QueryID(fingerprint: Array(key.map(\.value).joined(separator: [0]))))
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
