internal import Curl
internal import Matching
package import Posix

/// Sends each receiver one message that is marked as a test, and tells what came of it. The state takes no part.
package struct ReceiverTest {
  private let settings: DeliverySettings
  private let clock: Clock
  private let randomBytes: (Int) -> [UInt8]

  /// What came of the test of one receiver.
  package struct Outcome: Sendable, Equatable {
    package var receiver: String
    package var kind: String
    /// Nil where it worked; else one sentence, without secrets.
    package var problem: String?
  }

  package init(
    settings: DeliverySettings, clock: Clock = .system,
    randomBytes: @escaping (Int) -> [UInt8] = CurrentProcess.randomBytes
  ) {
    (self.settings, self.clock, self.randomBytes) = (settings, clock, randomBytes)
  }

  /// All at once, in the order of the receivers. Nothing is written to a file: a log holds alerts only.
  package func run(_ receivers: [Receiver]) -> [Outcome] {
    var outcomes = receivers.map { Outcome(receiver: $0.name, kind: $0.kind.word, problem: nil) }
    let queue = TransferQueue()
    var targets: [Int: any WebTarget] = [:]
    for (index, receiver) in receivers.enumerated() {
      if case .file(let path, _) = receiver.kind {
        outcomes[index].problem = problem(ofFile: path)
        continue
      }
      do throws(SecretError) {
        let address = try WebAddress(receiver, settings.secrets)
        targets[index] = address.target
        let request = address.target.request(
          of: message, to: address.url, settings.reaching(receiver), now: clock.now())
        queue.add(request, id: index)
      } catch {
        outcomes[index].problem = error.message
      }
    }
    while !queue.isEmpty {
      guard let done = queue.next(within: .milliseconds(200)), let target = targets[done.id] else { continue }
      outcomes[done.id].problem = problem(of: done.result, target)
    }
    return outcomes
  }

  /// Whether lines can be appended; an empty file that this makes is taken away again.
  private func problem(ofFile path: String) -> String? {
    let isNew = !Files.exists(path)
    do throws(PosixError) {
      _ = try OpenFile.appending(path)
      if isNew { try Files.remove(path) }
      return nil
    } catch {
      return error.message
    }
  }

  private func problem(of result: Result<HTTPResponse, TransferError>, _ target: any WebTarget) -> String? {
    switch result {
    case .failure(let error): DeliveryFailure(error).reason
    case .success(let response): DeliveryFailure(response, from: target, now: clock.now())?.reason
    }
  }

  private var message: WebMessage {
    let now = clock.now()
    let id = "test-" + ULID.text(time: now, random: randomBytes(ULID.randomBytes))
    let alert = Alert(
      id: id, time: now, topic: "test", tier: .alert, kind: .operational, feed: "", source: "pactwatch",
      title: "A test of pactwatch: nothing has happened",
      why: "Somebody asked whether alerts arrive here. They do.", evidence: [])
    return WebMessage(key: id, alerts: [RecordedAlert(sequence: 0, alert: alert)])
  }
}

extension Receiver.Kind {
  /// As the configuration says it.
  package var word: String {
    switch self {
    case .file: "file"
    case .webhook: "webhook"
    case .slack: "slack"
    case .mattermost: "mattermost"
    }
  }
}
