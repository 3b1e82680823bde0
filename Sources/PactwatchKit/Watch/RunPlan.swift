/// Which feeds a run asks: some at once, some after a short wait, the others not at all.
struct RunPlan {
  /// One request, and the feeds that it is for: several where the configuration has an address twice.
  struct Errand {
    var request: FetchRequest
    var feeds: [Feed]
  }

  private(set) var errands: [Errand] = []
  /// Feeds that fall due within the patience of the run.
  private(set) var soon: [Feed] = []
  /// When all of those are due.
  private(set) var start: Int
  /// Feeds that are left alone in this run.
  private(set) var left: [Feed] = []
  /// How many nobody wishes to be asked.
  private(set) var unwanted = 0
  /// Feeds that somebody wishes to be asked although their servers do not, until when.
  private(set) var refused: [(feed: String, until: Int)] = []
  /// How many of those wait for a site that asked for a pause, by site.
  private(set) var waiting: [String: Int] = [:]

  /// What a person wants to be asked at once.
  struct Wish {
    var names: Set<String>
    /// Milliseconds since it was asked last.
    var gap: Int
  }

  /// - Parameters:
  ///   - wish: the only feeds to ask, due or not; nil for all that are due.
  ///   - patience: how long the run may wait, in milliseconds.
  init(
    _ feeds: [Feed], _ states: [String: FeedState], pauses: [String: HostPause], wish: Wish? = nil,
    patience: Int, at now: Int
  ) {
    start = now
    var due: [Feed] = []
    for feed in feeds {
      guard let state = states[feed.name] else { continue }
      if let wish, !wish.names.contains(feed.name) {
        unwanted += 1
        continue
      }
      let pause = pauses.pause(of: state.address(at: now))
      let free = wish.map { state.soonest(gap: $0.gap, at: now) } ?? state.dueTime(at: now)
      let time = max(free, pause?.until ?? now)
      if time <= now {
        due.append(feed)
      } else if time <= now + patience {
        soon.append(feed)
        start = max(start, time)
      } else {
        left.append(feed)
        if let pause {
          waiting[pause.site, default: 0] += 1
        } else if wish != nil {
          refused.append((feed.name, time))
        }
      }
    }
    errands = Self.errands(due, states, at: now)
  }

  /// One request for all feeds that would ask for the same in the same way.
  private static func errands(_ due: [Feed], _ states: [String: FeedState], at now: Int) -> [Errand] {
    var errands: [Errand] = []
    var places: [String: Int] = [:]
    for feed in due {
      guard let state = states[feed.name] else { continue }
      let request = FetchRequest(id: errands.count, feed: feed, state, at: now)
      if let place = places[request.url], errands[place].request.feed.isAskedLike(feed) {
        errands[place].feeds.append(feed)
        errands[place].request.share(with: request)
      } else {
        places[request.url] = errands.count
        errands.append(Errand(request: request, feeds: [feed]))
      }
    }
    return errands
  }
}

extension FeedState {
  /// What was reckoned while the clock was wrong, ahead of now, counts no more.
  fileprivate func dueTime(at now: Int) -> Int {
    guard let due, let lastAttempt, lastAttempt <= now else { return now }
    return due.time
  }

  /// When somebody who does not want to wait may have it: its server's word holds all the same.
  fileprivate func soonest(gap: Int, at now: Int) -> Int {
    guard let lastAttempt, lastAttempt <= now else { return now }
    return due?.reason == .retryAfter ? dueTime(at: now) : lastAttempt + gap
  }
}

extension Feed {
  /// Whether one request does for both: they differ in nothing but what their items are called.
  fileprivate func isAskedLike(_ other: Feed) -> Bool {
    var twin = other
    (twin.name, twin.language, twin.source, twin.every) = (name, language, source, every)
    return twin == self
  }
}

extension FetchRequest {
  fileprivate init(id: Int, feed: Feed, _ state: FeedState, at now: Int) {
    let validators = state.isConditional(at: now) ? state.validators : nil
    self.init(
      id: id, feed: feed, url: state.address(at: now), etag: validators?.etag,
      lastModified: validators?.lastModified, validatorsURL: validators?.url)
  }

  /// Asks for all of the document where one of the feeds knows less of it than the other.
  fileprivate mutating func share(with other: FetchRequest) {
    if (etag, lastModified, validatorsURL) == (other.etag, other.lastModified, other.validatorsURL) { return }
    (etag, lastModified, validatorsURL) = (nil, nil, nil)
  }
}
