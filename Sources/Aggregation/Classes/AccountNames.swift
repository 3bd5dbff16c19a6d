import SlowLog

/// Tells users, hosts and addresses from a worker's accounts.
///
/// A class may have seen hundreds of accounts of few users; these are added up by number before any name is looked up.
struct AccountNames: Sendable {
  /// One kind of name: which name each account has, and the sums of the class at hand.
  private struct Column: Sendable {
    private var names: [CountedValues.Value] = []
    private var numbers: [Int] = []
    private var known: [[UInt8]: Int] = [:]
    private var sums: [UInt64] = []
    private var touched: [Int] = []

    /// Notes the name of the next account; an empty one is none.
    mutating func add(_ name: [UInt8]) {
      guard !name.isEmpty else {
        numbers.append(-1)
        return
      }
      if let number = known[name] {
        numbers.append(number)
        return
      }
      known[name] = names.count
      numbers.append(names.count)
      names.append(CountedValues.Value(name))
      sums.append(0)
    }

    mutating func count(_ account: Int, _ number: UInt64) {
      let place = numbers[account]
      guard place >= 0 else { return }
      if sums[place] == 0 { touched.append(place) }
      sums[place] += number
    }

    mutating func move(to values: inout CountedValues) {
      for place in touched {
        values.add(names[place], sums[place])
        sums[place] = 0
      }
      touched.removeAll(keepingCapacity: true)
    }
  }

  private var users = Column()
  private var hosts = Column()
  private var clients = Column()

  /// - Parameter accounts: what follows `# User@Host: `, by number.
  init(_ accounts: [[UInt8]]) {
    for text in accounts {
      let account = Account(text)
      users.add(account.user)
      hosts.add(account.hostOrAddress)
      clients.add(account.ip)
    }
  }

  /// Adds the names of a class's accounts to it.
  mutating func count(_ pairs: [(id: UInt32, count: UInt64)], into result: inout QueryClass) {
    for (id, number) in pairs {
      users.count(Int(id), number)
      hosts.count(Int(id), number)
      clients.count(Int(id), number)
    }
    users.move(to: &result.users)
    hosts.move(to: &result.hosts)
    clients.move(to: &result.clients)
  }
}
