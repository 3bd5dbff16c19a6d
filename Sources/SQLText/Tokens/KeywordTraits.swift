/// How a keyword behaves in a statement, as far as its text must be normalised and names told from keywords.
package struct KeywordTraits: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Reserved by both servers: never a name unless quoted or beside a dot.
  package static let reserved = KeywordTraits(rawValue: 1)
  /// Reserved by at least one server: as a name it is quoted in any text that both accept.
  package static let needsQuotes = KeywordTraits(rawValue: 2)
  /// Written directly before a parenthesis: `left(`, `varchar(`; unlike `in (`.
  package static let callable = KeywordTraits(rawValue: 4)
  /// Not reserved, but a keyword even where a value could stand: `sql_no_cache`, `any`.
  package static let firm = KeywordTraits(rawValue: 8)
  /// Joined with a literal behind it: `_utf8mb4'x'`, `date '2024-01-01'`.
  package static let prefixesLiteral = KeywordTraits(rawValue: 128)

  // What follows; without any of these an operator.

  /// A value or a column follows: `select`, `where`, `and`.
  package static let beforeOperand = KeywordTraits(rawValue: 16)
  /// The name of a table follows, so that a parenthesis behind it opens a list of columns: `from`, `into`.
  package static let beforeTable = KeywordTraits(rawValue: 32)
  /// A name that is being declared follows: `index`, `recursive`.
  package static let beforeDeclaration = KeywordTraits(rawValue: 64)
}

extension Keyword {
  /// Every keyword with its traits, made once for the table that words are looked up in.
  static func allTraits() -> [(keyword: Keyword, traits: KeywordTraits)] {
    var traits: [Keyword: KeywordTraits] = [:]
    var section: KeywordTraits = [.reserved, .needsQuotes, .beforeOperand]
    for keyword in allCases {
      if keyword == firstReservedByOne { section = .needsQuotes }
      if keyword == firstUnreserved { section = [] }
      traits[keyword] = section
    }
    for keyword in operandEnds { traits[keyword]?.remove(.beforeOperand) }
    for keyword in beforeOperands { traits[keyword]?.insert(.beforeOperand) }
    for keyword in beforeTables { traits[keyword] = traits[keyword]?.subtracting(.beforeOperand).union(.beforeTable) }
    for keyword in beforeDeclarations {
      traits[keyword] = traits[keyword]?.subtracting(.beforeOperand).union(.beforeDeclaration)
    }
    for keyword in callables { traits[keyword]?.insert(.callable) }
    for keyword in firmWords { traits[keyword]?.insert(.firm) }
    for keyword in [date, time, timestamp] { traits[keyword]?.insert(.prefixesLiteral) }
    return allCases.map { ($0, traits[$0] ?? []) }
  }

  private static let firstReservedByOne = Keyword.cube
  private static let firstUnreserved = Keyword.account

  /// Reserved words behind which an operator stands: values, types, and ends of clauses.
  private static let operandEnds: [Keyword] = [
    .null, .true, .false, .currentDate, .currentTime, .currentTimestamp, .currentUser, .localtime, .localtimestamp,
    .utcDate, .utcTime, .utcTimestamp, .maxvalue, .asc, .desc, .dual, .bigint, .binary, .blob, .char, .character, .dec,
    .decimal, .double, .float, .float4, .float8, .int, .int1, .int2, .int3, .int4, .int8, .integer, .long, .longblob,
    .longtext, .mediumblob, .mediumint, .mediumtext, .middleint, .numeric, .precision, .real, .smallint, .tinyblob,
    .tinyint, .tinytext, .unsigned, .varbinary, .varchar, .varcharacter, .varying, .zerofill, .dayHour,
    .dayMicrosecond, .dayMinute, .daySecond, .hourMicrosecond, .hourMinute, .hourSecond, .minuteMicrosecond,
    .minuteSecond, .secondMicrosecond, .yearMonth, .show, .read, .write, .databases, .schemas, .keys, .exit,
    .noWriteToBinlog, .sql, .usage, .restrict, .cascade, .charsetIntroducer, .create, .alter, .drop, .load, .grant,
    .revoke, .rename, .lock, .unlock, .optimize, .kill, .purge, .release,
  ]

  private static let beforeOperands: [Keyword] = [
    .offset, .returning, .value, .escape, .any, .some, .against, .do, .qualify,
  ]

  private static let beforeTables: [Keyword] = [
    .from, .join, .straightJoin, .into, .update, .table, .tables, .references, .insert, .replace, .delayed,
    .lowPriority, .ignore, .describe, .truncate, .handler,
  ]

  private static let beforeDeclarations: [Keyword] = [
    .with, .recursive, .procedure, .function, .trigger, .view, .event, .index, .key, .constraint, .window, .savepoint,
    .as, .column, .prepare, .execute, .database, .schema, .use, .sequence, .package, .server, .role,
  ]

  private static let callables: [Keyword] = [
    .bigint, .binary, .char, .character, .convert, .currentDate, .currentTime, .currentTimestamp, .currentUser,
    .currentRole, .cumeDist, .database, .dec, .decimal, .denseRank, .double, .firstValue, .float, .float4, .float8,
    .grouping, .if, .insert, .int, .int1, .int2, .int3, .int4, .int8, .integer, .interval, .jsonTable, .lag,
    .lastValue, .lead, .left, .localtime, .localtimestamp, .match, .mediumint, .middleint, .mod, .nthValue, .ntile,
    .numeric, .percentRank, .rank, .real, .repeat, .replace, .right, .row, .rowNumber, .schema, .smallint, .tinyint,
    .utcDate, .utcTime, .utcTimestamp, .varbinary, .varchar, .varcharacter,
  ]

  private static let firmWords: [Keyword] = [
    .sqlNoCache, .sqlCache, .sqlBufferResult, .any, .some, .unbounded, .rollup, .duplicate, .nowait, .skip, .share,
    .boolean, .expansion, .unknown, .global, .session, .local, .persist, .persistOnly, .names, .charset, .transaction,
    .temporary, .query, .quick, .dumpfile, .value, .isolation, .consistent, .full, .offset, .returning,
  ]
}
