import SlowLog

extension QueryClass {
  /// Adds the events of `other`, keeping the `samples` worst samples.
  ///
  /// - Complexity: O(size of `other`), whatever the number of events.
  package mutating func merge(_ other: QueryClass, samples limit: Int) {
    if count == 0, key.isEmpty {
      key = other.key
      fingerprint = other.fingerprint
      isAdministratorCommand = other.isAdministratorCommand
    }
    count += other.count
    scaledCount.addSaturating(other.scaledCount)
    isAdministratorCommand = isAdministratorCommand && other.isAdministratorCommand
    if let seen = other.firstSeen { firstSeen = min(firstSeen ?? seen, seen) }
    if let seen = other.lastSeen { lastSeen = max(lastSeen ?? seen, seen) }
    // By place, since to take a metric out for a look costs as much as to add it.
    let theirs = other.metrics
    let known = metrics.count
    for place in theirs.indices {
      if place < known, metrics[place].attribute == theirs[place].attribute {
        metrics[place].merge(theirs[place])
      } else if let index = metrics.firstIndex(where: { $0.attribute == theirs[place].attribute }) {
        metrics[index].merge(theirs[place])
      } else {
        metrics.append(theirs[place])
      }
    }
    if metrics.count > known { metrics.sort(by: DigestMerge.order) }
    mergeFlags(other.flags)
    users.merge(other.users)
    hosts.merge(other.hosts)
    clients.merge(other.clients)
    dbs.merge(other.dbs)
    unknownDBCount += other.unknownDBCount
    errors.merge(other.errors)
    if !other.load.isEmpty { load = LoadBin.merged(load, other.load) }
    plans.merge(other.plans)
    bursts.merge(other.bursts)
    guard limit > 0 else { return }
    samples = Array((samples + other.samples).sorted { $0.precedes($1) }.prefix(limit))
  }

  private mutating func mergeFlags(_ others: [FlagCount]) {
    guard !others.isEmpty else { return }
    for flag in others {
      if let index = flags.firstIndex(where: { $0.flag == flag.flag }) {
        flags[index].yes += flag.yes
        flags[index].known += flag.known
      } else {
        flags.append(flag)
      }
    }
    flags.sort { $0.flag.rawValue < $1.flag.rawValue }
  }
}

extension Metric {
  /// Adds the values of the same attribute of other events.
  fileprivate mutating func merge(_ other: Metric) {
    values.merge(other.values)
    guard let buckets = other.ptBuckets else { return }
    if ptBuckets == nil { ptBuckets = PtBuckets() }
    ptBuckets?.merge(buckets)
  }
}

extension Accounting {
  /// Adds the sums of `other`; files and places are somebody else's matter.
  mutating func merge(_ other: Accounting) {
    events += other.events
    selectedEvents += other.selectedEvents
    eventsWithoutTime += other.eventsWithoutTime
    bytes += other.bytes
    eventBytes += other.eventBytes
    bannerBytes += other.bannerBytes
    skippedBytes += other.skippedBytes
    unknownAttributes.merge(other.unknownAttributes)
    droppedValues.merge(other.droppedValues, uniquingKeysWith: +)
    imitations += other.imitations
    truncatedTails += other.truncatedTails
    disbelievedTimes += other.disbelievedTimes
    rateLimitedEvents += other.rateLimitedEvents
    foldedClasses += other.foldedClasses
  }
}
