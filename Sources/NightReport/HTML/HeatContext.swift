import Reporting

/// The heat map as a table: response time by day and hour, seven shades.
struct HeatContext {
  /// `nil` where there are no days.
  let values: [String: Any]?

  init(_ map: HeatMap) {
    let most = map.hours.joined().compactMap(\.self).max() ?? 0
    guard !map.days.isEmpty else {
      values = nil
      return
    }
    values = [
      "hours": (0..<24).map { "\($0)" }, "most": Figure.time(micros: most * 1e6),
      "days": zip(map.days, map.hours).map { day, hours -> [String: Any] in
        ["day": day, "cells": hours.map { Self.cell($0, most: most) }]
      },
    ]
  }

  private static func cell(_ seconds: Double?, most: Double) -> [String: Any] {
    guard let seconds else { return ["level": "none", "text": "not read"] }
    let part = most > 0 ? seconds / most : 0
    let level = part > 0 ? max(1, Int((part * 7).rounded(.up))) : 0
    return ["level": "h\(min(level, 7))", "text": Figure.time(micros: seconds * 1e6)]
  }
}
