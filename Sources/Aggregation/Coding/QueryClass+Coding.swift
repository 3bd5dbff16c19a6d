import SQLText
import SlowLog

extension QueryClass {
  /// Everything that merging and reports need of a class.
  package func write(to writer: inout ByteWriter) {
    writer.put(id.high)
    writer.put(id.low)
    writer.put(list: key) {
      $0.put($1.key.rawValue)
      $0.put($1.value)
    }
    writer.put(fingerprint)
    writer.put(count)
    writer.put(scaledCount)
    writer.put(isAdministratorCommand)
    writer.put(optional: firstSeen) { $0.put(signed: $1.microseconds) }
    writer.put(optional: lastSeen) { $0.put(signed: $1.microseconds) }
    writer.put(list: metrics) {
      $0.put($1.attribute.name)
      $1.values.write(to: &$0)
    }
    writer.put(list: flags) {
      $0.put(UInt64($1.flag.rawValue))
      $0.put($1.yes)
      $0.put($1.known)
    }
    for values in [users, hosts, clients, dbs, errors] { values.write(to: &writer) }
    writer.put(unknownDBCount)
    var last: Int64 = 0
    writer.put(list: load) { writer, bin in
      writer.put(signed: Int64(bin.index) - last)
      writer.put(UInt64(bin.count))
      writer.put(bin.micros)
      last = Int64(bin.index)
    }
    plans.write(to: &writer)
    bursts.write(to: &writer)
    writer.put(list: samples) { $1.write(to: &$0) }
  }

  package init(from reader: inout ByteReader) throws(CodingError) {
    self.init(id: QueryID(high: try reader.number(), low: try reader.number()))
    key = try reader.list { reader throws(CodingError) in
      let name = try reader.string()
      guard let key = GroupKey(rawValue: name) else { throw reader.failure("there is no key '\(name)'") }
      return (key, try reader.text())
    }
    fingerprint = try reader.text()
    count = try reader.number()
    scaledCount = try reader.number()
    isAdministratorCommand = try reader.flag()
    firstSeen = try reader.optional { reader throws(CodingError) in Instant(microseconds: try reader.signed()) }
    lastSeen = try reader.optional { reader throws(CodingError) in Instant(microseconds: try reader.signed()) }
    metrics = try reader.list { reader throws(CodingError) in
      let attribute = Attribute(named: try reader.string())
      return Metric(attribute: attribute, values: try Distribution(from: &reader))
    }
    flags = try reader.list { reader throws(CodingError) in
      guard let flag = Flag(rawValue: UInt8(try reader.number(atMost: 255))) else {
        throw reader.failure("there is no such flag")
      }
      return FlagCount(flag: flag, yes: try reader.number(), known: try reader.number())
    }
    users = try CountedValues(from: &reader)
    hosts = try CountedValues(from: &reader)
    clients = try CountedValues(from: &reader)
    dbs = try CountedValues(from: &reader)
    errors = try CountedValues(from: &reader)
    unknownDBCount = try reader.number()
    var last: Int64 = 0
    load = try reader.list { reader throws(CodingError) in
      let (index, overflow) = last.addingReportingOverflow(try reader.signed())
      guard !overflow, let number = Int32(exactly: index) else { throw reader.failure("a time is out of range") }
      last = index
      return LoadBin(
        index: number, count: UInt32(try reader.number(atMost: UInt64(UInt32.max))), micros: try reader.number())
    }
    plans = try PlanTally(from: &reader)
    bursts = try BurstTally(from: &reader)
    samples = try reader.list { reader throws(CodingError) in try Sample(from: &reader) }
  }
}

extension Attribute {
  /// Of this name, as the log spells it.
  package init(named name: String) {
    self = Self.known[name] ?? Attribute(name: name, unit: .millionths)
  }

  private static let known = Dictionary(uniqueKeysWithValues: KnownAttribute.allCases.map { ($0.name, $0.attribute) })
}

extension CountedValues {
  func write(to writer: inout ByteWriter) {
    writer.put(list: ranked) {
      $0.put($1.value)
      $0.put($1.count)
    }
    writer.put(others)
  }

  init(from reader: inout ByteReader) throws(CodingError) {
    self.init()
    // No log has as many; so neither these nor those of many digests together overflow.
    let most: UInt64 = 1 << 56
    var total: UInt64 = 0
    for _ in 0..<(try reader.count()) {
      let (value, number) = (try reader.text(), try reader.number())
      total += min(number, most)
      guard total < most else { throw reader.failure("the counts of values are too large") }
      add(value, number)
    }
    let rest = try reader.number()
    guard rest < most else { throw reader.failure("the count of other values is too large") }
    addOthers(rest)
  }
}

extension Sample {
  func write(to writer: inout ByteWriter) {
    writer.put(statement)
    writer.put(omittedBytes)
    writer.put(headCount)
    writer.put(queryTimeMicros)
    for number in [lockTimeMicros, rowsSent, rowsExamined, threadID] { writer.put(optional: number) { $0.put($1) } }
    writer.put(optional: instant) { $0.put(signed: $1.microseconds) }
    for text in [user, host, db, explain] { writer.put(optional: text) { $0.put($1) } }
    writer.put(file)
    writer.put(byteOffset)
  }

  init(from reader: inout ByteReader) throws(CodingError) {
    func number(_ reader: inout ByteReader) throws(CodingError) -> UInt64 { try reader.number() }
    func text(_ reader: inout ByteReader) throws(CodingError) -> [UInt8] { try reader.text() }
    let statement = try reader.text()
    let omitted = try reader.number(atMost: UInt64(Int.max))
    let head = try reader.number(atMost: UInt64(statement.count))
    self.init(statement: statement, queryTimeMicros: try reader.number(), file: "", byteOffset: 0)
    omittedBytes = omitted
    headCount = head
    lockTimeMicros = try reader.optional(number)
    rowsSent = try reader.optional(number)
    rowsExamined = try reader.optional(number)
    threadID = try reader.optional(number)
    instant = try reader.optional { reader throws(CodingError) in Instant(microseconds: try reader.signed()) }
    user = try reader.optional(text)
    host = try reader.optional(text)
    db = try reader.optional(text)
    explain = try reader.optional(text)
    file = try reader.string()
    byteOffset = try reader.number()
  }
}
