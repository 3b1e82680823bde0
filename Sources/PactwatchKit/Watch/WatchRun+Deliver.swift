import Posix

extension WatchRun {
  /// Tells every receiver what it is due, from this run and from earlier ones.
  ///
  /// `taken` counts the messages that each has taken in this run.
  func deliver(
    to receivers: [Receiver], into report: inout RunReport, _ taken: inout [String: Int]
  ) throws(StoreError) {
    let credentials = CurrentProcess.environment("CREDENTIALS_DIRECTORY")
    let summary = try DeliveryRun(
      store: store, receivers: receivers, recorder: recorder(for: receivers),
      settings: DeliverySettings(configuration.settings, credentials: credentials),
      clock: surroundings.clock, randomBytes: surroundings.randomBytes, taken: taken,
      shouldStop: surroundings.isStopped
    ).run()
    report.delivered += summary.delivered
    report.pending = summary.pending
    report.held = summary.held
    report.dead += summary.dead
    taken = summary.taken
    // What a file refused earlier in this run was written to it now, or refused again.
    report.fileFailure = nil
    for problem in summary.problems {
      let line = "receiver \(problem.receiver): \(problem.message)"
      if !report.problems.contains(line) { report.problems.append(line) }
      report.note(problem.kind)
    }
  }
}

extension Receiver {
  var withoutQuickTries: Receiver {
    var receiver = self
    receiver.quickTries = []
    return receiver
  }
}

extension RunReport {
  fileprivate mutating func note(_ kind: DeliveryProblem.Kind) {
    switch kind {
    case .cannotCreate: fileFailure = .cannotWrite
    case .inputOutput: fileFailure = fileFailure ?? .inputOutput
    case .configuration: hasConfigurationErrors = true
    case .temporary, .repeated: break
    }
  }
}
