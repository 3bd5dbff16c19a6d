/// The words that mean something in MySQL's and MariaDB's SQL, as far as anything here asks for them.
///
/// All words are here that either server reserves, and of the others those that shape a statement. A word that is not
/// reserved may be a name as well; see `isReserved` and `isContextual`. The raw value is the word in lower case.
///
/// - Source: `information_schema.KEYWORDS` of MySQL 9.7.4; for MariaDB 10.11 each word was tried as a column's name.
package enum Keyword: String, CaseIterable, Sendable {
  // Reserved by both servers.
  case accessible, add, all, alter, analyze, and, `as`, asc, asensitive, before, between, bigint, binary, blob, both,
    by, call, cascade, `case`, change, char, character, check, collate, column, condition, constraint, `continue`,
    convert, create, cross
  case currentDate = "current_date"
  case currentTime = "current_time"
  case
    currentTimestamp = "current_timestamp"
  case currentUser = "current_user"
  case cursor, databases
  case dayHour = "day_hour"
  case
    dayMicrosecond = "day_microsecond"
  case dayMinute = "day_minute"
  case daySecond = "day_second"
  case dec, decimal, declare,
    `default`, delayed, delete, desc, describe, deterministic, distinct, distinctrow, div, double, drop, dual, each,
    `else`, elseif, enclosed, escaped, except, exists, exit, explain, `false`, fetch, float, float4, float8, `for`,
    force, foreign, from, fulltext, grant, group, having
  case highPriority = "high_priority"
  case
    hourMicrosecond = "hour_microsecond"
  case hourMinute = "hour_minute"
  case hourSecond = "hour_second"
  case `if`, ignore, `in`,
    index, infile, inner, `inout`, insensitive, insert, int, int1, int2, int3, int4, int8, integer, intersect,
    interval, into, `is`, iterate, join, key, keys, kill, leading, leave, left, like, limit, linear, lines, load,
    localtime, localtimestamp, lock, long, longblob, longtext, loop
  case lowPriority = "low_priority"
  case match, maxvalue,
    mediumblob, mediumint, mediumtext, middleint
  case minuteMicrosecond = "minute_microsecond"
  case
    minuteSecond = "minute_second"
  case mod, modifies, natural, not
  case noWriteToBinlog = "no_write_to_binlog"
  case null,
    numeric, on, optimize, optionally, or, order, out, outer, outfile, over, partition, precision, primary, procedure,
    purge, range, read, reads
  case readWrite = "read_write"
  case real, recursive, references, regexp, release, rename,
    `repeat`, replace, require, resignal, restrict, `return`, revoke, right, rlike, rows
  case rowNumber = "row_number"
  case
    schemas
  case secondMicrosecond = "second_microsecond"
  case select, sensitive, separator, set, show, signal, smallint,
    spatial, specific, sql, sqlexception, sqlstate, sqlwarning
  case sqlBigResult = "sql_big_result"
  case
    sqlCalcFoundRows = "sql_calc_found_rows"
  case sqlSmallResult = "sql_small_result"
  case ssl, starting
  case
    straightJoin = "straight_join"
  case table, terminated, then, tinyblob, tinyint, tinytext, to, trailing, trigger,
    `true`, undo, union, unique, unlock, unsigned, update, usage, use, using
  case utcDate = "utc_date"
  case
    utcTime = "utc_time"
  case utcTimestamp = "utc_timestamp"
  case values, varbinary, varchar, varcharacter, varying, when,
    `where`, `while`, with, write, xor
  case yearMonth = "year_month"
  case zerofill

  // Reserved by one of the two.
  case cube
  case cumeDist = "cume_dist"
  case currentRole = "current_role"
  case database
  case deleteDomainId = "delete_domain_id"
  case
    denseRank = "dense_rank"
  case doDomainIds = "do_domain_ids"
  case empty, external
  case firstValue = "first_value"
  case function,
    generated, get, grouping, groups
  case ignoreDomainIds = "ignore_domain_ids"
  case ioAfterGtids = "io_after_gtids"
  case
    ioBeforeGtids = "io_before_gtids"
  case jsonTable = "json_table"
  case lag
  case lastValue = "last_value"
  case lateral, lead,
    library
  case masterDemoteToReplica = "master_demote_to_replica"
  case masterDemoteToSlave = "master_demote_to_slave"
  case
    masterSslVerifyServerCert = "master_ssl_verify_server_cert"
  case nthValue = "nth_value"
  case ntile, of, offset
  case
    optimizerCosts = "optimizer_costs"
  case option
  case pageChecksum = "page_checksum"
  case parseVcolExpr = "parse_vcol_expr"
  case
    percentRank = "percent_rank"
  case portion, qualify, rank
  case refSystemId = "ref_system_id"
  case returning, row, schema
  case
    statsAutoRecalc = "stats_auto_recalc"
  case statsPersistent = "stats_persistent"
  case
    statsSamplePages = "stats_sample_pages"
  case stored, system, tablesample, virtual, window

  // Not reserved.
  case account, action, admin, administrator, against, algorithm, always, analyse, `any`, at, atomic, avg, begin,
    binlog, bit, body, bool, boolean, btree, cache, cast, chain, changed, channel, charset, checksum, client, clone,
    close, code, collation, columns, command, comment, commit, committed, compressed, concurrent, connection,
    consistent, count, cpu, current, cycle, data, date, datetime, day, deallocate, definer, diagnostics, disable,
    discard, `do`, dumpfile, duplicate, dynamic, enable, end, ends, engine, engines, `enum`, error, errors, escape,
    event, events, every, exclude, execute, expansion, extended, extract, fields, first, flush, following, format,
    full, general, global, grants, handler, hash, help, history, hosts, hour, identified, ignored, immediate,
    `import`, indexes, innodb, install, instance, invisible, invoker, isolation, json, language, last, leaves, level,
    list, local, locked, log, logfile, logs, master, max, memory, microsecond, min, minus, minute, mode, modify, month,
    mutex,
    names, national, nchar, next, no, nocache, none, nowait, nulls, offline, oj, only, open, options, package, parser,
    partial, partitions, password, period, persist
  case persistOnly = "persist_only"
  case plugin, plugins, preceding, prepare,
    privileges, process, processlist, profile, profiles, query, quick, rand, rebuild, recover, relay, repair,
    repeatable, replica, replicas, reset, resource, respect, restart, resume, returns, role, rollback, rollup, routine,
    savepoint,
    second, security, sequence, serial, serializable, server, session, share, shutdown, signed, simple, skip, slave,
    slaves, snapshot, `some`, sounds, source
  case sqlBufferResult = "sql_buffer_result"
  case sqlCache = "sql_cache"
  case
    sqlNoCache = "sql_no_cache"
  case start, statement, status, stop, storage, subpartition, substr, substring, sum,
    suspend
  case systemTime = "system_time"
  case tables, tablespace, temporary, temptable, text, than, ties, time, timestamp,
    transaction, triggers, trim, truncate, type, unbounded, uncommitted, undefined, uninstall, unknown, until,
    upgrade, user, value, variables, versioning, view, visible, wait, warnings, week, work, x509, xa, xml, year, zone

  /// `_utf8mb4` or another character set's name before a string; each of them is this keyword.
  case charsetIntroducer = "_charset"
}
