import SlowLog

/// What one worker knows of a class.
///
/// What an event has is appended as a row, `what, database, values…`; every 32 rows are spread over the counters and the
/// attributes' distributions. So an event touches one short piece of memory, and each of these is visited for 32 values.
struct ClassState: Sendable {
  struct SlotMetric: Sendable {
    let slot: UInt8
    var values = Distribution()
    var ptBuckets: PtBuckets?
  }

  private static let rowLimit: Int32 = 32

  // What each event touches stands together, first of all.
  private(set) var count: UInt64 = 0
  private(set) var scaledCount: UInt64 = 0
  private(set) var firstSeen = Int64.max
  private(set) var lastSeen = Int64.min
  /// An event with a smaller `Query_time` is no sample.
  private(set) var sampleFloor: UInt64 = 0
  /// Room for rows; the first `rowsEnd` of it are filled.
  private var rows: [UInt64] = []
  private var rowsEnd: Int32 = 0
  private var rowCount: Int32 = 0
  private(set) var isAdministratorCommand = true
  private var candidate: Int32 = -1

  private(set) var metrics: [SlotMetric] = []
  private(set) var accounts = IDCounts()
  private(set) var dbs = IDCounts()
  private(set) var unknownDBCount: UInt64 = 0
  private(set) var flags = FlagTally()
  private(set) var errors: [UInt64: UInt64] = [:]
  private(set) var samples: [Sample] = []
  /// Filled only by events that were logged with a plan.
  var plans = PlanTally()
  var bursts = BurstTally()
  /// The bin of the last event, apart from those before; its count is 0 before the first event.
  private var bin = LoadBin(index: 0, count: 0, micros: 0)
  private var earlierBins: [LoadBin] = []
  private var binLimit = 4_096

  /// The number of an event's database that is unknown, and of one that has none.
  static let unknownDB = UInt32.max
  static let noDB = UInt32.max - 1
}

extension ClassState {
  /// - Parameters:
  ///   - values: where the event's are among those of its chunk.
  @inline(__always)
  mutating func add(
    _ event: borrowing EventRecord, values: Range<Int>, of chunk: Span<UInt64>, instant: Int64?, account: UInt32,
    db: UInt32, shapes: borrowing ShapeTable, scales: [UInt64], keepsPtBuckets: Bool
  ) {
    count += 1
    scaledCount.addSaturating(max(1, event.rateLimit))
    if let instant {
      if instant < firstSeen { firstSeen = instant }
      if instant > lastSeen { lastSeen = instant }
    }
    if event.errorNumber != 0 { errors[event.errorNumber, default: 0] += 1 }
    if !event.isAdministratorCommand { isAdministratorCommand = false }
    let flags = UInt64(event.flagsKnown) << 8 | UInt64(event.flagsYes)
    appendRow(UInt64(event.shape) | flags << 16 | UInt64(account) << 32, UInt64(db), values, chunk)
    if rowCount == Self.rowLimit { flush(shapes, scales, keepsPtBuckets) }
  }

  /// - Parameter what: the shape in the lower 16 bits, above them the flags, above these the account.
  @inline(__always)
  private mutating func appendRow(_ what: UInt64, _ db: UInt64, _ values: Range<Int>, _ chunk: Span<UInt64>) {
    let start = Int(rowsEnd)
    let width = values.count + 2
    if start + width > rows.count { rows.append(contentsOf: repeatElement(0, count: max(rows.count, 4 * width))) }
    var room = rows.mutableSpan
    room[start] = what
    room[start + 1] = db
    var place = start + 2
    for i in values {
      room[place] = chunk[i]
      place += 1
    }
    rowsEnd = Int32(truncatingIfNeeded: place)
    rowCount += 1
  }

  @inline(__always)
  mutating func addLoad(_ index: Int32, _ queryTimeMicros: UInt64) {
    if bin.index == index, bin.count > 0 {
      bin.add(1, micros: queryTimeMicros)
    } else {
      begin(LoadBin(index: index, count: 1, micros: queryTimeMicros))
    }
  }

