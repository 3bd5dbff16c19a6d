package import SQLText
import SlowLog

/// Keeps the classes that took the most time and adds up the others in one, so that memory stays bounded.
///
/// A class that is met again after it was added up begins anew: what it lacks is in the class of the others. No event is
/// lost or counted twice.
package enum ClassFold {
  /// What stands for a fingerprint; as a statement it would be a comment, which no fingerprint has.
  package static let fingerprint = Array("(classes beyond --max-classes)".utf8)
  /// What reports call it.
  package static let distilled = "other classes"
  package static let id = QueryID(fingerprint: fingerprint)

  /// - Parameter classes: ordered by ID, before and after.
  /// - Returns: how many classes were added up.
  /// - Complexity: O(*n* log *n*)
  package static func fold(_ classes: inout [QueryClass], to limit: Int) -> UInt64 {
    let known = classes.first { $0.id == id }
    guard classes.count - (known == nil ? 0 : 1) > limit else { return 0 }
    let times: [UInt128] = classes.map { one in one.id == id ? .max : one.metric(.queryTime)?.sum ?? 0 }
    let order = classes.indices.sorted {
      times[$0] != times[$1] ? times[$0] > times[$1] : classes[$0].id < classes[$1].id
    }
    let keeps = Set(order.prefix(limit + (known == nil ? 0 : 1)))
    var others = known ?? empty(like: classes[0])
    var kept: [QueryClass] = []
    kept.reserveCapacity(limit + 1)
    var folded: UInt64 = 0
    for index in classes.indices {
      if classes[index].id == id { continue }
      if keeps.contains(index) {
        kept.append(classes[index])
      } else {
        others.merge(classes[index], samples: 0)
        folded += 1
      }
    }
    others.samples = []
    // What belongs to one statement says nothing of many.
    others.plans = PlanTally()
    others.bursts = BurstTally()
    kept.append(others)
    kept.sort { $0.id < $1.id }
    classes = kept
    return folded
  }

  private static func empty(like one: QueryClass) -> QueryClass {
    var others = QueryClass(id: id)
    others.key = one.key.map { (key: $0.key, value: fingerprint) }
    others.fingerprint = one.fingerprint.isEmpty ? [] : fingerprint
    others.isAdministratorCommand = false
    return others
  }
}
