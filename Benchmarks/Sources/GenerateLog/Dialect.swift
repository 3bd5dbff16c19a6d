/// How a server lays out what stands before a statement.
enum Dialect: String, CaseIterable {
  /// MySQL 8 and later with default options.
  case mysql8
  /// The same with `log_slow_extra=ON`.
  case mysql8Extra = "mysql8-extra"
  /// MariaDB with every word of `log_slow_verbosity`.
  case mariadbFull = "mariadb-full"
  /// Percona Server with `log_slow_verbosity=full`.
  case percona
}

/// Writes banners and headers, and remembers what the server writes only when it changes.
struct HeaderWriter {
  let dialect: Dialect
  private let words: Vocabulary
  private var database = -1
  private var second: UInt64 = 0

  init(dialect: Dialect, words: Vocabulary) {
    self.dialect = dialect
    self.words = words
  }

  func appendBanner(to output: inout Output) {
    switch dialect {
    case .mysql8, .mysql8Extra:
      output.append("/usr/sbin/mysqld, Version: 8.4.6 (MySQL Community Server - GPL). started with:\n")
    case .percona:
      output.append("/usr/sbin/mysqld, Version: 8.0.43-34 (Percona Server (GPL), Release 34). started with:\n")
    case .mariadbFull:
      output.append("/usr/sbin/mariadbd, Version: 10.11.14-MariaDB-log (MariaDB Server). started with:\n")
    }
    output.append("Tcp port: 3306  Unix socket: /var/run/mysqld/mysqld.sock\n")
    output.append(
      dialect == .mariadbFull ? "Time\t\t    Id Command\tArgument\n" : "Time                 Id Command    Argument\n")
  }

  mutating func append(_ event: Event, to output: inout Output) {
    switch dialect {
    case .mysql8, .mysql8Extra: appendMySQL(event, to: &output)
    case .mariadbFull: appendMariaDB(event, to: &output)
    case .percona: appendPercona(event, to: &output)
    }
    if event.database != database {
      database = event.database
      output.append(dialect == .mariadbFull ? "use `" : "use ")
      output.append(words.databases[database])
      output.append(dialect == .mariadbFull ? "`;\n" : ";\n")
    }
    output.append("SET timestamp=")
    output.append(event.startMicros / 1_000_000)
    output.append(";\n")
  }

  // MARK: - Layouts

  private func appendMySQL(_ event: Event, to output: inout Output) {
    output.append("# Time: ")
    appendInstant(event.endMicros, to: &output)
    output.append(UInt8(ascii: "\n"))
    appendAccount(event, to: &output)
    output.append("  Id: ")
    output.append(event.thread, width: 5, padding: UInt8(ascii: " "))
    output.append("\n# Query_time: ")
    output.appendSeconds(micros: event.queryMicros)
    output.append("  Lock_time: ")
    output.appendSeconds(micros: event.lockMicros)
    append(" Rows_sent: ", event.rowsSent, to: &output)
    append("  Rows_examined: ", event.rowsExamined, to: &output)
    if dialect == .mysql8Extra { appendExtra(event, to: &output) }
    output.append(UInt8(ascii: "\n"))
  }

  private func appendExtra(_ event: Event, to output: inout Output) {
    let noise = event.noise
    append(" Thread_id: ", event.thread, to: &output)
    append(" Errno: ", noise & 0x7F == 0 ? 1205 : 0, to: &output)
    append(" Killed: ", 0, to: &output)
    append(" Bytes_received: ", 180 + noise >> 7 & 0xFF, to: &output)
    append(" Bytes_sent: ", event.bytesSent, to: &output)
    append(" Read_first: ", noise >> 15 & 1, to: &output)
    append(" Read_last: ", 0, to: &output)
    append(" Read_key: ", 1 + noise >> 16 & 3, to: &output)
    append(" Read_next: ", event.rowsExamined, to: &output)
    append(" Read_prev: ", 0, to: &output)
    append(" Read_rnd: ", event.rowsSent, to: &output)
    append(" Read_rnd_next: ", noise >> 18 & 0x3FF, to: &output)
    append(" Sort_merge_passes: ", noise >> 28 & 63 == 0 ? 1 : 0, to: &output)
    append(" Sort_range_count: ", noise >> 34 & 1, to: &output)
    append(" Sort_rows: ", event.rowsSent, to: &output)
    append(" Sort_scan_count: ", noise >> 35 & 1, to: &output)
    append(" Created_tmp_disk_tables: ", noise >> 36 & 31 == 0 ? 1 : 0, to: &output)
    append(" Created_tmp_tables: ", noise >> 41 & 3, to: &output)
    append(" Count_hit_tmp_table_size: ", 0, to: &output)
    output.append("  Start: ")
    appendInstant(event.startMicros, to: &output)
    output.append(" End: ")
    appendInstant(event.endMicros, to: &output)
  }

