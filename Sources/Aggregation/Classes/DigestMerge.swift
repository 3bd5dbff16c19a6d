import Input
import Locking
import SQLText
import SlowLog

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
    /// Classes that were settled before, by shard.
    var settled: [[QueryClass]]
  }

  /// What the numbers in a worker's classes stand for.
  ///
  /// By reference: as a parameter a value is copied, and all threads would count the references of its many parts.
  private final class Meanings: Sendable {
    let partial: PartialDigest
    let shapes: ShapeTable
    /// By slot.
    let attributes: [Attribute]

    init(_ partial: PartialDigest) {
      self.partial = partial
      shapes = partial.parser.shapes
      attributes = (0..<KnownAttribute.count + partial.parser.learnedNames.count).map {
        partial.attribute(of: UInt8($0))
      }
    }
  }

  private static let shardCount = 16
  private let options: DigestOptions

  init(_ options: DigestOptions) { self.options = options }

  func merge(_ work: consuming [Work], _ tasks: [LogTask], _ problems: [InputError]) -> Digest {
    let partials = work.map(\.partial)
    typealias Shard = (parts: [[Part]], settled: [[QueryClass]])
    let shards = Guarded<[Shard]>(
      (0..<Self.shardCount).map { shard in (work.map { $0.shards[shard] }, work.map { $0.settled[shard] }) })
    work = []
    let hasTooManyNames = hasTooManyNames(partials)
    let names = partials.map { AccountNames($0.accounts.values) }
    let meanings = partials.map(Meanings.init)
    let merged = ParallelMap.map(Array(0..<Self.shardCount), jobs: options.jobs) { shard in
      var mine: Shard = ([], [])
      shards.withLock { swap(&mine, &$0[shard]) }
      var classes = self.classes(of: &mine.parts, meanings, names)
      for settled in mine.settled where !settled.isEmpty { classes = self.merged(classes, settled) }
      // As in pt-query-digest: a class needs one event that has a time.
      classes.removeAll { $0.metric(.queryTime) == nil }
      return (classes: classes, total: QueryClass.total(of: classes))
    }
    var global = QueryClass.total(of: merged.map(\.total).filter { $0.count > 0 })
    var accounting = accounting(partials, tasks, problems, global)
    var classes = merged.flatMap(\.classes)
    if let limit = options.maxClasses { accounting.foldedClasses += ClassFold.fold(&classes, to: limit) }
    if hasTooManyNames {
      // Which names came first, and so had values, depends on who read them.
      global.metrics.removeAll { $0.attribute.unit == .millionths }
      for index in classes.indices { classes[index].metrics.removeAll { $0.attribute.unit == .millionths } }
    }
    return Digest(
      groupBy: options.groupBy, fingerprintMode: options.fingerprintMode.rawValue, labels: options.labels,
      accounting: accounting, global: global, classes: classes)
  }

  /// Makes classes of what a worker has, so that their names and shapes can be forgotten.
  func settle(_ partial: inout PartialDigest) {
    var work = work(of: &partial)
    let names = [AccountNames(work.partial.accounts.values)]
    let meanings = [Meanings(work.partial)]
    var settled: [QueryClass] = []
    for shard in 0..<Self.shardCount {
      var parts = [work.shards[shard]]
      work.shards[shard] = []
      settled += merged(classes(of: &parts, meanings, names), work.settled[shard])
    }
    if let limit = options.maxClasses { partial.note(folded: ClassFold.fold(&settled, to: limit)) }
    partial.settled = settled
    partial.startAnew()
  }

  /// Two lists of classes in the order of their IDs.
  private func merged(_ a: [QueryClass], _ b: [QueryClass]) -> [QueryClass] {
    if b.isEmpty { return a }
    var classes: [QueryClass] = []
    classes.reserveCapacity(a.count + b.count)
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
      if j == b.count || i < a.count && a[i].id < b[j].id {
        classes.append(a[i])
        i += 1
      } else if i == a.count || b[j].id < a[i].id {
        classes.append(b[j])
        j += 1
      } else {
        classes.append(a[i])
        classes[classes.count - 1].merge(b[j], samples: max(1, options.samplesPerClass))
        i += 1
        j += 1
      }
    }
    return classes
  }

  /// Whether the workers have met more names that no known server writes than one of them could give values to.
  private func hasTooManyNames(_ partials: [PartialDigest]) -> Bool {
    let names = Set(partials.flatMap(\.parser.learnedNames))
    return partials.contains { $0.parser.hasTooManyNames }
      || names.count > ShapeTable.slotLimit - KnownAttribute.count
  }

  /// Takes a worker's classes; workers do this side by side.
  func work(of partial: inout PartialDigest) -> Work {
    var states = partial.takeClasses()
    let meanings = Meanings(partial)
    var shards = [[Part]](repeating: [], count: Self.shardCount)
    for number in states.indices where states[number].count > 0 {
      var state = ClassState()
      swap(&state, &states[number])
      let id = QueryID(fingerprint: Array(key(number, meanings).map(\.value).joined(separator: [0])))
      shards[Int(id.high >> 60)].append(Part(id: id, number: number, state: state))
    }
    var settled = [[QueryClass]](repeating: [], count: Self.shardCount)
    for one in partial.settled { settled[Int(one.id.high >> 60)].append(one) }
    partial.settled = []
    return Work(partial: partial, shards: shards, settled: settled)
  }

  /// The classes of a shard in the order of their IDs.
  ///
  /// - Parameter names: of the accounts of each worker.
  private func classes(
    of parts: inout [[Part]], _ meanings: [Meanings], _ names: [AccountNames]
  ) -> [QueryClass] {
    var names = names
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
      state.flush(meanings[worker].shapes, meanings[worker].partial.scales, options.keepsPtBuckets)
      var one = Self.queryClass(id, state, meanings[worker], &names[worker], key: key(number, meanings[worker]))
      one.metrics.sort(by: Self.order)
      if let last = classes.indices.last, classes[last].id == id {
        classes[last].merge(one, samples: max(1, options.samplesPerClass))
      } else {
        classes.append(one)
      }
    }
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

  private func key(_ index: Int, _ meanings: Meanings) -> [(key: GroupKey, value: [UInt8])] {
    let numbers =
      meanings.partial.isByKind
      ? PartialDigest.Key(kind: UInt32(index), account: 0, db: 0) : meanings.partial.keys[index]
    let kind = meanings.partial.kinds.kinds[Int(numbers.kind)]
    lazy var account = Account(meanings.partial.accounts.values[Int(numbers.account)])
    return options.groupBy.map { key in
      switch key {
      case .fingerprint: (key, meanings.partial.kinds.fingerprints.values[Int(kind.fingerprint)])
      case .tables: (key, meanings.partial.kinds.tables.values[Int(kind.tables)])
      case .command: (key, meanings.partial.kinds.commands.values[Int(kind.command)])
      case .user: (key, account.user)
      case .host: (key, account.hostOrAddress)
      case .client: (key, account.ip)
      case .db: (key, numbers.db < ClassState.noDB ? meanings.partial.dbs.values[Int(numbers.db)] : [])
      }
    }
  }

  private static func queryClass(
    _ id: QueryID, _ state: ClassState, _ meanings: Meanings, _ names: inout AccountNames,
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
      Metric(attribute: meanings.attributes[Int($0.slot)], values: $0.values, ptBuckets: $0.ptBuckets)
    }
    result.flags = state.flags.all
    names.count(state.accounts.pairs, into: &result)
    for (id, count) in state.dbs.pairs { result.dbs.add(meanings.partial.dbs.values[Int(id)], count) }
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
    result.serverVersions = versions.sorted { $0.value != $1.value ? $0.value < $1.value : $0.key < $1.key }
      .prefix(PartialDigest.versionLimit).map(\.key)
    for metric in global.metrics where metric.attribute.unit == .millionths {
      result.unknownAttributes.add(Array(metric.attribute.name.utf8), metric.values.count)
    }
    return result
  }
}
