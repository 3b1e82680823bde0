extension WatchRun {
  /// Tells every receiver what it is due, from this run and from earlier ones.
  ///
  /// `earlier` is what came of the last delivery in this run.
  func delivery(to receivers: [Receiver], after earlier: DeliverySummary) -> DeliveryRun {
    DeliveryRun(
      store: store, receivers: receivers, recorder: recorder(for: receivers),
      settings: DeliverySettings(configuration.settings), clock: surroundings.clock,
      randomBytes: surroundings.randomBytes, earlier: earlier, shouldStop: surroundings.isStopped,
      tellWait: surroundings.tellWait)
  }
}

extension Receiver {
  /// While feeds are under way a failure waits for the end of the run.
  var withoutQuickTries: Receiver {
    var receiver = self
    receiver.quickTries = []
    return receiver
  }
}

extension RunReport {
  /// What came of the whole run's deliveries.
  mutating func note(_ told: DeliverySummary) {
    (delivered, pending, held, dead) = (told.delivered, told.pending, told.held, told.dead)
    for problem in told.problems {
      problems.append("receiver \(problem.receiver): \(problem.message)")
      note(problem.kind)
    }
  }

  private mutating func note(_ kind: DeliveryProblem.Kind) {
    switch kind {
    case .cannotCreate: fileFailure = .cannotWrite
    case .inputOutput: fileFailure = fileFailure ?? .inputOutput
    case .configuration: hasConfigurationErrors = true
    case .temporary, .refused, .repeated: break
    }
  }
}
