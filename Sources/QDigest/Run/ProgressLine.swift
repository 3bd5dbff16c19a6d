/// How far a run has come.
public struct Progress: Sendable, Hashable {
  /// Bytes read so far, as they are stored.
  public var storedBytes: UInt64
  /// Bytes there are to read; `nil` if that is unknown (a pipe).
  public var totalStoredBytes: UInt64?
  /// Bytes of the log, unpacked.
  public var plainBytes: UInt64

  public init(storedBytes: UInt64, totalStoredBytes: UInt64?, plainBytes: UInt64) {
    self.storedBytes = storedBytes
    self.totalStoredBytes = totalStoredBytes
    self.plainBytes = plainBytes
  }
}

/// Progress in one line of text.
package enum ProgressLine {
  /// A bar, bytes, speed and the time that is left, as far as they are known and there is room.
  package static func text(_ progress: Progress, elapsed: Duration, columns: Int) -> String {
    let seconds = max(0.001, Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18)
    let speed = size(UInt64(min(Double(progress.plainBytes) / seconds, 1e18))) + "/s"
    guard let total = progress.totalStoredBytes, total > 0 else {
      return fit(["\(size(progress.storedBytes))", speed], columns)
    }
    let done = min(progress.storedBytes, total)
    let share = Double(done) / Double(total)
    var parts = ["\(Int(share * 100)) %", "\(size(done)) of \(size(total))", speed]
    if share > 0.01 { parts.append(time(seconds / share * (1 - share)) + " left") }
    let text = fit(parts, columns)
    let room = min(40, columns - text.utf8.count - 4)
    guard room >= 10 else { return text }
    let filled = Int(share * Double(room))
    let bar = String(repeating: "=", count: max(0, filled - 1)) + (filled > 0 ? ">" : "")
    return "[" + bar + String(repeating: " ", count: room - filled) + "] " + text
  }

  /// As many of the parts as there is room for.
  private static func fit(_ parts: [String], _ columns: Int) -> String {
    var text = parts[0]
    for part in parts.dropFirst() where text.utf8.count + part.utf8.count + 2 < columns { text += "  " + part }
    return text
  }

  /// `512 B`, `1.05 GB`: three digits, thousands.
  static func size(_ bytes: UInt64) -> String {
    var value = Double(bytes)
    for unit in ["B", "kB", "MB", "GB"] {
      if value < 999.5 { return "\(unit == "B" ? String(bytes) : threeDigits(value)) \(unit)" }
      value /= 1000
    }
    return "\(threeDigits(value)) TB"
  }

  private static func threeDigits(_ value: Double) -> String {
    let decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0
    let scale = [1, 10, 100][decimals]
    let scaled = UInt64((value * Double(scale)).rounded())
    guard decimals > 0 else { return "\(scaled)" }
    let fraction = String(scaled % UInt64(scale))
    return "\(scaled / UInt64(scale))." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  /// `5 s`, `2:05 min`, `1:02 h`.
  static func time(_ seconds: Double) -> String {
    guard seconds < 360_000 else { return "days" }
    let whole = Int(seconds.rounded(.up))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    if whole < 60 { return "\(whole) s" }
    return whole < 3600 ? "\(whole / 60):\(two(whole % 60)) min" : "\(whole / 3600):\(two(whole / 60 % 60)) h"
  }
}
