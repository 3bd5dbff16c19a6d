import Reporting

/// How long statements took: for each step the part of the calls and the part of the time.
struct LatencyHistogram {
  let histogram: TimeHistogram

  private static let top = 22.0
  private static let height = 160.0

  var svg: String? {
    let steps = histogram.steps
    let calls = steps.reduce(0.0) { $0 + Double($1.count) }
    let time = steps.reduce(0.0) { $0 + $1.sum }
    guard calls > 0, time > 0 else { return nil }
    let parts = steps.map { (calls: Double($0.count) / calls, time: $0.sum / time) }
    let limit = SVG.roundLimit(parts.map { max($0.calls, $0.time) }.max() ?? 1)
    let width = 1 / Double(steps.count)
    let description =
      "For each step of Query_time the part of the calls and the part of the response time; from "
      + "\(Figure.time(micros: Double(steps[0].from))) to \(Figure.time(micros: Double(steps[steps.count - 1].to)))."
    return SVG.chart(
      "latency", height: Int(Self.top + Self.height) + 22, title: "Latency", description: description
    ) { svg in
      for part in [0, 0.5, 1.0] {
        svg.gridLine(
          y: Self.top + Self.height * (1 - part), label: part == 0 ? "" : Figure.percent(limit * part))
      }
      for (index, part) in parts.enumerated() {
        let x = width * Double(index)
        let range =
          "\(Figure.time(micros: Double(steps[index].from))) to \(Figure.time(micros: Double(steps[index].to)))"
        bar(
          &svg, "calls", x + width * 0.08, width * 0.4, part.calls / limit,
          "\(range): \(Figure.share(part.calls)) of the calls")
        bar(
          &svg, "time", x + width * 0.52, width * 0.4, part.time / limit,
          "\(range): \(Figure.share(part.time)) of the time")
      }
      let every = max(1, (steps.count + 5) / 6)
      for (index, step) in steps.enumerated() where index % every == 0 {
        svg.element(
          "text",
          ["class": "tick", "x": SVG.percent(width * Double(index)), "y": SVG.number(Self.top + Self.height + 17)],
          Figure.time(micros: Double(step.from)))
      }
    }
  }

  private func bar(_ svg: inout SVG, _ name: String, _ x: Double, _ width: Double, _ part: Double, _ title: String) {
    let height = max(part * Self.height, part > 0 ? 1 : 0)
    svg.open(
      "rect",
      [
        "class": name, "x": SVG.percent(x), "y": SVG.number(Self.top + Self.height - height),
        "width": SVG.percent(width), "height": SVG.number(height),
      ])
    svg.element("title", [:], title)
    svg.close("rect")
  }
}
