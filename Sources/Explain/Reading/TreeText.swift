/// The lines that belong to a tree, and how they make up its steps.
///
///     -> Nested loop inner join  (cost=909 rows=1291)
///         -> Filter: (m.title = 'two            a literal may hold a line end,
///     lines')  (cost=5.57 rows=10.7)            so that a step has several lines
///             (actual time=1.52..1.7 rows=34 loops=1)     or is wrapped before what was measured
///         -> …
///
/// A line goes on with the step before it if it is no step and that step has a quote or parenthesis open, or if it holds
/// what was estimated or measured. Text in a literal may even look like a step: where a quote is open, a line is one only
/// if it begins with an operation that servers print.
enum TreeText {
  struct Step {
    var indentation: Int
    /// All of it behind the arrow.
    var text: [UInt8]
    var offset: Int
  }

  /// The lines of the tree that begins with `first`, each from the tree's left edge on, and the line behind it.
  static func lines(
    startingWith first: ByteText, baseIndentation: Int, from start: Int, of lines: [ByteText]
  ) -> (tree: [ByteText], next: Int) {
    var tree = [first]
    var nesting = Nesting()
    for byte in first { nesting.consume(byte) }
    var next = start
    while next < lines.count {
      let line = lines[next]
      let trimmed = line.trimmed
      if trimmed.hasPrefix("-> ") {
        if !nesting.isQuoted || TreeOperation.isKnown(trimmed.dropFirst(3)) { nesting = Nesting() }
      } else if !isMeasure(trimmed) {
        guard nesting.isOpen, !endsTree(trimmed) else { break }
      }
      tree.append(line.dropFirst(min(baseIndentation, line.indentation)))
      for byte in trimmed { nesting.consume(byte) }
      next += 1
    }
    return (tree, next)
  }

  /// The steps of these lines.
  static func steps(of lines: [ByteText]) -> [Step] {
    var steps: [Step] = []
    var nesting = Nesting()
    for line in lines {
      let trimmed = line.trimmed
      let isStep =
        trimmed.hasPrefix("-> ")
        && (steps.isEmpty || !nesting.isQuoted || TreeOperation.isKnown(trimmed.dropFirst(3)))
      if isStep {
        nesting = Nesting()
        steps.append(
          Step(indentation: line.indentation, text: Array(trimmed.dropFirst(3)), offset: trimmed.startIndex))
      } else if !steps.isEmpty, !trimmed.isEmpty {
        steps[steps.count - 1].text.append(isMeasure(trimmed) ? 0x20 : 0x0A)
        steps[steps.count - 1].text.append(contentsOf: trimmed)
      }
      for byte in trimmed { nesting.consume(byte) }
    }
    return steps
  }

  private static func isMeasure(_ line: ByteText) -> Bool {
    line.hasPrefix("(actual ") || line.hasPrefix("(never executed)") || line.hasPrefix("(cost=")
  }

  /// Lines that no literal is taken to hold, so that a stray quote does not swallow what follows the tree.
  private static func endsTree(_ line: ByteText) -> Bool {
    line.isEmpty || line.hasPrefix("mysql>") || line.hasPrefix("MariaDB [") || ResultSummary.matches(line)
      || line.hasPrefix("***") || SectionScanner.isBorder(line)
  }
}

/// What clients print below a result: `1 row in set, 1 warning (0.00 sec)`.
enum ResultSummary {
  static func matches(_ line: ByteText) -> Bool {
    let line = line.trimmed
    if line.hasPrefix("Query OK") || line.hasPrefix("Empty set") { return true }
    let rest = line.drop { ByteText.isDigit($0) }
    return rest.count < line.count && (rest.hasPrefix(" row in set") || rest.hasPrefix(" rows in set"))
  }
}
