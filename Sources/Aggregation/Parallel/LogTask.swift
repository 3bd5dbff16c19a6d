import Input
import Locking

/// One log of a run: its reader, shared by the workers, and the order of its chunks.
final class LogTask: Sendable {
  /// Place among the logs in canonical order.
  let index: Int
  let file: InputFile
  let sequencer = Sequencer()

  private struct State: ~Copyable {
    var reader: ChunkReader?
    var isOpened = false
    var isDone = false
    var problem: InputError?
    var reported: UInt64 = 0
    var identity: FileIdentity?
    var start = LogStart(leavesTail: false)
    var end: (offset: UInt64, carried: CarriedState, tail: [UInt8])?
  }

  private let state: Guarded<State>
  private let options: DigestOptions

  init(_ file: InputFile, index: Int, options: DigestOptions) {
    self.file = file
    self.index = index
    self.options = options
    state = Guarded(State())
  }

  /// Fills the next chunk; opens the log when it is first asked. `false` when there is nothing more.
  ///
  /// - Returns: also how many stored bytes have been read since the last call.
  func next(into chunk: inout ChunkBuffer) -> (got: Bool, progress: UInt64) {
    state.withLock { state in
      if !state.isOpened {
        state.isOpened = true
        do throws(InputError) {
          try open(&state)
        } catch {
          state.problem = error
        }
      }
      guard state.reader?.next(into: &chunk) ?? false else {
        state.isDone = true
        return (false, 0)
      }
      let position = state.reader?.source.storedPosition ?? 0
      defer { state.reported = position }
      return (true, position - state.reported)
    }
  }

  private func open(_ state: inout State) throws(InputError) {
    var source = try file.open(stop: options.stop)
    state.identity = source.identity
    if let choose = options.start {
      guard let start = choose(file, &source) else { return }
      state.start = start
      sequencer.begin(carrying: start.carried)
    }
    state.reader = ChunkReader(source, chunkBytes: options.chunkBytes, maxEventBytes: options.maxEventBytes)
  }

  /// Whether the unfinished end of the log is left for the next time.
  var leavesTail: Bool { state.withLock { $0.start.leavesTail || ($0.reader?.wasStopped ?? false) } }

  /// Says how far the log has been taken, by its final chunk.
  func end(_ buffer: borrowing ChunkBuffer, _ carried: CarriedState) {
    let first = max(0, buffer.count - LogEnd.tailLimit)
    let end = (offset: buffer.offset + UInt64(buffer.count), carried, tail: Array(buffer.bytes[first..<buffer.count]))
    state.withLock { $0.end = end }
  }

  /// How far the log has been read; `nil` if it was left alone.
  func end() -> LogEnd? {
    state.withLock { state in
      guard let end = state.end else { return nil }
      var account = FileAccount(path: "")
      state.reader?.describe(in: &account)
      return LogEnd(
        file: file, identity: state.identity, start: state.start.offset, offset: end.offset, carried: end.carried,
        tail: end.tail, isIncomplete: !account.problems.isEmpty)
    }
  }

  var isDone: Bool { state.withLock { $0.isDone } }

  /// What is known of the log once it has been read.
  func account() -> FileAccount {
    state.withLock { state in
      var account = FileAccount(path: "\(file.name)")
      if let problem = state.problem {
        account.problems.append(problem.message)
        account.hints[problem.message] = problem.hint
      }
      state.reader?.describe(in: &account)
      if let end = state.end {
        account.bytes = end.offset - state.start.offset
      } else {
        account.bytes -= min(account.bytes, state.start.offset)
      }
      return account
    }
  }
}

/// Hands logs to workers: each goes where the fewest are at work.
final class LogQueue: Sendable {
  let tasks: [LogTask]
  private let working: Guarded<[Int]>

  init(_ tasks: [LogTask]) {
    self.tasks = tasks
    working = Guarded([Int](repeating: 0, count: tasks.count))
  }

  /// The next log to work on, or `nil` when all are read.
  func take() -> LogTask? {
    working.withLock { working in
      var best: Int?
      for index in tasks.indices where !tasks[index].isDone {
        if best.map({ working[index] < working[$0] }) ?? true { best = index }
      }
      guard let best else { return nil }
      working[best] += 1
      return tasks[best]
    }
  }

  func leave(_ task: LogTask) { working.withLock { $0[task.index] -= 1 } }
}
