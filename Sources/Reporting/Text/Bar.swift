/// A bar that fills `part` of `width` columns, to an eighth of a column; what is not nothing is at least visible.
func bar(_ part: Double, width: Int) -> String {
  guard part > 0, width > 0 else { return "" }
  let eighths = max(1, Int((min(part, 1) * Double(width) * 8).rounded()))
  let rest = eighths % 8
  let tip = rest > 0 ? String("▏▎▍▌▋▊▉".dropFirst(rest - 1).prefix(1)) : ""
  return String(repeating: "█", count: eighths / 8) + tip
}
