/// The inputs of a run, found from the arguments of the command.
///
/// An argument is a file, a named pipe, `-` for standard input, or a directory that holds a rotated set: of its files
/// those that are slow logs by their contents; hidden files and directories within it are left out. A file
/// that was reached twice (by two names, a link, a directory) is read once. The order is that of the names' bytes,
/// whatever the order of the arguments.
///
/// What cannot be used does not stand in the way of the rest: it is kept in ``problems``.
package struct InputSet: Sendable {
  /// What there is to read, in canonical order.
  package private(set) var files: [InputFile] = []
  /// What cannot be read, in canonical order.
  package private(set) var problems: [InputError] = []
  /// What the user may want to know about the choice, in canonical order.
  package private(set) var notes: [InputNote] = []

  /// Finds the inputs that the arguments name.
  package init(arguments: [String]) {
    for argument in arguments.sorted(by: Self.precedes) {
      if argument == "-" { addStandardInput() } else { add(Array(argument.utf8)) }
    }
    keepFirstOfEachFile()
    let read = Set(files.map(\.name))
    notes = notes.uniqued.filter { note in
      guard case .leftOut(let name, _) = note else { return true }
      return !read.contains(name)
    }
    notes.sort { $0.message.utf8.lexicographicallyPrecedes($1.message.utf8) }
    problems = problems.uniqued.sorted { $0.input < $1.input }
  }

  /// Those of the files for which something holds, and nothing of problems and notes.
  package func filtered(_ isKept: (InputFile) -> Bool) -> InputSet {
    var result = InputSet(arguments: [])
    result.files = files.filter(isKept)
    return result
  }

  /// Stored bytes of all inputs together; `nil` when one of them is a pipe.
  package var storedSize: UInt64? {
    var sum: UInt64 = 0
    for file in files {
      guard let size = file.storedSize else { return nil }
      sum += size
    }
    return sum
  }
}

extension InputSet {
  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  private mutating func addStandardInput() {
    do throws(SystemError) {
      let status = try Descriptor(adopting: 0, closesAtEnd: false).status()
      files.append(InputFile(name: .standardInput, kind: status.kind, identity: status.identity))
    } catch {
      problems.append(InputError(.unreadable(errno: error.errno), input: .standardInput))
    }
  }

  private mutating func add(_ path: [UInt8]) {
    do throws(SystemError) {
      let status = try FileStatus(path: path)
      if status.kind == .directory {
        addLogs(in: path)
      } else {
        files.append(InputFile(name: .path(path), kind: status.kind, identity: status.identity))
      }
    } catch {
      problems.append(InputError(.unreadable(errno: error.errno), input: .path(path)))
    }
  }

  /// Takes the regular files in a directory that look like slow logs.
  private mutating func addLogs(in directory: [UInt8]) {
    let separator: [UInt8] = directory.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
    let before = files.count + problems.count
    do throws(SystemError) {
      for entry in try Directory.visibleNames(at: directory) { addIfLog(directory + separator + entry) }
    } catch {
      problems.append(InputError(.unreadableFolder(errno: error.errno), input: .path(directory)))
    }
    if files.count + problems.count == before { problems.append(InputError(.noLogs, input: .path(directory))) }
  }

  private mutating func addIfLog(_ path: [UInt8]) {
    let name = InputName.path(path)
    do throws(InputError) {
      let status = try Self.status(of: path)
      guard status.kind == .regular else { return }
      let file = InputFile(name: name, kind: status.kind, identity: status.identity)
      switch try Self.kind(of: file) {
      case .slowLog, .empty: files.append(file)
      case let other: notes.append(.leftOut(name, other))
      }
    } catch {
      problems.append(error)
    }
  }

  private static func status(of path: [UInt8]) throws(InputError) -> FileStatus {
    do throws(SystemError) {
      return try FileStatus(path: path)
    } catch {
      throw InputError(.unreadable(errno: error.errno), input: .path(path))
    }
  }

  /// What a file looks like once unpacked.
  private static func kind(of file: InputFile) throws(InputError) -> LogKind {
    var source = try file.open()
    var front = [UInt8](repeating: 0, count: 64 << 10)
    // SAFETY: the array is lent for the call only.
    let count = unsafe front.withUnsafeMutableBytes { unsafe source.fill($0) }
    return LogKind.looksLike(front.span.extracting(0..<count))
  }

  /// Leaves one of the names of each file: a path rather than standard input, else the first.
  private mutating func keepFirstOfEachFile() {
    struct Place: Hashable {
      var device, inode: UInt64
    }
    var names: [Place: InputName] = [:]
    files.sort { $0.name < $1.name }
    var kept: [InputFile] = []
    for file in files.filter({ $0.name != .standardInput }) + files.filter({ $0.name == .standardInput }) {
      let place = Place(device: file.identity.device, inode: file.identity.inode)
      if let first = names[place] {
        notes.append(.duplicate(file.name, of: first))
      } else {
        names[place] = file.name
        kept.append(file)
      }
    }
    files = kept.sorted { $0.name < $1.name }
  }
}

extension Array where Element: Hashable {
  /// The elements without repetitions.
  fileprivate var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
