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
    for metric in other.metrics {
      if let index = metrics.firstIndex(where: { $0.attribute == metric.attribute }) {
        metrics[index].values.merge(metric.values)
        if let buckets = metric.ptBuckets {
          if metrics[index].ptBuckets == nil { metrics[index].ptBuckets = PtBuckets() }
          metrics[index].ptBuckets?.merge(buckets)
        }
      } else {
        metrics.append(metric)
      }
    }
    metrics.sort(by: DigestMerge.order)
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
    guard limit > 0 else { return }
    samples = Array((samples + other.samples).sorted { $0.precedes($1) }.prefix(limit))
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
