import Reporting

/// A class's response time over the nights, as large as a word.
struct Sparkline {
  let points: [ClassPoint]

  /// The last 30 nights; `nil` where there is but one.
  var svg: String? {
    let shown = points.suffix(30)
    guard shown.count > 1, let last = shown.last else { return nil }
    let peak = max(shown.map(\.responseTime).max() ?? 0, 1e-9)
    let places = shown.enumerated().map { index, point in
      (x: 2 + 96 * Double(index) / Double(shown.count - 1), y: 21 - 18 * point.responseTime / peak)
    }
    var svg = SVG()
    svg.open("svg", ["class": "spark", "role": "img", "viewBox": "0 0 102 24", "width": "102", "height": "24"])
    svg.element(
      "title", [:],
      "\(shown.count) nights: \(Figure.time(micros: last.responseTime * 1e6)) now, at most "
        + Figure.time(micros: peak * 1e6))
    let path = places.map { "\(SVG.number($0.x)) \(SVG.number($0.y))" }.joined(separator: "L")
    svg.element("path", ["d": "M" + path])
    let end = places[places.count - 1]
    svg.element("circle", ["cx": SVG.number(end.x), "cy": SVG.number(end.y), "r": "2.5"])
    svg.close("svg")
    return svg.text
  }
}
