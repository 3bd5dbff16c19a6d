import SlowLog

/// What one worker knows of a class.
///
/// The values of an event are appended as a row, `shape, values…`; every 32 rows are spread over the attributes'
/// distributions. So an event touches one short piece of memory, and each distribution is visited for 32 values.
struct ClassState: Sendable {
  struct SlotMetric: Sendable {
    let slot: UInt8
    var values = Distribution()
    var ptBuckets: PtBuckets?
  }

  private static let rowLimit = 32

  private(set) var count: UInt64 = 0
  private(set) var scaledCount: UInt64 = 0
  private(set) var metrics: [SlotMetric] = []
  private(set) var firstSeen = Int64.max
  private(set) var lastSeen = Int64.min
  private(set) var accounts = IDCounts()
  private(set) var dbs = IDCounts()
  private(set) var unknownDBCount: UInt64 = 0
  /// Which flags were known (high byte) and which said Yes (low byte).
  private(set) var flags = IDCounts()
  private(set) var errors: [UInt64: UInt64] = [:]
  private(set) var isAdministratorCommand = true
  private(set) var samples: [Sample] = []
  /// An event with a smaller `Query_time` is no sample.
  private(set) var sampleFloor: UInt64 = 0

  private var candidate = -1

  /// Room for rows; the first `rowsEnd` of it are filled.
  private var rows: [UInt64] = []
  private var rowsEnd = 0
  private var rowCount = 0

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
    scaledCount += max(1, event.rateLimit)
    if let instant {
      if instant < firstSeen { firstSeen = instant }
      if instant > lastSeen { lastSeen = instant }
    }
    accounts.add(account)
    if db < Self.noDB { dbs.add(db) } else if db == Self.unknownDB { unknownDBCount += 1 }
    if event.flagsKnown != 0 { flags.add(UInt32(event.flagsKnown) << 8 | UInt32(event.flagsYes)) }
    if event.errorNumber != 0 { errors[event.errorNumber, default: 0] += 1 }
    if !event.isAdministratorCommand { isAdministratorCommand = false }
    appendRow(UInt64(event.shape), values, chunk)
    if rowCount == Self.rowLimit { flush(shapes, scales, keepsPtBuckets) }
  }

  @inline(__always)
  private mutating func appendRow(_ shape: UInt64, _ values: Range<Int>, _ chunk: Span<UInt64>) {
    var place = rowsEnd
    let end = place + values.count + 1
    if end > rows.count { rows.append(contentsOf: repeatElement(0, count: max(rows.count, 4 * (values.count + 1)))) }
    var room = rows.mutableSpan
    room[place] = shape
    for i in values {
      place += 1
      room[place] = chunk[i]
    }
    rowsEnd = end
    rowCount += 1
  }

  /// Spreads the rows over the distributions.
  ///
  /// - Parameter scales: by slot; for pt's buckets, which are of the report's units.
  mutating func flush(_ shapes: ShapeTable, _ scales: [UInt64], _ keepsPtBuckets: Bool) {
    // Taken out for the time of the pass, so that the metrics can be changed while the rows are lent.
    var taken: [UInt64] = []
    swap(&taken, &rows)
    spread(taken.span.extracting(0..<rowsEnd), shapes, scales, keepsPtBuckets)
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
      let shape = rows[first]
      let slots = shapes.slots(of: UInt32(shape))
      let width = slots.count + 1
      var end = first + width
      while end < rows.count, rows[end] == shape { end += width }
      for (place, slot) in slots.enumerated() {
        let index = metricIndex(of: slot, near: place, keepsPtBuckets)
        let column = first + 1 + place
        metrics[index].values.add(rows, from: column, to: end, every: width)
        guard keepsPtBuckets else { continue }
        for i in stride(from: column, to: end, by: width) {
          metrics[index].ptBuckets?.add(rows[i], scale: scales[Int(slot)])
        }
      }
      first = end
    }
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
    guard candidate < 0 else { return candidate }
    candidate = place
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
