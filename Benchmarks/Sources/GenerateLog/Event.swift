/// One execution of a statement, as far as the header of its event tells about it.
struct Event {
  /// When it ended, in microseconds since 1970.
  var endMicros: UInt64
  var queryMicros: UInt64
  var lockMicros: UInt64
  var rowsSent: UInt64
  var rowsExamined: UInt64
  var rowsAffected: UInt64
  var bytesSent: UInt64
  var user: Int
  var host: Int
  var thread: UInt64
  var database: Int
  /// Random bits for attributes of which nothing is expected.
  var noise: UInt64

  var startMicros: UInt64 { endMicros - queryMicros }

  init(of query: QueryClass, endMicros: UInt64, in words: Vocabulary, random: inout Random) {
    self.endMicros = endMicros
    let draw = random.next()
    noise = random.next()
    // Mostly one to three times the base; one execution in 64 takes some ten times as long.
    var micros = query.baseMicros + (query.baseMicros * (draw & 0x1FF)) >> 8
    if draw >> 9 & 63 == 0 { micros *= 8 + draw >> 15 & 7 }
    queryMicros = micros
    lockMicros = min(micros, 1 + draw >> 18 & 7)
    rowsSent = query.rowsSent == 0 ? 0 : 1 + (draw >> 21 & 0xFFFF) % query.rowsSent
    rowsExamined = max(1, rowsSent) * query.examinedPerRow
    rowsAffected = query.rowsSent == 0 ? 1 : 0
    bytesSent = 60 + rowsSent * 48
    user = Int(draw >> 37 & 0xFF) % words.users.count
    host = Int(draw >> 45 & 0xFF) % words.hosts.count
    thread = 1000 + draw >> 53 & 0x1FF
    database = query.database
  }
}

/// A day and a time of it.
struct CivilTime {
  var year: UInt64
  var month: UInt64
  var day: UInt64
  var secondOfDay: UInt64

  /// - Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
  init(secondsSince1970 seconds: UInt64) {
    secondOfDay = seconds % 86_400
    let days = seconds / 86_400 + 719_468
    let (era, dayOfEra) = days.quotientAndRemainder(dividingBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var hour: UInt64 { secondOfDay / 3600 }
  var minute: UInt64 { secondOfDay / 60 % 60 }
  var second: UInt64 { secondOfDay % 60 }
}
