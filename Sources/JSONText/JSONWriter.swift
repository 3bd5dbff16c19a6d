/// Writes JSON piece by piece into a buffer, for output too big to be held as a value first.
///
///     var writer = JSONWriter(layout: .pretty)
///     writer.beginObject()
///     writer.field("count", .integer(3))
///     writer.key("classes")
///     writer.beginArray()
///     …
///     writer.endArray()
///     writer.endObject()
///     sink(writer.takeBytes())       // at any time: what has been written so far
///
/// The result is valid UTF-8 and valid JSON whatever the strings hold. Calls in an order that gives no JSON (a value
/// without a key, an end without a begin) are mistakes of the caller and stop the program.
package struct JSONWriter: Sendable {
  package enum Layout: Sendable {
    /// No white space at all.
    case compact
    /// One member or element a line, two spaces a level.
    case pretty
  }

  package let layout: Layout
  package private(set) var bytes: [UInt8] = []
  /// The containers that are open, the innermost last.
  private var open: [Level] = []
  private var expectsValueOfKey = false

  private struct Level {
    let isObject: Bool
    var isEmpty = true
  }

  package init(layout: Layout = .compact) { self.layout = layout }

  package mutating func beginObject() { begin(UInt8(ascii: "{"), isObject: true) }
  package mutating func endObject() { end(UInt8(ascii: "}"), isObject: true) }
  package mutating func beginArray() { begin(UInt8(ascii: "["), isObject: false) }
  package mutating func endArray() { end(UInt8(ascii: "]"), isObject: false) }

  /// Begins a member of the innermost object; its value has to follow.
  package mutating func key(_ name: String) {
    precondition(open.last?.isObject == true && !expectsValueOfKey, "a key stands in an object, before a value")
    separate()
    JSONEscaping.append(name, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    if layout == .pretty { bytes.append(UInt8(ascii: " ")) }
    expectsValueOfKey = true
  }

  package mutating func value(_ value: JSONValue) {
    // Containers inside the value wait here, so that deep ones need no stack; the last one is worked on first.
    var pending: [Step] = [.value(value)]
    while let step = pending.popLast() {
      switch step {
      case .value(.array(let elements)):
        beginArray()
        pending.append(.elements(elements[...]))
      case .value(.object(let object)):
        beginObject()
        pending.append(.members(object.members[...]))
      case .value(let scalar): write(scalar)
      case .elements(var rest):
        guard let next = rest.popFirst() else {
          endArray()
          continue
        }
        pending.append(.elements(rest))
        pending.append(.value(next))
      case .members(var rest):
        guard let next = rest.popFirst() else {
          endObject()
          continue
        }
        key(next.key)
        pending.append(.members(rest))
        pending.append(.value(next.value))
      }
    }
  }

  package mutating func field(_ name: String, _ content: JSONValue) {
    key(name)
    value(content)
  }

  /// A string of bytes that need not be UTF-8: what is not becomes U+FFFD.
  package mutating func string(repairing text: some Collection<UInt8>) { value(.string(repairing: text)) }

  /// Ends a line between values: for JSON Lines, and behind the last value of a file.
  package mutating func newline() {
    precondition(open.isEmpty, "a line ends outside of objects and arrays")
    bytes.append(0x0A)
  }

  /// Hands over what has been written so far and empties the buffer.
  package mutating func takeBytes() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  private enum Step {
    case value(JSONValue)
    case elements(ArraySlice<JSONValue>)
    case members(ArraySlice<JSONObject.Member>)
  }
}

extension JSONWriter {
  private mutating func begin(_ bracket: UInt8, isObject: Bool) {
    beforeValue()
    bytes.append(bracket)
    open.append(Level(isObject: isObject))
  }

  private mutating func end(_ bracket: UInt8, isObject: Bool) {
    precondition(open.last?.isObject == isObject && !expectsValueOfKey, "what ends has to be what was begun last")
    let level = open.removeLast()
    if !level.isEmpty { breakLine() }
    bytes.append(bracket)
  }

  private mutating func write(_ scalar: JSONValue) {
    beforeValue()
    switch scalar {
    case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    case .number(let text) where JSONNumber.isNumber(text): bytes.append(contentsOf: text.utf8)
    case .number(let text), .string(let text): JSONEscaping.append(text, to: &bytes)
    case .null, .array, .object: bytes.append(contentsOf: "null".utf8)
    }
  }

  /// What stands between the value before and this one.
  private mutating func beforeValue() {
    if expectsValueOfKey {
      expectsValueOfKey = false
    } else {
      precondition(open.last?.isObject != true, "a member of an object needs a key")
      separate()
    }
  }

  private mutating func separate() {
    guard !open.isEmpty else { return }
    if !open[open.count - 1].isEmpty { bytes.append(UInt8(ascii: ",")) }
    open[open.count - 1].isEmpty = false
    breakLine()
  }

  private mutating func breakLine() {
    guard layout == .pretty else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * open.count))
  }
}

extension JSONValue {
  /// The value as text in UTF-8, without a line end.
  package func serialized(_ layout: JSONWriter.Layout = .compact) -> [UInt8] {
    var writer = JSONWriter(layout: layout)
    writer.value(self)
    return writer.takeBytes()
  }
}
