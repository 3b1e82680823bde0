import Curl

/// What each kind of answer does to what is remembered. Times are in milliseconds since 1970.
extension FeedState {
  /// After a fetch that gave a feed, or the news that nothing has changed.
  package mutating func succeed(at time: Int) {
    lastAttempt = time
    lastSuccess = time
    failure = nil
  }

  package mutating func fail(_ error: FetchError, at time: Int) {
    lastAttempt = time
    failure = Failure(
      since: min(failure?.since ?? time, time), count: (failure?.count ?? 0) + 1, kind: error.kind,
      message: error.message)
  }

  /// After "not modified", whose document has the validators to keep (RFC 9110 section 15.4.5).
  mutating func confirm(by document: FeedDocument, at time: Int) {
    succeed(at: time)
    if let lifetime = document.freshness { freshness = lifetime }
    if let kept = document.validators { validators = kept }
  }

  /// After a whole document: its validators, or none where it brought none.
  mutating func renew(by document: FeedDocument, at time: Int) {
    succeed(at: time)
    lastDocument = time
    freshness = document.freshness
    validators = document.validators
  }

  /// After a document that was cut off or is damaged: asked for again in full, and soon.
  mutating func renewInPart(at time: Int) {
    succeed(at: time)
    lastDocument = time
    freshness = nil
  }

  /// After an answer that came from the configured address: what its redirects say about the next request.
  ///
  /// Gives what a person should know of it, as soon as that changes.
  mutating func learnMove(from redirects: [Redirect], at time: Int) -> [String] {
    let before = move
    guard let target = redirects.prefix(while: \.isPermanent).last?.to else {
      move = nil
      return []
    }
    // What was seen by a clock that was ahead is no trial.
    let trial = before.flatMap { $0.target == target && $0.seen <= time ? $0.since : nil }
    move = FeedMove(to: target, since: trial ?? time, seen: time)
    let isNews = before?.target != target || before?.isTrusted(from: url) != move?.isTrusted(from: url)
    return isNews ? [moveNote].compactMap(\.self) : []
  }

  /// What a person should know of a redirect for good; nil where there is none.
  package var moveNote: String? {
    move.map { move in
      let target = Self.shown(move.target)
      return move.isTrusted(from: url)
        ? "it has moved for good to \(target); write that address into the configuration"
        : "it says that it has moved for good to \(target)"
    }
  }

  /// After the configured address failed: no matter where the feed is well at the address that it has moved to, for old
  /// addresses die. False where it does matter.
  mutating func outlivesAddress(at time: Int) -> Bool {
    guard failure == nil, move?.isTrusted(from: url) == true else { return false }
    move?.seen = time
    lastAttempt = time
    due = Due(time, .everyRun)
    return true
  }

  /// A feed's address may be shown, but not the values of its query: they may be keys.
  private static func shown(_ address: String) -> String {
    address.contains("?") ? (try? WebURL(address))?.redacted ?? "" : address
  }

  /// After a person wrote another address into the configuration: what was learnt about the old one counts no more.
  mutating func moveByHand(to url: String) {
    self.url = url
    move = nil
    due = nil
  }

  /// Takes note that the feed brought something new.
  mutating func noteNews(at time: Int) {
    if let lastNews, time > lastNews {
      let gap = time - lastNews
      // The longest gap of late: what is a month back counts no more.
      let share = max(0, 1 - Double(gap) / Self.memory)
      usualGap = max(gap, Int(Double(usualGap ?? 0) * share))
    }
    lastNews = time
  }

  /// A month.
  private static let memory = Double(30 * TimeSpan.day)
}

/// What follows for the next request.
extension FeedState {
  /// Where to ask: the address that a trusted move leads to, unless it is time to look again; while it fails, both in turn.
  package func address(at time: Int) -> String {
    guard let move, move.isTrusted(from: url) else { return url }
    if let failure { return failure.count.isMultiple(of: 2) ? move.target : url }
    return move.isStale(at: time) ? url : move.target
  }

  /// Once a week the whole document is asked for: some servers answer "not modified" for ever.
  func isConditional(at time: Int) -> Bool {
    lastDocument.map { (0..<Self.longestCondition).contains(time - $0) } ?? true
  }

  private static let longestCondition = 7 * TimeSpan.day
}

extension FeedDocument {
  /// Nil where it has none.
  fileprivate var validators: FeedState.Validators? {
    guard etag != nil || lastModified != nil else { return nil }
    return FeedState.Validators(url: url, etag: etag, lastModified: lastModified)
  }
}
