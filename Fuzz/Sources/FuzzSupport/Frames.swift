@testable import SQLText
@testable import SlowLog

/// How a log is divided: what each part is, and where.
public struct Frames: Equatable {
  public struct Part: Equatable {
    public var kind: String
    public var start: Int
    public var end: Int
    public var statement: Range<Int>?
    public var queryTime: UInt64?
  }

  public var parts: [Part] = []
  public var statements: Int { parts.count { $0.statement != nil } }

  /// Reads it in pieces that end at `cuts`, each beginning with what the one before left unfinished.
  public init(_ bytes: [UInt8], cuts: [Int] = [], purpose: StatementScanner.Purpose = .ptSkeleton) {
    var parser = ChunkParser(purpose: purpose, zone: .utc, maxEventBytes: 1 << 24, seed: 7)
    var chunk = ParsedChunk()
    var start = 0
    for end in cuts + [bytes.count] where end > start {
      let piece = Array(bytes[start..<end]) + [UInt8](repeating: 0, count: scanPadding)
      parser.parse(piece.span, to: end - start, before: end == bytes.count ? .nothing : .anything, into: &chunk)
      add(chunk, at: start)
      start += chunk.unfinishedFrom ?? (end - start)
    }
    parts.sort { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  private mutating func add(_ chunk: ParsedChunk, at offset: Int) {
    for event in chunk.events {
      parts.append(
        Part(
          kind: "event", start: offset + event.start, end: offset + event.end,
          statement: offset + event.statementStart..<offset + event.statementEnd,
          queryTime: event.hasQueryTime ? event.queryTimeMicros : nil))
    }
    for banner in chunk.banners {
      parts.append(Part(kind: "banner", start: offset + banner.start, end: offset + banner.end))
    }
    for gap in chunk.gaps {
      parts.append(Part(kind: "gap", start: offset + gap.lowerBound, end: offset + gap.upperBound))
    }
  }

  /// The first byte that is in no part, or in two; `nil` if there is none.
  public func fault(in count: Int) -> Int? {
    var next = 0
    for part in parts {
      guard part.start == next, part.end >= part.start else { return next }
      next = part.end
    }
    return next == count ? nil : next
  }

  /// Neighbouring gaps, and lines of a banner, as one: where a log is cut has a say in how many there are.
  public var joined: Frames {
    var result = self
    result.parts = []
    for part in parts {
      if part.kind != "event", let last = result.parts.last, last.kind == part.kind, last.end == part.start {
        result.parts[result.parts.count - 1].end = part.end
      } else {
        result.parts.append(part)
      }
    }
    return result
  }
}
