/// What makes a difference between two windows a change worth telling.
package struct ComparisonOptions: Sendable, Equatable {
  /// The least part of the response time, before or after, that a class must have.
  package var minShare = 0.01
  /// The share of comparisons without any change that may tell of one.
  package var level = 0.01
  /// The same for classes that are new or gone.
  package var presenceLevel = 0.05
  /// The least factor of times that is told.
  package var minRatio = 1.25
  /// The same for 95th percentiles that move while the rest does not.
  package var minTailRatio = 1.5
  /// The same for rows.
  package var minRowsRatio = 1.5
  /// The same for calls.
  package var minCountRatio = 2.0

  package init() {}
}