  private mutating func begin(_ next: LoadBin) {
    if bin.count > 0 { earlierBins.append(bin) }
    bin = next
    // A log whose times go to and fro must not fill the memory.
    if earlierBins.count > binLimit {
      earlierBins = LoadBin.merged(earlierBins, [])
      binLimit = max(4_096, earlierBins.count * 2)
    }
  }

  /// In the order of the events; bins come again where time went back.
  var load: [LoadBin] { bin.count > 0 ? earlierBins + [bin] : earlierBins }

  /// Spreads the rows over the distributions.
  ///
  /// - Parameter scales: by slot; for pt's buckets, which are of the report's units.
  mutating func flush(_ shapes: ShapeTable, _ scales: [UInt64], _ keepsPtBuckets: Bool) {
    // Taken out for the time of the pass, so that the metrics can be changed while the rows are lent.
    var taken: [UInt64] = []
    swap(&taken, &rows)
    spread(taken.span.extracting(0..<Int(rowsEnd)), shapes, scales, keepsPtBuckets)
    swap(&taken, &rows)
    rowsEnd = 0
    rowCount = 0
  }

  /// Rows of one shape that stand together are taken column by column.
  private mutating func spread(
    _ rows: Span<UInt64>, _ shapes: ShapeTable, _ scales: [UInt64], _ keepsPtBuckets: Bool
  ) {
    var first = 0
    while first < rows.count {
      let shape = rows[first] & 0xFFFF
      let slots = shapes.slots(of: UInt32(shape))
      let width = slots.count + 2
      var end = first
      repeat {
        count(rows[end], db: UInt32(truncatingIfNeeded: rows[end + 1]))
        end += width
      } while end < rows.count && rows[end] & 0xFFFF == shape
      for (place, slot) in slots.enumerated() {
        let index = metricIndex(of: slot, near: place, keepsPtBuckets)
        let column = first + 2 + place
        metrics[index].values.add(rows, from: column, to: end, every: width)
        guard keepsPtBuckets else { continue }
        for i in stride(from: column, to: end, by: width) {
          metrics[index].ptBuckets?.add(rows[i], scale: scales[Int(slot)])
        }
      }
      first = end
    }
  }

  /// Counts what stands before a row's values.
  private mutating func count(_ what: UInt64, db: UInt32) {
    accounts.add(UInt32(truncatingIfNeeded: what >> 32))
    if db < Self.noDB { dbs.add(db) } else if db == Self.unknownDB { unknownDBCount += 1 }
    let bits = what >> 16 & 0xFFFF
    if bits > 0xFF { flags.add(bits) }
  }

  private mutating func metricIndex(of slot: UInt8, near place: Int, _ keepsPtBuckets: Bool) -> Int {
    if place < metrics.count, metrics[place].slot == slot { return place }
    if let index = metrics.firstIndex(where: { $0.slot == slot }) { return index }
    metrics.append(SlotMetric(slot: slot, ptBuckets: keepsPtBuckets ? PtBuckets() : nil))
    return metrics.count - 1
  }

  /// Notes that an event with this time, at this place among the candidates, may become the sample.
  ///
  /// - Returns: the place of an earlier candidate, which it replaces.
  mutating func nominate(_ queryTimeMicros: UInt64, place: Int) -> Int? {
    sampleFloor = queryTimeMicros
    guard candidate < 0 else { return Int(candidate) }
    candidate = Int32(place)
    return nil
  }

  /// Takes an event's sample if it is among the `limit` worst.
  mutating func keep(_ sample: Sample, limit: Int) {
    candidate = -1
    let place = samples.firstIndex { sample.precedes($0) } ?? samples.count
    guard place < limit else { return }
    samples.insert(sample, at: place)
    if samples.count > limit { samples.removeLast() }
    if samples.count == limit { sampleFloor = samples[limit - 1].queryTimeMicros }
  }
}
