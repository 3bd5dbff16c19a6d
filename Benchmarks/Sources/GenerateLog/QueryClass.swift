/// One of the classes of statements that the log holds: a form, its names, and how its executions behave.
///
/// Everything follows from `index`, so that a million of them take no memory. No two classes have the same fingerprint:
/// those of one form differ in their tables' names, and these by letters, because pt-query-digest folds digits.
struct QueryClass {
  var index: Int
  var shape: Int
  var database: Int
  /// The least time an execution takes, in microseconds.
  var baseMicros: UInt64
  var rowsSent: UInt64
  /// How many rows it examines for each row it sends.
  var examinedPerRow: UInt64
  /// What its columns' names are drawn by.
  var nameSeed: UInt64

  init(index: Int, in words: Vocabulary) {
    self.index = index
    shape = index % words.shapes.count
    var random = Random(seed: Random.mixed(UInt64(index) &+ 0x5EED))
    nameSeed = random.next()
    database = random.below(words.databases.count)
    baseMicros = UInt64(50) << random.below(12)
    rowsSent = words.shapes[shape].returnsRows ? UInt64(random.length(upTo: 200)) : 0
    examinedPerRow = UInt64(random.length(upTo: 2000)) - 1
  }
}

extension Vocabulary {
  @inline(__always)
  func appendTable(of query: QueryClass, to output: inout Output) {
    let number = query.index / shapes.count
    output.append(tables[number % tables.count])
    var rest = number / tables.count
    guard rest > 0 else { return }
    output.append(UInt8(ascii: "_"))
    while rest > 0 {
      rest -= 1
      output.append(UInt8(ascii: "a") + UInt8(rest % 26))
      rest /= 26
    }
  }

  @inline(__always)
  func appendColumn(_ place: Int, of query: QueryClass, to output: inout Output) {
    let pick = Random.mixed(query.nameSeed &+ UInt64(truncatingIfNeeded: place)) % UInt64(columns.count)
    output.append(columns[Int(pick)])
  }

  /// What pt-query-digest makes of every statement of this class.
  func appendFingerprint(of query: QueryClass, to output: inout Output) {
    for part in shapes[query.shape].parts {
      switch part {
      case .text(_, let fingerprint): output.append(fingerprint)
      case .table: appendTable(of: query, to: &output)
      case .column(let place): appendColumn(place, of: query, to: &output)
      case .number, .negative, .decimal, .string, .date, .hex, .limit: output.append(UInt8(ascii: "?"))
      case .list: output.append("in(?+)")
      case .rows: output.append("values(?+)")
      case .comment: break
      }
    }
  }
}