  /// MariaDB tells when a statement started, by the second and only when that changes.
  private mutating func appendMariaDB(_ event: Event, to output: inout Output) {
    let noise = event.noise
    let started = event.startMicros / 1_000_000
    if started != second {
      second = started
      let time = CivilTime(secondsSince1970: started)
      output.append("# Time: ")
      output.appendTwoDigits(time.year % 100)
      output.appendTwoDigits(time.month)
      output.appendTwoDigits(time.day)
      output.append(UInt8(ascii: " "))
      output.append(time.hour, width: 2, padding: UInt8(ascii: " "))
      output.append(UInt8(ascii: ":"))
      output.appendTwoDigits(time.minute)
      output.append(UInt8(ascii: ":"))
      output.appendTwoDigits(time.second)
      output.append(UInt8(ascii: "\n"))
    }
    appendAccount(event, to: &output)
    append("\n# Thread_id: ", event.thread, to: &output)
    output.append("  Schema: ")
    output.append(words.databases[event.database])
    output.append("  QC_hit: No\n# Query_time: ")
    output.appendSeconds(micros: event.queryMicros)
    output.append("  Lock_time: ")
    output.appendSeconds(micros: event.lockMicros)
    append("  Rows_sent: ", event.rowsSent, to: &output)
    append("  Rows_examined: ", event.rowsExamined, to: &output)
    append("\n# Rows_affected: ", event.rowsAffected, to: &output)
    append("  Bytes_sent: ", event.bytesSent, to: &output)
    append("\n# Pages_accessed: ", 1 + noise & 0x3FF, to: &output)
    append("  Pages_read: ", noise >> 10 & 15 == 0 ? 3 : 0, to: &output)
    append("  Pages_prefetched: ", 0, to: &output)
    append("  Pages_updated: ", event.rowsAffected, to: &output)
    append("  Old_rows_read: ", 0, to: &output)
    append("\n# Pages_read_time: ", 0, to: &output)
    append(".", noise >> 14 & 0x3FF, width: 4, to: &output)
    append("  Engine_time: ", event.queryMicros / 1000, to: &output)
    append(".", noise >> 24 & 0x3FF, width: 4, to: &output)
    append("\n# Tmp_tables: ", noise >> 34 & 1, to: &output)
    append("  Tmp_disk_tables: ", 0, to: &output)
    append("  Tmp_table_sizes: ", (noise >> 34 & 1) << 13, to: &output)
    appendFlag("\n# Full_scan: ", noise >> 35 & 7 == 0, to: &output)
    appendFlag("  Full_join: ", false, to: &output)
    appendFlag("  Tmp_table: ", noise >> 34 & 1 == 1, to: &output)
    appendFlag("  Tmp_table_on_disk: ", false, to: &output)
    appendFlag("\n# Filesort: ", noise >> 38 & 1 == 1, to: &output)
    appendFlag("  Filesort_on_disk: ", false, to: &output)
    append("  Merge_passes: ", 0, to: &output)
    appendFlag("  Priority_queue: ", noise >> 39 & 1 == 1, to: &output)
    appendExplain(event, to: &output)
  }

  private func appendExplain(_ event: Event, to output: inout Output) {
    output.append(
      "\n#\n# explain: id\tselect_type\ttable\ttype\tpossible_keys\tkey\tkey_len\tref\trows\tr_rows\tfiltered\tr_filtered\tExtra\n"
    )
    append("# explain: 1\tSIMPLE\tt\tref\tPRIMARY,idx_user\tidx_user\t4\tconst\t", event.rowsExamined, to: &output)
    append("\t", event.rowsExamined, to: &output)
    output.append(".00\t100.00\t100.00\tUsing where\n#\n")
  }

