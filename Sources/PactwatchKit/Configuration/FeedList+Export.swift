import Bytes
package import FeedParsing
import Statements

/// The feed statements of a configuration, as other readers take and give them.
package enum FeedList {
  /// Marks the attributes that are entries of our own; an address as XML wants it, where nothing has to be.
  package static let namespace = OPMLDocument.Attribute("pactwatch", "urn:pactwatch:feed")

  /// Folders within folders, as the entry `folder` writes them.
  static let folderSeparator = " / "
}

extension FeedList {
  /// All feeds of a configuration with everything that it says of them.
  package static func exported(_ configuration: Configuration) -> OPMLDocument {
    let feeds = Dictionary(configuration.feeds.map { ($0.name, $0) }) { first, _ in first }
    let outlines = configuration.goodStatements.filter { $0.kind == "feed" }.compactMap { statement in
      feeds[statement.name].flatMap { outline(of: $0, statement) }
    }
    return OPMLDocument(title: "Feeds of pactwatch", feeds: outlines)
  }

  private static func outline(of feed: Feed, _ good: GoodStatement) -> OPMLDocument.Outline? {
    let file = StatementReader.read(path: good.file, bytes: Array(good.text.utf8))
    guard let statement = file.statements.first else { return nil }
    let entries = statement.entries.map { ($0.key.text, $0.value.text.replacing("\n", with: " ")) }
    func entry(_ key: String) -> String? { entries.first { $0.0 == key }?.1 }
    let standard = [
      ("type", "rss"), ("text", feed.source), ("title", feed.source), ("xmlUrl", feed.url),
      ("htmlUrl", entry("site")), ("description", entry("about")), ("category", entry("category")),
      ("language", feed.language), ("\(namespace.name):name", feed.name),
    ]
    let own = entries.filter { !passedOn.contains($0.0) }.map {
      ("\(namespace.name):\($0.0.replacing(" ", with: "-"))", $0.1)
    }
    let attributes = standard.compactMap { name, value in value.map { OPMLDocument.Attribute(name, $0) } }
    let folders = entry("folder").map { $0.parts(separatedBy: folderSeparator).filter { !$0.isEmpty } } ?? []
    return OPMLDocument.Outline(
      folders: folders, attributes: attributes + own.map { OPMLDocument.Attribute($0.0, $0.1) })
  }

  /// What has an attribute of OPML.
  private static let passedOn = ["lang", "source"] + FeedStatement.notes
}
