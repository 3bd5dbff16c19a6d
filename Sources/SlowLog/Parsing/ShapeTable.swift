/// Which attributes an event has, in the log's order, as one small number.
///
/// The events of a log have few different sets of attributes. So values are kept in the order in which they
/// were read, and the set is named by the node that the attributes lead to in a tree: node 0 is the empty set, and
/// each attribute leads from a node to the next.
///
///     Query_time, Lock_time, Rows_sent   →  0 → 1 → 2 → 3: shape 3
///
/// - Complexity: O(1) an attribute.
package struct ShapeTable: Sendable {
  /// How many slots an attribute can have; attributes met after that are counted but have no values.
  package static let slotLimit = 128
  /// How many shapes there can be. Logs have a handful; past this, further attributes of an event are dropped. Whoever
  /// keeps events has to begin anew long before.
  package static let shapeLimit = 65_535

  /// Which slots a shape has, a bit each: apart from the lists, so that asking counts no reference.
  private struct Mask: Sendable {
    var low: UInt64 = 0
    var high: UInt64 = 0
  }

  private var masks = [Mask()]
  private var slotLists: [[UInt8]] = [[]]
  /// `next[node * slotLimit + slot]`, 0 where nothing is known.
  private var next = [UInt16](repeating: 0, count: slotLimit)

  package init() {}

  package var count: Int { masks.count }

  /// The slots of a shape in the order of its values.
  package func slots(of shape: UInt32) -> [UInt8] { slotLists[Int(shape)] }
  package func valueCount(of shape: UInt32) -> Int { slotLists[Int(shape)].count }

  @inline(__always)
  func contains(_ shape: UInt32, _ slot: Int) -> Bool {
    let mask = masks[Int(shape)]
    return (slot < 64 ? mask.low : mask.high) & (1 &<< UInt64(truncatingIfNeeded: slot)) != 0
  }

  /// Where the value of `slot` is among the values of a shape.
  package func index(of slot: Int, in shape: UInt32) -> Int? {
    slotLists[Int(shape)].firstIndex(of: UInt8(slot))
  }

  /// The shape with one attribute more, if that was met before; never for an attribute that the shape has.
  @inline(__always)
  func known(_ slot: Int, after shape: UInt32) -> UInt32? {
    let known = next[Int(shape) * Self.slotLimit + slot]
    return known != 0 ? UInt32(known) : nil
  }

  /// The shape with one attribute more, or `nil` if there are too many shapes. The attribute must be new to it.
  @inline(__always)
  mutating func adding(_ slot: Int, to shape: UInt32) -> UInt32? {
    let known = next[Int(shape) * Self.slotLimit + slot]
    return known != 0 ? UInt32(known) : grow(slot, shape)
  }

  private mutating func grow(_ slot: Int, _ shape: UInt32) -> UInt32? {
    guard masks.count < Self.shapeLimit else { return nil }
    var mask = masks[Int(shape)]
    if slot < 64 { mask.low |= 1 << UInt64(slot) } else { mask.high |= 1 << UInt64(slot - 64) }
    next[Int(shape) * Self.slotLimit + slot] = UInt16(masks.count)
    masks.append(mask)
    slotLists.append(slotLists[Int(shape)] + [UInt8(slot)])
    next.append(contentsOf: repeatElement(0, count: Self.slotLimit))
    return UInt32(masks.count - 1)
  }
}
