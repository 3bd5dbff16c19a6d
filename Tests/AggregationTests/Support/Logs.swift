import Aggregation
import Input
import QDigestTestSupport
import SlowLog

/// One event as a log has it.
func event(
  _ statement: String, time: String? = nil, account: String? = "app[app] @ web1 [10.0.0.1]", thread: Int = 7,
  queryTime: String? = "0.5", attributes: String = "Rows_sent: 1  Rows_examined: 10", use: String? = nil,
  timestamp: String? = nil
) -> String {
  var text = ""
  if let time { text += "# Time: \(time)\n" }
  if let account { text += "# User@Host: \(account)  Id: \(thread)\n" }
  if let queryTime { text += "# Query_time: \(queryTime)  Lock_time: 0.000001 " } else { text += "# " }
  text += attributes + "\n"
  if let use { text += "use \(use);\n" }
  if let timestamp { text += "SET timestamp=\(timestamp);\n" }
  return text + statement + ";\n"
}

let banner = """
  /usr/sbin/mysqld, Version: 9.7.4 (Debian). started with:
  Tcp port: 3306  Unix socket: /run/mysqld/mysqld.sock
  Time                 Id Command    Argument

  """

/// Digests logs, named `0.log`, `1.log`, …
func digest(_ logs: [String], _ change: (inout DigestOptions) -> Void = { _ in }) throws -> Digest {
  let folder = try Folder()
  let paths = try logs.enumerated().map { try folder.file("\($0).log", $1) }
  var options = DigestOptions()
  change(&options)
  return Digester.digest(InputSet(arguments: paths), options: options)
}

func digest(_ log: String, _ change: (inout DigestOptions) -> Void = { _ in }) throws -> Digest {
  try digest([log], change)
}

extension Digest {
  func `class`(_ fingerprint: String) -> QueryClass? { classes.first { $0.fingerprint == Array(fingerprint.utf8) } }
}

extension CountedValues {
  /// The values as text, the most frequent first.
  var shown: [String] { ranked.map { "\(DigestText.text($0.value)) \($0.count)" } }
}

extension Sample {
  var text: String { DigestText.text(statement) }
}
