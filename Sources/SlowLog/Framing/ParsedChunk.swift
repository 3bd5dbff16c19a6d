/// What the parser found in one piece of a log: events, banners and gaps, which together cover it exactly.
///
/// Reused from piece to piece; nothing is allocated once it has grown.
package struct ParsedChunk: Sendable {
  package struct Banner: Sendable {
    package var start: Int
    package var end: Int
    /// The server's version in the banner's first line, `9.7.4-2 ((Debian))`.
    package var versionStart: Int
    package var versionEnd: Int
  }

  /// An attribute that could not be used, by the place of its name.
  package struct Oddity: Sendable {
    package enum Kind: Sendable {
      /// No known server writes it, and its value is no number (or there are too many such attributes).
      case unknownAttribute
      /// Its value is no number, negative, or too large.
      case droppedValue
    }
    package var kind: Kind
    package var start: Int
    package var end: Int
  }

  package internal(set) var events: [EventRecord] = []
  /// The numbers of all events; each event's begin at `valuesStart`, in the order of its shape.
  package internal(set) var values = ValueList()
  package internal(set) var banners: [Banner] = []
  /// Bytes that belong to no event and no banner.
  package internal(set) var gaps: [Range<Int>] = []
  package internal(set) var oddities: [Oddity] = []
  /// Statements that hold lines which imitate a header: where each begins.
  package internal(set) var imitations: [Int] = []
  /// Where an event begins that goes on after these bytes; `nil` if everything was used up.
  package internal(set) var unfinishedFrom: Int?
  /// Whether the bytes end in the middle of an event or line of the log, which nothing follows.
  package internal(set) var isCutShort = false
  /// Whether the bytes, which nothing follows, end inside a quote or a comment, so that the last event may go on.
  package internal(set) var endsInQuote = false
  /// Whether a banner ends the chunk: it voids what `use` said before, for the next chunk.
  package internal(set) var endsWithBanner = false
  /// How many bytes there were.
  package internal(set) var byteCount = 0

  package init() {}

  /// The values of an event, in the order of its shape.
  package func values(ofEvent index: Int) -> ArraySlice<UInt64> {
    let end = index + 1 < events.count ? events[index + 1].valuesStart : values.count
    return values[events[index].valuesStart..<end]
  }

  mutating func removeAll() {
    events.removeAll(keepingCapacity: true)
    values.removeAll()
    banners.removeAll(keepingCapacity: true)
    gaps.removeAll(keepingCapacity: true)
    oddities.removeAll(keepingCapacity: true)
    imitations.removeAll(keepingCapacity: true)
    unfinishedFrom = nil
    isCutShort = false
    endsInQuote = false
    endsWithBanner = false
    byteCount = 0
  }

  /// Forgets what was noted of an event that is not taken.
  mutating func drop(valuesFrom value: Int, odditiesFrom oddity: Int) {
    values.removeLast(values.count - value)
    oddities.removeLast(oddities.count - oddity)
  }

  /// Forgets what was noted behind such an event.
  mutating func drop(gapsFrom gap: Int, imitationsFrom imitation: Int) {
    gaps.removeLast(gaps.count - gap)
    imitations.removeLast(imitations.count - imitation)
  }

  mutating func addGap(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    if let last = gaps.last, last.upperBound == range.lowerBound {
      gaps[gaps.count - 1] = last.lowerBound..<range.upperBound
    } else {
      gaps.append(range)
    }
  }
}
