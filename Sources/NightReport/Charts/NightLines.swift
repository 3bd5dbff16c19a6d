import Reporting

/// Numbers of whole nights as lines, on a logarithmic scale: percentiles lie far apart.
struct NightLines {
  struct Line {
    var name: String
    /// Class of the style sheet.
    var style: String
    /// Seconds, one for each night.
    var values: [Double]
  }

  let id: String
  let title: String
  let days: [String]
  let lines: [Line]

  private static let top = 22.0
  private static let height = 150.0

  /// `nil` where there are fewer than two nights.
  var svg: String? {
    let values = lines.flatMap(\.values).filter { $0 > 0 }
    guard days.count > 1, let low = values.min(), let high = values.max() else { return nil }
    let floor = power(notAbove: low)
    var ceiling = floor * 10
    while ceiling < high { ceiling *= 10 }
    let decades = steps(from: floor, to: ceiling)
    let last = lines.map { "\($0.name) \(Figure.time(micros: ($0.values.last ?? 0) * 1e6))" }.joined(separator: ", ")
    return SVG.chart(
      id, height: Int(Self.top + Self.height) + 22, title: title,
      description: "\(days.count) nights from \(days[0]) to \(days[days.count - 1]). The last one: \(last)."
    ) { svg in
      for (index, value) in decades.enumerated() {
        svg.gridLine(y: y(Double(index) / Double(decades.count - 1)), label: Figure.time(micros: value * 1e6))
      }
      svg.open(
        "svg",
        [
          "x": "0", "y": SVG.number(Self.top), "width": "100%", "height": SVG.number(Self.height),
          "viewBox": "0 0 1000 1000", "preserveAspectRatio": "none", "aria-hidden": "true", "overflow": "visible",
        ])
      for line in lines {
        svg.element("path", ["class": "line \(line.style)", "d": path(line.values, decades: decades)])
      }
      svg.close("svg")
      for (part, anchor, day) in [(0.0, "start", days[0]), (1.0, "end", days[days.count - 1])] {
        svg.element(
          "text",
          ["class": "tick \(anchor)", "x": SVG.percent(part), "y": SVG.number(Self.top + Self.height + 17)], day)
      }
    }
  }

  private func y(_ part: Double) -> Double { Self.top + Self.height * (1 - part) }

  private func path(_ values: [Double], decades: [Double]) -> String {
    var path = ""
    var isDrawing = false
    for (index, value) in values.enumerated() {
      guard value > 0 else {
        isDrawing = false
        continue
      }
      let x = 1000 * Double(index) / Double(max(values.count - 1, 1))
      path += (isDrawing ? "L" : "M") + "\(SVG.number(x)) \(SVG.number(1000 * (1 - part(of: value, decades))))"
      isDrawing = true
    }
    return path
  }

  /// Where a value stands between the first decade and the last: exact at the decades, by halving between them.
  private func part(of value: Double, _ decades: [Double]) -> Double {
    let place = decades.lastIndex { $0 <= value } ?? 0
    guard place < decades.count - 1 else { return 1 }
    var (rest, step, part) = (value / decades[place], 0.5, 0.0)
    for _ in 0..<12 {
      // log10(x²) = 2 log10(x): each squaring gives one more bit of the logarithm.
      rest *= rest
      if rest >= 10 { (rest, part) = (rest / 10, part + step) }
      step /= 2
    }
    return (Double(place) + part) / Double(decades.count - 1)
  }

  private func power(notAbove value: Double) -> Double {
    var power = 1.0
    while power > value { power /= 10 }
    while power * 10 <= value { power *= 10 }
    return power
  }

  private func steps(from low: Double, to high: Double) -> [Double] {
    var steps = [low]
    while steps[steps.count - 1] < high * 0.99 { steps.append(steps[steps.count - 1] * 10) }
    return steps
  }
}
