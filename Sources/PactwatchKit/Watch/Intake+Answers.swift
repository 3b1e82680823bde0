import Crypto
import FeedParsing

/// What each answer means for its feed.
extension Intake {
  /// Takes in what came of an errand, at the time that it was due.
  mutating func take(
    _ outcome: FetchOutcome, for errand: RunPlan.Errand, at time: Int
  ) throws(StoreError) {
    for feed in errand.feeds {
      guard let state = states[feed.name] else { continue }
      let arrival = Arrival(feed: feed, state: state, time: time)
      switch outcome {
      case .failed(let error): fail(arrival, error, errand.request, at: nil)
      case .unchanged(let document): confirm(arrival, by: document, errand.request)
      case .fetched(let document): try take(document, for: arrival, errand.request)
      }
    }
  }

  private mutating func confirm(_ arrival: Arrival, by document: FeedDocument, _ request: FetchRequest) {
    var arrival = arrival
    arrival.state.confirm(by: document, at: arrival.time)
    report.feeds.unchanged += 1
    enqueue(settled(arrival, document, request))
  }

  private mutating func take(
    _ document: FeedDocument, for arrival: Arrival, _ request: FetchRequest
  ) throws(StoreError) {
    var arrival = arrival
    let hash = document.fingerprint
    if hash == arrival.state.bodyHash {
      arrival.state.renew(by: document, at: arrival.time)
      report.feeds.unchanged += 1
      return enqueue(settled(arrival, document, request))
    }
    try makeRoom(for: document.body.count)
    let parsed: ParsedFeed
    do throws(FeedParseError) {
      parsed = try FeedParser.parse(document.body, options: ParseOptions(document))
    } catch {
      if case .htmlPage = error, !document.redirects.isEmpty {
        outage.notePage(for: arrival.feed.url, at: document.url)
      }
      return fail(arrival, FetchError(error), request, at: document.url)
    }
    // A first answer that was cut off leaves its rest for the next one: still a first sight, but not for ever.
    arrival.endsFirstSight = parsed.isComplete || arrival.state.lastSuccess != nil
    tell(arrival.state.noteOddities(of: document, parsed), of: arrival.feed)
    if parsed.isComplete {
      arrival.state.renew(by: document, at: arrival.time)
      arrival.state.bodyHash = hash
      arrival.state.updateInterval = parsed.updateInterval
    } else {
      arrival.state.renewInPart(at: arrival.time)
    }
    report.feeds.withDocuments += 1
    arrival.items = parsed.items.map { Item($0, of: parsed, arrival.feed) }
    enqueue(settled(arrival, document, request), size: document.body.count)
  }

  /// After an answer that is a feed or "not modified": where it is asked next, and when.
  private mutating func settled(
    _ arrival: Arrival, _ document: FeedDocument, _ request: FetchRequest
  ) -> Arrival {
    var arrival = arrival
    recoveries[arrival.feed.name] = states[arrival.feed.name]?.failure?.since
    outage.note(arrival.feed.url, wasFailing: recoveries[arrival.feed.name] != nil, nil)
    if request.url == arrival.feed.url {
      tell(arrival.state.learnMove(from: document.redirects, at: arrival.time), of: arrival.feed)
    }
    arrival.state.due = FeedSchedule.next(
      arrival.state, after: nil, every: arrival.feed.every, at: arrival.time)
    return arrival
  }

  private mutating func tell(_ notes: [String], of feed: Feed) {
    report.problems += notes.map { "feed \(feed.name): \($0)" }
  }

  private mutating func fail(
    _ arrival: Arrival, _ error: FetchError, _ request: FetchRequest, at address: String?
  ) {
    var arrival = arrival
    guard !error.kind.isUnasked else {
      failures.append(FailedErrand(arrival: arrival, error: error))
      return
    }
    if request.url == arrival.feed.url, arrival.state.outlivesAddress(at: arrival.time) {
      report.feeds.failed += 1
      tell(["the address that it has moved from fails: \(error.message)"], of: arrival.feed)
      return enqueue(arrival)
    }
    outage.note(arrival.feed.url, wasFailing: arrival.state.failure != nil, error)
    arrival.state.fail(error, at: arrival.time)
    let due = FeedSchedule.next(
      arrival.state, after: error, every: arrival.feed.every, at: arrival.time)
    arrival.state.due = due
    if error.status == 429, let site = error.site {
      arrival.pause = HostPause(site: site, since: arrival.time, until: due.time)
      pauses[site] = arrival.pause
    }
    failures.append(FailedErrand(arrival: arrival, error: error, address: address))
  }
}

extension FeedState {
  /// Takes note of what is odd about a document that is not the same as the last; gives what was not so before.
  fileprivate mutating func noteOddities(of document: FeedDocument, _ parsed: ParsedFeed) -> [String] {
    var now = document.notes
    if parsed.isCutOff { now.append("it is cut off: read as far as it goes, and asked for in full again") }
    if parsed.items.count >= ParseOptions.mostItems {
      now.append("only its first \(ParseOptions.mostItems) items are read")
    }
    if parsed.items.isEmpty, lastNews != nil { now.append("it has become empty: no item is left in it") }
    if let etag = document.etag, etag == validators?.etag, document.url == validators?.url {
      now.append("its ETag stayed the same although its text changed")
    }
    defer { notes = now }
    return now.filter { !notes.contains($0) }
  }
}

extension FeedDocument {
  /// Of all that the parser goes by: the bytes alone mean something else under another encoding or address.
  fileprivate var fingerprint: [UInt8] {
    let labels = [contentType, contentLanguage, url].map { ($0 ?? "") + "\n" }.joined()
    return SHA256.hash(Array(labels.utf8) + SHA256.hash(body))
  }
}

extension Item {
  /// What the item, its feed or the configuration says, in this order.
  fileprivate init(_ parsed: ParsedItem, of document: ParsedFeed, _ feed: Feed) {
    self.init(
      guid: parsed.id, link: parsed.link, title: parsed.titleText ?? "", summary: parsed.summaryText ?? "",
      content: parsed.contentText ?? "", language: parsed.language ?? feed.language ?? document.language,
      published: parsed.date)
  }
}
