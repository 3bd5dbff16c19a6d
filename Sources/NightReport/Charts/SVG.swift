/// Writes SVG: elements with attributes, texts escaped.
///
/// Charts have no `viewBox`: positions across are percents and texts have the page's size, so that a chart fills its
/// place on a desktop and on a phone alike and its labels stay readable. Colours come from classes of the style sheet.
struct SVG {
  private(set) var text = ""

  mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    text += "<\(name)" + Self.attributes(attributes) + ">"
  }

  mutating func close(_ name: String) { text += "</\(name)>" }

  mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String>, _ content: String = "") {
    open(name, attributes)
    text += HTMLText().escapeText(content)
    close(name)
  }

  /// A whole chart, with a title and a description for those who do not see it.
  static func chart(
    _ id: String, height: Int, title: String, description: String, _ draw: (inout SVG) -> Void
  ) -> String {
    var svg = SVG()
    svg.open(
      "svg",
      [
        "class": "chart", "role": "img", "width": "100%", "height": "\(height)",
        "aria-labelledby": "\(id)-title \(id)-text",
      ])
    svg.element("title", ["id": "\(id)-title"], title)
    svg.element("desc", ["id": "\(id)-text"], description)
    draw(&svg)
    svg.close("svg")
    return svg.text
  }

  /// A horizontal line of the grid with its value above it.
  mutating func gridLine(y: Double, label: String) {
    element("line", ["class": "grid", "x1": "0", "x2": "100%", "y1": Self.number(y), "y2": Self.number(y)])
    element("text", ["class": "tick", "x": "0", "y": Self.number(y - 4)], label)
  }

  static func percent(_ part: Double) -> String { number(part * 100) + "%" }

  /// At most two decimals.
  static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    return "\(sign)\(whole)." + (rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)")
  }

  private static func attributes(_ attributes: KeyValuePairs<String, String>) -> String {
    attributes.map { " \($0.key)=\"\(HTMLText().escapeText($0.value))\"" }.joined()
  }

  /// The smallest of 1, 2, 2.5, 5, 10 … that is not below a value: where an axis ends.
  static func roundLimit(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 1 }
    var power = 1.0
    while power > value { power /= 10 }
    while power * 10 <= value { power *= 10 }
    return [1, 2, 2.5, 5, 10].map { $0 * power }.first { $0 >= value } ?? power * 10
  }
}
