package import Input
import Locking
import SQLText
import SlowLog

/// Reads logs with several workers and makes one digest of them.
///
/// Each worker takes a chunk, parses it, waits for what the chunk before leaves behind, and adds the events to classes
/// of its own; the classes are merged at the end. The result is the same to the byte for any number of
/// workers, any size of chunks and any order of the logs.
package enum Digester {
  package static func digest(_ inputs: InputSet, options: DigestOptions) -> Digest {
    read(inputs, options: options).digest
  }

  /// As ``digest(_:options:)``, with how far each log was read; logs that were left alone are not among them.
  package static func read(_ inputs: InputSet, options: DigestOptions) -> (digest: Digest, ends: [LogEnd]) {
    let tasks = inputs.files.enumerated().map { LogTask($1, index: $0, options: options) }
    let queue = LogQueue(tasks)
    let seed = UInt64.random(in: .min ... .max)
    let jobs = options.maxClasses == nil ? max(1, options.jobs) : 1
    let merge = DigestMerge(options)
    let work = Guarded<[DigestMerge.Work]>([])
    let progress = ProgressMeter(total: inputs.storedSize, report: options.progress)
    Workers.run(jobs) {
      var worker = Worker(options: options, seed: seed, progress: progress, merge: merge)
      worker.run(queue)
      let part = merge.work(of: &worker.partial)
      work.withLock { $0.append(part) }
    }
    let parts = work.withLock { work in
      defer { work = [] }
      return work
    }
    return (merge.merge(parts, tasks, inputs.problems), tasks.compactMap { $0.end() })
  }
}

/// Adds up what the workers have read.
final class ProgressMeter: Sendable {
  private let total: UInt64?
  private let report: (@Sendable (DigestProgress) -> Void)?
  private let read = Guarded((stored: UInt64(0), plain: UInt64(0)))

  init(total: UInt64?, report: (@Sendable (DigestProgress) -> Void)?) {
    self.total = total
    self.report = report
  }

  func add(stored: UInt64, plain: UInt64) {
    guard let report else { return }
    let now = read.withLock { read in
      read.stored += stored
      read.plain += plain
      return read
    }
    report(DigestProgress(storedBytes: now.stored, totalStoredBytes: total, plainBytes: now.plain))
  }
}

/// One thread's share of a run.
struct Worker {
  private let options: DigestOptions
  private let progress: ProgressMeter
  private let merge: DigestMerge
  private var chunk = ParsedChunk()
  private var buffer = ChunkBuffer()
  var partial: PartialDigest

  init(options: DigestOptions, seed: UInt64, progress: ProgressMeter, merge: DigestMerge) {
    self.options = options
    self.progress = progress
    self.merge = merge
    partial = PartialDigest(options, seed: seed)
  }

  mutating func run(_ queue: LogQueue) {
    while let task = queue.take() {
      let path = "\(task.file.name)"
      while true {
        let (got, stored) = task.next(into: &buffer)
        guard got else { break }
        process(task, path)
        if partial.isFull { merge.settle(&partial) }
        progress.add(stored: stored, plain: UInt64(buffer.count))
      }
      queue.leave(task)
    }
  }

  private mutating func process(_ task: LogTask, _ path: String) {
    let index = buffer.index
    partial.parse(buffer, into: &chunk)
    let border = task.sequencer.border(before: index)
    if !border.pending.isEmpty {
      buffer.prepend(border.pending)
      partial.parse(buffer, into: &chunk)
    }
    if buffer.next == .nothing, task.leavesTail { leaveTail() }
    var next = Sequencer.Border(carried: border.carried)
    next.carried.advance(over: chunk, buffer.bytes.span)
    if let start = chunk.unfinishedFrom { next.pending = Array(buffer.bytes[start..<buffer.count]) }
    next.carried.disbelievedTimes = 0
    if buffer.next == .nothing { task.end(buffer, next.carried) }
    task.sequencer.settle(index, leaving: next)
    partial.apply(chunk, buffer, border.carried, file: task.index, path: path)
  }

  /// Takes what has no end from the end of the final chunk.
  private mutating func leaveTail() {
    // What stood before it may have no end either; not for ever, since each round parses the chunk again.
    for _ in 0..<4 where buffer.count > 0 {
      guard chunk.isCutShort || chunk.endsInQuote || buffer.bytes[buffer.count - 1] != 0x0A else { break }
      let count = buffer.count
      var end = chunk.events.last.map { $0.end == count ? $0.start : $0.end } ?? 0
      if let gap = chunk.gaps.last, gap.upperBound == count { end = gap.lowerBound }
      if let banner = chunk.banners.last, banner.end > end { end = banner.end == count ? banner.start : banner.end }
      buffer.count = end
      for i in 0..<min(scanPadding, buffer.bytes.count - end) { buffer.bytes[end + i] = 0 }
      partial.parse(buffer, into: &chunk)
    }
  }
}
