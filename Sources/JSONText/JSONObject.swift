/// The members of a JSON object in the order they were written; several may have the same name.
///
/// - Complexity: looking up a name is O(number of members): objects in plans and reports are small. Whoever has many
///   names to look up in a large object makes a dictionary of `members` first.
package struct JSONObject: Sendable, Equatable {
  package struct Member: Sendable, Equatable {
    package var key: String
    package var value: JSONValue

    package init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  package var members: [Member]

  package init(_ members: [Member] = []) { self.members = members }

  /// The first member of this name. Setting replaces it, or adds one at the end; setting `nil` removes all of the name.
  package subscript(key: String) -> JSONValue? {
    get { members.first { $0.key == key }?.value }
    set {
      guard let newValue else { return members.removeAll { $0.key == key } }
      if let index = members.firstIndex(where: { $0.key == key }) {
        members[index].value = newValue
      } else {
        append(key, newValue)
      }
    }
  }

  /// The values of every member of this name, in order.
  package func all(_ key: String) -> [JSONValue] { members.filter { $0.key == key }.map(\.value) }

  package mutating func append(_ key: String, _ value: JSONValue) { members.append(Member(key: key, value: value)) }
}
