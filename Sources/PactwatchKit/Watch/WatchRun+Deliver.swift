import Posix

extension WatchRun {
  /// Tells every receiver what it is due, from this run and from earlier ones.
  func deliver(to receivers: [Receiver], into report: inout RunReport) throws(StoreError) {
    let summary = try DeliveryRun(
      store: store, receivers: receivers, settings: deliverySettings, clock: surroundings.clock,
      randomBytes: surroundings.randomBytes, shouldStop: surroundings.isStopped
    ).run()
    report.delivered += summary.delivered
    report.pending = summary.pending
    for problem in summary.problems {
      report.problems.append("receiver \(problem.receiver): \(problem.message)")
      report.note(problem.kind)
    }
  }

  private var deliverySettings: DeliverySettings {
    let settings = configuration.settings
    var delivery = DeliverySettings(
      userAgent: FetchSettings.userAgent(contact: settings.contact),
      secrets: SecretReader(credentials: CurrentProcess.environment("CREDENTIALS_DIRECTORY")))
    delivery.addressPolicy = settings.addressPolicy
    delivery.proxy = settings.proxy
    return delivery
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
