/// Something wrong with the watch itself that lasts: told once when it begins and once when it is over.
package struct Trouble: Sendable, Equatable {
  package var kind: Kind
  /// What it is about, as the configuration names it: a feed, a receiver, a topic. Empty for the whole watch.
  package var subject: String
  /// What happened, as a sentence without its full stop.
  package var title: String
  /// What to do about it.
  package var advice: String

  package init(_ kind: Kind, of subject: String = "", _ title: String, advice: String = "") {
    self.kind = kind
    self.subject = subject
    self.title = title
    self.advice = advice
  }

  /// What is told when it is over.
  var ending: String {
    switch kind {
    case .mistake:
      subject.isEmpty ? "the configuration has no mistake any more" : "\(subject): its mistake is mended"
    case .feedFailing: "feed \(subject) works again"
    case .feedQuiet: "feed \(subject) has brought something new again"
    case .itemsMissed: "feed \(subject): its items follow on the known ones again"
    case .identitiesChanged: "feed \(subject): its items keep their identities again"
    case .allFeedsFailing: "feeds can be read again"
    case .receiverFailing: "receiver \(subject) is in order again"
    case .deadLetters:
      "receiver \(subject): none of the alerts that it refused is left; they were sent again or dropped"
    case .runOverran: "all feeds could be asked in the time of a run again"
    }
  }

  /// One of each kind and subject lasts at a time.
  package enum Kind: String, Sendable, CaseIterable {
    /// A statement of the configuration or a topic that cannot be read.
    case mistake
    case feedFailing = "feed-failing"
    /// A feed that has brought nothing for much longer than it uses to.
    case feedQuiet = "feed-quiet"
    /// A feed whose items may have come and gone between two polls.
    case itemsMissed = "items-missed"
    /// A feed that gave all its known items new identities at once.
    case identitiesChanged = "identities-changed"
    case allFeedsFailing = "all-feeds-failing"
    /// A receiver that takes nothing until a person mends it.
    case receiverFailing = "receiver-failing"
    /// Alerts that their receiver refused for good.
    case deadLetters = "dead-letters"
    case runOverran = "run-overran"

    /// Whether its subject is the name of a feed.
    var isOfFeed: Bool {
      switch self {
      case .feedFailing, .feedQuiet, .itemsMissed, .identitiesChanged: true
      case .mistake, .allFeedsFailing, .receiverFailing, .deadLetters, .runOverran: false
      }
    }

    /// Whether its subject is the name of a receiver.
    var isOfReceiver: Bool { self == .receiverFailing || self == .deadLetters }
  }
}
