import Input
import Synchronization

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
  }

  private let state: Mutex<State>
  private let options: DigestOptions

  init(_ file: InputFile, index: Int, options: DigestOptions) {
    self.file = file
    self.index = index
    self.options = options
    state = Mutex(State())
  }

  /// Fills the next chunk; opens the log when it is first asked. `false` when there is nothing more.
  ///
  /// - Returns: also how many stored bytes have been read since the last call.
  func next(into chunk: inout ChunkBuffer) -> (got: Bool, progress: UInt64) {
    state.withLock { state in
      if !state.isOpened {
        state.isOpened = true
        do throws(InputError) {
          state.reader = ChunkReader(
            try file.open(), chunkBytes: options.chunkBytes, maxEventBytes: options.maxEventBytes)
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
      return account
    }
  }
}

/// Hands logs to workers: each goes where the fewest are at work.
final class LogQueue: Sendable {
  let tasks: [LogTask]
  private let working: Mutex<[Int]>

  init(_ tasks: [LogTask]) {
    self.tasks = tasks
    working = Mutex([Int](repeating: 0, count: tasks.count))
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
