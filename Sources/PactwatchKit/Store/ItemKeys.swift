/// The short keys by which an item is found again.
struct ItemKeys: Hashable, Sendable {
  /// Of the guid, else the link, else the title; items of one document may share it.
  var identity: Fingerprint
  /// Of everything that is matched.
  var text: Fingerprint

  init(_ item: Item) {
    identity = Self.identity(of: item)
    text = Fingerprint(item.title, item.summary, item.content)
  }

  private static func identity(of item: Item) -> Fingerprint {
    if let guid = item.guid, !guid.isEmpty { return Fingerprint("guid", guid) }
    if let link = item.link, !link.isEmpty { return Fingerprint("link", link) }
    return Fingerprint("title", item.title)
  }

  /// Of the normalised link with the folded title: the item is the same under another guid. Nil without a link or title.
  static func likeness(of item: Item) -> Fingerprint? {
    let title = FoldedTitle.text(of: item.title)
    guard let link = item.link, !link.isEmpty, !title.isEmpty else { return nil }
    return Fingerprint(NormalizedLink.text(of: link), title)
  }

  /// Whether the text is long enough that no second item has the same by chance: headlines alone repeat.
  static func isTelling(_ item: Item) -> Bool {
    let shortestBody = 40
    return item.summary.utf8.count + item.content.utf8.count >= shortestBody
  }
}