  private func appendPercona(_ event: Event, to output: inout Output) {
    let noise = event.noise
    output.append("# Time: ")
    appendInstant(event.endMicros, to: &output)
    output.append(UInt8(ascii: "\n"))
    appendAccount(event, to: &output)
    output.append("  Id: ")
    output.append(event.thread, width: 5, padding: UInt8(ascii: " "))
    output.append("\n# Schema: ")
    output.append(words.databases[event.database])
    output.append("  Last_errno: 0  Killed: 0\n# Query_time: ")
    output.appendSeconds(micros: event.queryMicros)
    output.append("  Lock_time: ")
    output.appendSeconds(micros: event.lockMicros)
    append("  Rows_sent: ", event.rowsSent, to: &output)
    append("  Rows_examined: ", event.rowsExamined, to: &output)
    append("  Rows_affected: ", event.rowsAffected, to: &output)
    append("  Bytes_sent: ", event.bytesSent, to: &output)
    append("\n# Tmp_tables: ", noise & 1, to: &output)
    append("  Tmp_disk_tables: ", 0, to: &output)
    append("  Tmp_table_sizes: ", 0, to: &output)
    output.append("\n# InnoDB_trx_id: ")
    appendHexadecimal(noise >> 32, to: &output)
    appendFlag("\n# Full_scan: ", noise >> 1 & 7 == 0, to: &output)
    appendFlag("  Full_join: ", false, to: &output)
    appendFlag("  Tmp_table: ", noise & 1 == 1, to: &output)
    appendFlag("  Tmp_table_on_disk: ", false, to: &output)
    appendFlag("\n# Filesort: ", noise >> 4 & 1 == 1, to: &output)
    appendFlag("  Filesort_on_disk: ", false, to: &output)
    append("  Merge_passes: ", 0, to: &output)
    append("\n#   InnoDB_IO_r_ops: ", noise >> 5 & 7, to: &output)
    append("  InnoDB_IO_r_bytes: ", (noise >> 5 & 7) << 14, to: &output)
    output.append("  InnoDB_IO_r_wait: ")
    output.appendSeconds(micros: noise >> 8 & 0xFFF)
    output.append("\n#   InnoDB_rec_lock_wait: 0.000000  InnoDB_queue_wait: 0.000000")
    append("\n#   InnoDB_pages_distinct: ", 1 + noise >> 20 & 0xFF, to: &output)
    output.append(UInt8(ascii: "\n"))
  }

  // MARK: - Values

  private func append(_ name: StaticString, _ value: UInt64, width: Int = 1, to output: inout Output) {
    output.append(name)
    output.append(value, width: width)
  }

  private func appendFlag(_ name: StaticString, _ value: Bool, to output: inout Output) {
    output.append(name)
    output.append(value ? "Yes" : "No")
  }

  private func appendHexadecimal(_ value: UInt64, to output: inout Output) {
    var shift: UInt64 = 32
    repeat {
      shift -= 4
      let digit = UInt8(truncatingIfNeeded: value >> shift & 15)
      output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
    } while shift > 0
  }

  private func appendAccount(_ event: Event, to output: inout Output) {
    output.append("# User@Host: ")
    output.append(words.users[event.user])
    output.append(UInt8(ascii: "["))
    output.append(words.users[event.user])
    output.append("] @ ")
    output.append(words.hosts[event.host])
  }

  /// As in `2026-11-22T09:42:25.881839Z`.
  private func appendInstant(_ micros: UInt64, to output: inout Output) {
    let time = CivilTime(secondsSince1970: micros / 1_000_000)
    output.append(time.year)
    output.append(UInt8(ascii: "-"))
    output.appendTwoDigits(time.month)
    output.append(UInt8(ascii: "-"))
    output.appendTwoDigits(time.day)
    output.append(UInt8(ascii: "T"))
    output.appendTwoDigits(time.hour)
    output.append(UInt8(ascii: ":"))
    output.appendTwoDigits(time.minute)
    output.append(UInt8(ascii: ":"))
    output.appendTwoDigits(time.second)
    append(".", micros % 1_000_000, width: 6, to: &output)
    output.append(UInt8(ascii: "Z"))
  }
}
