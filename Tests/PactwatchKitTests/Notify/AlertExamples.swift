import Matching

@testable import PactwatchKit

extension Alert {
  /// An alert with every field set.
  static let example = Alert(
    id: "01J00000000000000000000000", time: 1_767_225_600_123, topic: "treaty", tier: .alert, kind: .new,
    feed: "wire-en", source: "The Wire", language: "en", item: "7", title: "A <treaty> & more",
    link: "https://example.org/1?a=b&c=d", published: 1_767_222_000_000,
    why: "They signed the **treaty**.",
    evidence: [
      Evidence(
        topic: "treaty", branch: 1, concept: "treaty-name", term: "treat{y,ies}", field: .title,
        text: "treaty",
        start: 3, end: 9)
    ])
}
