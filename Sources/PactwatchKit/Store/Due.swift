/// From when on a feed may be asked again, and why not before.
package struct Due: Sendable, Equatable {
  /// Milliseconds since 1970.
  package var time: Int
  package var reason: Reason

  package enum Reason: String, Sendable, CaseIterable {
    /// Nobody wishes anything: it is asked in every run.
    case everyRun = "every run"
    /// Its server calls the last answer fresh until then.
    case fresh
    /// The document says how often it changes.
    case document
    /// The configuration says how often it is asked.
    case setting
    /// Its server said when to come again.
    case retryAfter = "retry-after"
    /// It fails; the more often, the longer the pause.
    case backOff = "back-off"
    /// Its server says that it was taken down for good; it may be wrong.
    case gone
  }

  package init(_ time: Int, _ reason: Reason) {
    self.time = time
    self.reason = reason
  }
}

extension Due.Reason: CustomStringConvertible {
  /// Continues "asked again at 12:00: ".
  package var description: String {
    switch self {
    case .everyRun: "it is asked in every run"
    case .fresh: "its server calls the last answer fresh until then"
    case .document: "the feed itself says how often it changes"
    case .setting: "its 'every' says so"
    case .retryAfter: "its server said when to come again"
    case .backOff: "it fails; the pauses grow up to a day"
    case .gone: "it is gone; once a week it is asked whether it came back"
    }
  }
}
