import SlowLog

extension QueryClass {
  /// Adds the events of `other`, keeping the `samples` worst samples.
  ///
  /// - Complexity: O(size of `other`), whatever the number of events.
  package mutating func merge(_ other: QueryClass, samples limit: Int) {
    if count == 0 {
      key = other.key
      fingerprint = other.fingerprint
      isAdministratorCommand = other.isAdministratorCommand
    }
    count += other.count
    scaledCount += other.scaledCount
    isAdministratorCommand = isAdministratorCommand && other.isAdministratorCommand
    firstSeen = [firstSeen, other.firstSeen].compactMap(\.self).min()
    lastSeen = [lastSeen, other.lastSeen].compactMap(\.self).max()
    let known = metrics.count
    for (place, metric) in other.metrics.enumerated() {
      if place < known, metrics[place].attribute == metric.attribute {
        metrics[place].merge(metric)
      } else if let index = metrics.firstIndex(where: { $0.attribute == metric.attribute }) {
        metrics[index].merge(metric)
      } else {
        metrics.append(metric)
      }
    }
    if metrics.count > known { metrics.sort(by: DigestMerge.order) }
    for flag in other.flags {
      if let index = flags.firstIndex(where: { $0.flag == flag.flag }) {
        flags[index].yes += flag.yes
        flags[index].known += flag.known
      } else {
        flags.append(flag)
      }
    }
    flags.sort { $0.flag.rawValue < $1.flag.rawValue }
    users.merge(other.users)
    hosts.merge(other.hosts)
    clients.merge(other.clients)
    dbs.merge(other.dbs)
    unknownDBCount += other.unknownDBCount
    errors.merge(other.errors)
    load = LoadBin.merged(load, other.load)
    plans.merge(other.plans)
    bursts.merge(other.bursts)
    guard limit > 0 else { return }
    samples = Array((samples + other.samples).sorted { $0.precedes($1) }.prefix(limit))
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
    unknownAttributes.merge(other.unknownAttributes, uniquingKeysWith: +)
    droppedValues.merge(other.droppedValues, uniquingKeysWith: +)
    imitations += other.imitations
    truncatedTails += other.truncatedTails
    disbelievedTimes += other.disbelievedTimes
    rateLimitedEvents += other.rateLimitedEvents
  }
}
