import CCurl

/// Runs many transfers at once on the calling thread (libcurl's multi interface).
///
///     let queue = TransferQueue()
///     queue.add(request, id: 1)
///     while !queue.isEmpty {
///       if let completion = queue.next(within: .milliseconds(500)) { ... }
///     }
///
/// Each transfer has a connection of its own. Dropping the queue drops what is still in flight.
@safe package final class TransferQueue {
  private let multi: UnsafeMutableRawPointer?
  /// By `Transfer.key`.
  private var inFlight: [UInt: Transfer] = [:]
  /// Transfers that ended before they began.
  private var unstarted: [Completion] = []
  private let budget: BodyBudget

  /// A transfer that ended, well or not.
  package struct Completion: Sendable {
    package let id: Int
    package let result: Result<HTTPResponse, TransferError>
  }

  /// What all bodies in flight hold together, unless told otherwise: some large feeds at once are normal, 32 are an attack.
  package static let usualBodyBytes = 20 << 20

  package init(bodyBytes: Int = TransferQueue.usualBodyBytes) {
    budget = BodyBudget(limit: bodyBytes)
    unsafe multi = LibCurl.isReady ? curl_multi_init() : nil
  }

  deinit {
    for transfer in inFlight.values { unsafe curl_multi_remove_handle(multi, transfer.handle) }
    inFlight.removeAll()
    unsafe curl_multi_cleanup(multi)
  }

  package var count: Int { inFlight.count + unstarted.count }
  package var isEmpty: Bool { count == 0 }

  /// Starts a transfer; `id` comes back with its completion.
  package func add(_ request: HTTPRequest, id: Int) {
    if let address = request.addressKeptFromProxy {
      return unstarted.append(Completion(id: id, result: .failure(.blockedAddress(address))))
    }
    guard let transfer = Transfer(request, id: id, budget: budget),
      unsafe curl_multi_add_handle(multi, transfer.handle) == CURLM_OK
    else {
      let error = TransferError.other(
        code: Int(CURLE_FAILED_INIT.rawValue), reason: "libcurl could not be set up")
      unstarted.append(Completion(id: id, result: .failure(error)))
      return
    }
    inFlight[transfer.key] = transfer
  }

  /// The next transfer to end; nil where none did, at the latest after `limit`, earlier where something else happened.
  ///
  /// Waits not at all where `limit` is zero, and all of `limit` where nothing is in flight; a signal ends the wait. So a
  /// caller with a deadline or a flag to look at calls it in a loop.
  package func next(within limit: Duration) -> Completion? {
    if let done = finished() { return done }
    // It does not wait for what was just added or goes on, which libcurl calls overdue.
    if limit > .zero { unsafe curl_multi_poll(multi, nil, 0, Int32(clamping: limit.milliseconds), nil) }
    perform()
    return finished()
  }

  private func perform() {
    var running: Int32 = 0
    unsafe curl_multi_perform(multi, &running)
  }

  private func finished() -> Completion? {
    if let completion = unstarted.popLast() { return completion }
    var waiting: Int32 = 0
    while let message = unsafe curl_multi_info_read(multi, &waiting) {
      let code = unsafe pw_message_result(message)
      guard unsafe message.pointee.msg == CURLMSG_DONE, let handle = unsafe message.pointee.easy_handle,
        let transfer = inFlight.removeValue(forKey: UInt(bitPattern: handle))
      else { continue }
      let completion = Completion(id: transfer.id, result: transfer.result(code))
      unsafe curl_multi_remove_handle(multi, handle)
      transfer.release()
      for other in inFlight.values { other.resume() }
      return completion
    }
    return nil
  }
}
