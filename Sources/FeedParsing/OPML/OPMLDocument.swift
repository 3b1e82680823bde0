/// A list of subscriptions as readers exchange it: OPML 2.0, http://opml.org/spec2.opml.
package struct OPMLDocument: Sendable, Equatable {
  package var title: String?
  /// The outlines that are subscriptions, in order.
  package var feeds: [Outline] = []
  /// Sentences about what was left out.
  package var notes: [String] = []

  /// One subscription.
  package struct Outline: Sendable, Equatable {
    /// The names of the outlines that it stands in, the outermost first.
    package var folders: [String]
    /// In the order and spelling that they have; values on one line, without control characters.
    package var attributes: [Attribute]

    package init(folders: [String] = [], attributes: [Attribute]) {
      self.folders = folders
      self.attributes = attributes
    }

    /// The value of an attribute, whatever the case of its name: `xmlUrl` is written in every way.
    package subscript(name: String) -> String? {
      attributes.first { $0.name.lowercased() == name.lowercased() }?.value
    }
  }

  package struct Attribute: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(title: String? = nil, feeds: [Outline] = []) {
    self.title = title
    self.feeds = feeds
  }
}

/// Why a document is no list of subscriptions.
package enum OPMLError: Error, Sendable, Equatable, CustomStringConvertible {
  case notOPML
  case cutOff
  case declaresEntities
  case tooManyFeeds(limit: Int)

  package var description: String {
    switch self {
    case .notOPML: "it is not OPML: there is no <opml> element"
    case .cutOff: "it is cut off, or its tags do not match: outlines may be missing"
    case .declaresEntities: "it declares entities, which no list of feeds needs; it is not read"
    case .tooManyFeeds(let limit): "it has more than \(limit) feeds"
    }
  }
}
