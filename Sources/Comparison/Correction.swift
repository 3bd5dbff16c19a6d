/// Corrects probabilities for the number of questions that were asked.
package enum Correction {
  /// Each probability as the share of false alarms that a threshold there would let through among the alarms.
  ///
  /// Where nothing has changed at all, alarms at a level of 1 % come in 1 % of the comparisons.
  ///
  /// - Complexity: O(*n* log *n*).
  /// - Source: Benjamini & Hochberg 1995, adjusted p-values.
  package static func benjaminiHochberg(_ probabilities: [Double]) -> [Double] {
    let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
    var result = probabilities
    var least = 1.0
    for (rank, place) in order.enumerated().reversed() {
      least = min(least, probabilities[place] * Double(probabilities.count) / Double(rank + 1))
      result[place] = least
    }
    return result
  }
}
