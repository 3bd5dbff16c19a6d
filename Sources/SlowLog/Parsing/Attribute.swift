/// What the numbers of an attribute count.
package enum AttributeUnit: UInt8, Sendable, Hashable {
  /// Whole microseconds in the program, seconds in reports.
  case seconds
  case bytes
  case rows
  case count
  /// Of an attribute that this version does not know: millionths of what the log says.
  case millionths

  /// How many of the program's units make one of the report's.
  package var scale: UInt64 {
    switch self {
    case .seconds, .millionths: 1_000_000
    case .bytes, .rows, .count: 1
    }
  }
}

/// A numeric attribute of events, named as the log spells it.
///
/// - Shape: two attributes with one name are the same attribute; the unit follows from the name.
package struct Attribute: Sendable, Hashable {
  package let name: String
  package let unit: AttributeUnit

  package init(name: String, unit: AttributeUnit) {
    self.name = name
    self.unit = unit
  }

  package static let queryTime = KnownAttribute.queryTime.attribute
  package static let lockTime = KnownAttribute.lockTime.attribute
  package static let rowsSent = KnownAttribute.rowsSent.attribute
  package static let rowsExamined = KnownAttribute.rowsExamined.attribute
  package static let rowsAffected = KnownAttribute.rowsAffected.attribute
  package static let queryLength = KnownAttribute.queryLength.attribute
}

/// The numeric attributes that servers are known to write, in the order in which reports show them.
///
/// The raw value is the attribute's slot in an event's values. Attributes met in a log that are not
/// listed here get the slots after `KnownAttribute.count`, in the order in which they appear.
package enum KnownAttribute: UInt8, CaseIterable, Sendable {
  case queryTime, lockTime, rowsSent, rowsExamined, rowsAffected, rowsRead, bytesSent, bytesReceived
  case readFirst, readLast, readKey, readNext, readPrev, readRnd, readRndNext
  case sortMergePasses, sortRangeCount, sortRows, sortScanCount
  case createdTmpDiskTables, createdTmpTables, countHitTmpTableSize
  case tmpTables, tmpDiskTables, tmpTableSizes, maxTmpDiskSpaceUsed, mergePasses
  case pagesAccessed, pagesRead, pagesPrefetched, pagesUpdated, oldRowsRead, pagesReadTime, engineTime
  case innodbIOReadOps, innodbIOReadBytes, innodbIOReadWait, innodbRecLockWait, innodbQueueWait
  case innodbPagesDistinct
  /// The statement's length in bytes; no server writes it, every event has it.
  case queryLength

  package static let count = allCases.count

  package var slot: Int { Int(rawValue) }
  package var attribute: Attribute { Attribute(name: name, unit: unit) }

  package var name: String {
    switch self {
    case .queryTime: "Query_time"
    case .lockTime: "Lock_time"
    case .rowsSent: "Rows_sent"
    case .rowsExamined: "Rows_examined"
    case .rowsAffected: "Rows_affected"
    case .rowsRead: "Rows_read"
    case .bytesSent: "Bytes_sent"
    case .bytesReceived: "Bytes_received"
    case .readFirst: "Read_first"
    case .readLast: "Read_last"
    case .readKey: "Read_key"
    case .readNext: "Read_next"
    case .readPrev: "Read_prev"
    case .readRnd: "Read_rnd"
    case .readRndNext: "Read_rnd_next"
    case .sortMergePasses: "Sort_merge_passes"
    case .sortRangeCount: "Sort_range_count"
    case .sortRows: "Sort_rows"
    case .sortScanCount: "Sort_scan_count"
    case .createdTmpDiskTables: "Created_tmp_disk_tables"
    case .createdTmpTables: "Created_tmp_tables"
    case .countHitTmpTableSize: "Count_hit_tmp_table_size"
    case .tmpTables: "Tmp_tables"
    case .tmpDiskTables: "Tmp_disk_tables"
    case .tmpTableSizes: "Tmp_table_sizes"
    case .maxTmpDiskSpaceUsed: "Max_tmp_disk_space_used"
    case .mergePasses: "Merge_passes"
    case .pagesAccessed: "Pages_accessed"
    case .pagesRead: "Pages_read"
    case .pagesPrefetched: "Pages_prefetched"
    case .pagesUpdated: "Pages_updated"
    case .oldRowsRead: "Old_rows_read"
    case .pagesReadTime: "Pages_read_time"
    case .engineTime: "Engine_time"
    case .innodbIOReadOps: "InnoDB_IO_r_ops"
    case .innodbIOReadBytes: "InnoDB_IO_r_bytes"
    case .innodbIOReadWait: "InnoDB_IO_r_wait"
    case .innodbRecLockWait: "InnoDB_rec_lock_wait"
    case .innodbQueueWait: "InnoDB_queue_wait"
    case .innodbPagesDistinct: "InnoDB_pages_distinct"
    case .queryLength: "Query_length"
    }
  }

  package var unit: AttributeUnit {
    switch self {
    case .queryTime, .lockTime, .innodbIOReadWait, .innodbRecLockWait, .innodbQueueWait, .pagesReadTime,
      .engineTime:
      .seconds
    case .rowsSent, .rowsExamined, .rowsAffected, .rowsRead, .sortRows, .oldRowsRead: .rows
    case .bytesSent, .bytesReceived, .tmpTableSizes, .maxTmpDiskSpaceUsed, .innodbIOReadBytes, .queryLength: .bytes
    default: .count
    }
  }

  /// How many decimal digits of the log's number make a whole unit of the program: MariaDB writes
  /// `Pages_read_time` and `Engine_time` in milliseconds, all other times are in seconds.
  package var decimals: Int {
    switch self {
    case .pagesReadTime, .engineTime: 3
    default: unit == .seconds ? 6 : 0
    }
  }
}

/// An attribute that says Yes or No.
package enum Flag: UInt8, CaseIterable, Sendable, Hashable {
  case fullScan, fullJoin, tmpTable, tmpTableOnDisk, filesort, filesortOnDisk, priorityQueue, qcHit

  /// As the log spells it (`QC_Hit` in older servers).
  package var name: String {
    switch self {
    case .fullScan: "Full_scan"
    case .fullJoin: "Full_join"
    case .tmpTable: "Tmp_table"
    case .tmpTableOnDisk: "Tmp_table_on_disk"
    case .filesort: "Filesort"
    case .filesortOnDisk: "Filesort_on_disk"
    case .priorityQueue: "Priority_queue"
    case .qcHit: "QC_hit"
    }
  }
}
