/// One step of a plan, with the steps that feed it.
///
/// Every format says less than the whole: what a format does not tell is `nil` or empty.
///
/// - Units: times are milliseconds, costs the server's own unit. Row counts are averages of one execution of the step,
///   and may be fractions.
public struct PlanNode: Sendable, Equatable {
  /// What kind of step it is.
  public enum Kind: Sendable, Hashable {
    /// A SELECT of the statement, or the statement itself.
    case queryBlock
    /// Reads a table.
    case access
    /// One index of several that an `access` above it reads.
    case indexPart
    case join(PlanJoin)
    case filter, sort, limit, aggregate, window, deduplicate
    /// Gathers rows in a temporary table.
    case materialize, temporaryTable
    /// Puts the rows of several query blocks together (`UNION`, `INTERSECT`, `EXCEPT`).
    case union
    /// A subquery of an expression.
    case subquery
    /// The input of a hash join that is hashed.
    case hash
    /// Writes to a table.
    case modify
    /// Rows that were there before the execution began: constant tables, or no table at all.
    case constantRows
    /// Nothing to read, or nothing that the server shows; `message` says why.
    case message
    /// Anything else; `operation` has the server's name for it.
    case other
  }

  public var kind: Kind
  /// What the step does, in the server's words where it has any.
  public var operation: String

  public var selectID: Int?
  /// `SIMPLE`, `DEPENDENT SUBQUERY`, `DERIVED`, …
  public var selectType: String?
  /// Whether it runs anew for every row of the query around it.
  public var isDependent = false
  /// Where the subquery stands: `projection`, `condition`, …
  public var subqueryLocation: String?

  /// The table as the statement calls it: its alias, if it has one, else its name. `<derived2>` and its like stand for
  /// intermediate results.
  public var table: String?
  /// The name behind an alias, where the format tells it.
  public var baseTable: String?
  public var schema: String?
  public var partitions: [String] = []
  public var access: AccessType?
  public var possibleKeys: [String] = []
  /// The index used; several are separated by commas.
  public var key: String?
  /// Bytes of the index that are used, as written: `4`, or `4,4` for two indexes.
  public var keyLength: String?
  /// The columns of the index that are used.
  public var keyParts: [String] = []
  /// What the index is compared with: columns, `const`, `func`.
  public var ref: [String] = []
  /// The columns of the table that the statement needs, where the format tells them.
  public var usedColumns: [String] = []
  /// Whether the index alone gives all columns.
  public var isCovering = false

  public var rows: Double?
  /// How many times the optimizer expects the step to be executed in one execution of its query block, where it says so
  /// (MariaDB 11).
  public var expectedLoops: Double?
  /// Percent of the rows that pass the condition.
  public var filtered: Double?
  /// The cost of the step with all that feeds it.
  public var cost: Double?

  public var actualRows: Double?
  public var actualFiltered: Double?
  /// How many times the step was executed; 0 if never.
  public var loops: Double?
  /// Until the first row and until the last, averages of one execution, inputs included (MySQL).
  public var firstRowMillis: Double?
  public var lastRowMillis: Double?
  /// The time of this step alone over all its executions (MariaDB).
  public var ownMillis: Double?

  public var conditions: [PlanCondition] = []
  public var facts: [PlanFact] = []
  /// Why there is nothing to read: `Impossible WHERE`, `<not executable by iterator executor>`.
  public var message: String?
  /// What the format says and the fields above have no place for, in its order.
  public var details: [PlanDetail] = []
  public var children: [PlanNode] = []

  public init(_ kind: Kind, operation: String) {
    self.kind = kind
    self.operation = operation
  }

  /// Whether the server says this of the step.
  public func has(_ fact: PlanFact) -> Bool { facts.contains(fact) }

  mutating func add(_ fact: PlanFact) {
    if !facts.contains(fact) { facts.append(fact) }
  }

  mutating func add(_ condition: PlanCondition.Kind, _ text: String?) {
    if let text, !text.isEmpty { conditions.append(PlanCondition(kind: condition, text: text)) }
  }
}

/// A condition that a step checks, as the server prints it.
public struct PlanCondition: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// Checked for rows that were read.
    case filter
    /// Checked in the index, before the row is read.
    case index
    /// Finds the rows in the index.
    case lookup
    /// The bounds of a range in the index.
    case range
    case hash, having, join
  }

  public var kind: Kind
  public var text: String

  public init(kind: Kind, text: String) {
    self.kind = kind
    self.text = text
  }
}

/// A name and value that the plan has and the model does not.
public struct PlanDetail: Sendable, Hashable {
  public var name: String
  /// The value; JSON if it is more than a word.
  public var text: String
  /// Whether it is a measurement of known meaning, which the rendered plan leaves out.
  public var isMinor: Bool { name.hasPrefix("r_") || name == "optimization time ms" || name == "rowid_filter" }

  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

/// How two inputs are joined.
public struct PlanJoin: Sendable, Hashable {
  public enum Kind: Sendable, Hashable { case inner, left, semi, anti }
  public enum Algorithm: Sendable, Hashable { case nestedLoop, hash, batchedKeyAccess, blockNestedLoop }

  public var kind: Kind
  public var algorithm: Algorithm
  /// Whether a hash join has no condition, so that every row meets every row.
  public var isCartesian: Bool

  public init(kind: Kind, algorithm: Algorithm, isCartesian: Bool = false) {
    self.kind = kind
    self.algorithm = algorithm
    self.isCartesian = isCartesian
  }
}
