import Reporting
import SlowLog

/// Load over time: how many statements ran at once, stacked by class.
struct LoadChartDrawing {
  let load: LoadChart
  let zone: ZoneRules

  private var bins: Int { load.series.map(\.values.count).max() ?? 0 }
  private static let top = 22.0
  private static let height = 220.0

  /// `nil` where there is nothing to draw.
  var svg: String? {
    guard bins > 0, load.binWidth > 0 else { return nil }
    let width = Double(load.binWidth)
    let sums = (0..<bins).map { bin in
      load.series.reduce(0) { $0 + ($1.values.indices.contains(bin) ? $1.values[bin] : 0) } / width
    }
    let peak = sums.max() ?? 0
    let limit = SVG.roundLimit(peak)
    let place = sums.firstIndex(of: peak) ?? 0
    let description =
      "Average number of statements running at once in each \(load.binWidth / 60) minutes, by class. "
      + "The peak is \(Figure.fine(peak)) at \(clock(bin: place))."
    return SVG.chart(
      "load", height: Int(Self.top + Self.height) + 22, title: "Load over time", description: description
    ) { svg in
      svg.open(
        "svg",
        [
          "x": "0", "y": SVG.number(Self.top), "width": "100%", "height": SVG.number(Self.height),
          "viewBox": "0 0 \(bins) 1000", "preserveAspectRatio": "none", "aria-hidden": "true",
        ])
      var below = [Double](repeating: 0, count: bins)
      for (index, series) in load.series.enumerated() {
        let above = (0..<bins).map { below[$0] + (series.values.indices.contains($0) ? series.values[$0] : 0) / width }
        svg.open("path", ["class": Self.color(index, series), "d": path(from: below, to: above, limit: limit)])
        svg.element("title", [:], series.name)
        svg.close("path")
        below = above
      }
      svg.close("svg")
      for step in 0...2 {
        let part = Double(step) / 2
        svg.gridLine(y: Self.top + Self.height * (1 - part), label: step == 0 ? "" : Figure.fine(limit * part))
      }
      axis(&svg)
    }
  }

  /// The colour of a series; the same in the legend.
  static func color(_ index: Int, _ series: LoadChart.Series) -> String {
    series.rank == nil ? "s0" : "s\(index % 8 + 1)"
  }

  /// The area between two stairs.
  private func path(from below: [Double], to above: [Double], limit: Double) -> String {
    func y(_ value: Double) -> Int { Int((1000 * (1 - value / limit)).rounded()) }
    var path = "M0 \(y(above[0]))"
    for bin in 0..<bins { path += (bin > 0 ? "V\(y(above[bin]))" : "") + "H\(bin + 1)" }
    for bin in (0..<bins).reversed() { path += "V\(y(below[bin]))H\(bin)" }
    return path + "Z"
  }

  private func axis(_ svg: inout SVG) {
    let y = SVG.number(Self.top + Self.height + 17)
    for step in 0...4 {
      let part = Double(step) / 4
      let anchor = step == 0 ? "start" : step == 4 ? "end" : "middle"
      svg.element(
        "text", ["class": "tick \(anchor)", "x": SVG.percent(part), "y": y],
        clock(bin: Int((Double(bins) * part).rounded())))
    }
  }

  private func clock(bin: Int) -> String {
    let moment = Instant(microseconds: load.start.microseconds + Int64(bin * load.binWidth) * 1_000_000)
    return String(TimeText.moment(moment, in: zone).dropFirst(11).prefix(5))
  }
}
