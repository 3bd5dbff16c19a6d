extension CarriedState {
  package func write(to writer: inout ByteWriter) {
    writer.put(optional: db) { $0.put($1) }
    for time in [instant, believed, doubted] { writer.put(optional: time) { $0.put(signed: $1) } }
  }

  package init(from reader: inout ByteReader) throws(CodingError) {
    self.init()
    db = try reader.optional { reader throws(CodingError) in try reader.text() }
    instant = try reader.optional { reader throws(CodingError) in try reader.signed() }
    believed = try reader.optional { reader throws(CodingError) in try reader.signed() }
    doubted = try reader.optional { reader throws(CodingError) in try reader.signed() }
  }
}
