import Benchmark
import QDigest

/// What the parts of a digest take, each alone: throughput is in runs a second over the same sixteen megabytes, or over all
/// statements of a sample log.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .peakMemoryResident], maxDuration: .seconds(3), maxIterations: 1_000)

  Benchmark("framing-and-parsing") { benchmark in
    for _ in benchmark.scaledIterations {
      let totals = try SlowLogReader(bytes: Material.log).read { _ in }
      precondition(totals.events > 10_000 && totals.skippedBytes == 0)
      blackHole(totals)
    }
  }

  for style in FingerprintStyle.allCases {
    Benchmark("fingerprint-\(style.rawValue)") { benchmark in
      for _ in benchmark.scaledIterations {
        for statement in Material.statements { blackHole(Fingerprint(of: statement, style: style).bytes) }
      }
    }
  }

  for jobs in [1, 2] {
    Benchmark("digest-of-\(jobs)") { benchmark in
      var configuration = Configuration()
      configuration.jobs = jobs
      for _ in benchmark.scaledIterations { digest(Material.path, configuration) }
    }
  }

  Benchmark("digest-packed") { benchmark in
    for _ in benchmark.scaledIterations { digest(Material.packedPath, Configuration()) }
  }

  Benchmark("digest-with-a-filter") { benchmark in
    var configuration = Configuration()
    try configuration.select(where: "Query_time > 1ms && Rows_examined > 10", now: .init(microseconds: 0))
    for _ in benchmark.scaledIterations { blackHole(SlowLogDigest(of: [Material.path], configuration).eventCount) }
  }

  Benchmark("merge-of-two-digests") { benchmark in
    for _ in benchmark.scaledIterations {
      var digest = Material.digest
      try digest.merge(Material.digest)
      blackHole(digest.eventCount)
    }
  }

  for format in [ReportFormat.text, .json, .findings, .ptJSON] {
    Benchmark("report-\(format.rawValue)") { benchmark in
      for _ in benchmark.scaledIterations { blackHole(Material.digest.rendered(as: format)) }
    }
  }
}

/// One digest, which has to be whole.
private func digest(_ path: String, _ configuration: Configuration) {
  let digest = SlowLogDigest(of: [path], configuration)
  precondition(digest.problems.isEmpty && digest.eventCount > 10_000)
  blackHole(digest.eventCount)
}
