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
    convert, create, cross, currentDate = "current_date", currentTime = "current_time",
    currentTimestamp = "current_timestamp", currentUser = "current_user", cursor, databases, dayHour = "day_hour",
    dayMicrosecond = "day_microsecond", dayMinute = "day_minute", daySecond = "day_second", dec, decimal, declare,
    `default`, delayed, delete, desc, describe, deterministic, distinct, distinctrow, div, double, drop, dual, each,
    `else`, elseif, enclosed, escaped, except, exists, exit, explain, `false`, fetch, float, float4, float8, `for`,
    force, foreign, from, fulltext, grant, group, having, highPriority = "high_priority",
    hourMicrosecond = "hour_microsecond", hourMinute = "hour_minute", hourSecond = "hour_second", `if`, ignore, `in`,
    index, infile, inner, `inout`, insensitive, insert, int, int1, int2, int3, int4, int8, integer, intersect,
    interval, into, `is`, iterate, join, key, keys, kill, leading, leave, left, like, limit, linear, lines, load,
    localtime, localtimestamp, lock, long, longblob, longtext, loop, lowPriority = "low_priority", match, maxvalue,
    mediumblob, mediumint, mediumtext, middleint, minuteMicrosecond = "minute_microsecond",
    minuteSecond = "minute_second", mod, modifies, natural, not, noWriteToBinlog = "no_write_to_binlog", null,
    numeric, on, optimize, optionally, or, order, out, outer, outfile, over, partition, precision, primary, procedure,
    purge, range, read, reads, readWrite = "read_write", real, recursive, references, regexp, release, rename,
    `repeat`, replace, require, resignal, restrict, `return`, revoke, right, rlike, rows, rowNumber = "row_number",
    schemas, secondMicrosecond = "second_microsecond", select, sensitive, separator, set, show, signal, smallint,
    spatial, specific, sql, sqlexception, sqlstate, sqlwarning, sqlBigResult = "sql_big_result",
    sqlCalcFoundRows = "sql_calc_found_rows", sqlSmallResult = "sql_small_result", ssl, starting,
    straightJoin = "straight_join", table, terminated, then, tinyblob, tinyint, tinytext, to, trailing, trigger,
    `true`, undo, union, unique, unlock, unsigned, update, usage, use, using, utcDate = "utc_date",
    utcTime = "utc_time", utcTimestamp = "utc_timestamp", values, varbinary, varchar, varcharacter, varying, when,
    `where`, `while`, with, write, xor, yearMonth = "year_month", zerofill

  // Reserved by one of the two.
  case cube, cumeDist = "cume_dist", currentRole = "current_role", database, deleteDomainId = "delete_domain_id",
    denseRank = "dense_rank", doDomainIds = "do_domain_ids", empty, external, firstValue = "first_value", function,
    generated, get, grouping, groups, ignoreDomainIds = "ignore_domain_ids", ioAfterGtids = "io_after_gtids",
    ioBeforeGtids = "io_before_gtids", jsonTable = "json_table", lag, lastValue = "last_value", lateral, lead,
    library, masterDemoteToReplica = "master_demote_to_replica", masterDemoteToSlave = "master_demote_to_slave",
    masterSslVerifyServerCert = "master_ssl_verify_server_cert", nthValue = "nth_value", ntile, of, offset,
    optimizerCosts = "optimizer_costs", option, pageChecksum = "page_checksum", parseVcolExpr = "parse_vcol_expr",
    percentRank = "percent_rank", portion, qualify, rank, refSystemId = "ref_system_id", returning, row, schema,
    statsAutoRecalc = "stats_auto_recalc", statsPersistent = "stats_persistent",
    statsSamplePages = "stats_sample_pages", stored, system, tablesample, virtual, window

  // Not reserved.
  case account, action, admin, administrator, against, algorithm, always, analyse, `any`, at, atomic, avg, begin,
    binlog, bit, body, bool, boolean, btree, cache, cast, chain, changed, channel, charset, checksum, client, clone,
    close, code, collation, columns, command, comment, commit, committed, compressed, concurrent, connection,
    consistent, count, cpu, current, cycle, data, date, datetime, day, deallocate, definer, diagnostics, disable,
    discard, `do`, dumpfile, duplicate, dynamic, enable, end, ends, engine, engines, `enum`, error, errors, escape,
    event, events, every, exclude, execute, expansion, extended, extract, fields, first, flush, following, format,
    full, general, global, grants, handler, hash, help, history, hosts, hour, identified, ignored, immediate,
    `import`, indexes, innodb, install, instance, invisible, invoker, isolation, json, language, last, leaves, level,
    list, local, locked, logs, master, max, memory, microsecond, min, minus, minute, mode, modify, month, mutex,
    names, national, nchar, next, no, nocache, none, nowait, nulls, offline, oj, only, open, options, package, parser,
    partial, partitions, password, period, persist, persistOnly = "persist_only", plugin, plugins, preceding, prepare,
    privileges, process, processlist, profile, profiles, query, quick, rand, rebuild, recover, relay, repair,
    repeatable, replica, replicas, reset, respect, restart, resume, role, rollback, rollup, routine, savepoint,
    second, security, sequence, serial, serializable, server, session, share, shutdown, signed, simple, skip, slave,
    slaves, snapshot, `some`, sounds, source, sqlBufferResult = "sql_buffer_result", sqlCache = "sql_cache",
    sqlNoCache = "sql_no_cache", start, statement, status, stop, storage, subpartition, substr, substring, sum,
    suspend, systemTime = "system_time", tables, tablespace, temporary, temptable, text, than, ties, time, timestamp,
    transaction, triggers, trim, truncate, type, unbounded, uncommitted, undefined, uninstall, unknown, until,
    upgrade, user, value, variables, versioning, view, visible, wait, warnings, week, work, x509, xa, xml, year, zone

  /// `_utf8mb4` or another character set's name before a string; each of them is this keyword.
  case charsetIntroducer = "_charset"
}
