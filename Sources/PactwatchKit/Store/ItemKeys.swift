internal import Crypto

/// The short keys by which an item is found again.
struct ItemKeys: Hashable {
  /// Of the guid, else the link, else the title; items of one document may share it.
  var identity: [UInt8]
  /// Of everything that is matched.
  var text: [UInt8]

  init(_ item: Item) {
    identity = Self.hash(Self.name(of: item))
    text = Self.hash([item.title, item.summary, item.content])
  }

  private static func name(of item: Item) -> [String] {
    if let guid = item.guid, !guid.isEmpty { return ["guid", guid] }
    if let link = item.link, !link.isEmpty { return ["link", link] }
    return ["title", item.title]
  }

  /// Of the normalised link with the folded title: the item is the same under another guid. Nil without a link or title.
  static func likeness(of item: Item) -> [UInt8]? {
    let title = folded(item.title)
    guard let link = item.link, !link.isEmpty, !title.isEmpty else { return nil }
    return hash([NormalizedLink.text(of: link), title])
  }

  /// A title without differences of case, spacing and punctuation, which editors change freely.
  static func folded(_ title: String) -> String {
    let words = title.lowercased().unicodeScalars.split {
      !$0.properties.isAlphabetic && $0.properties.numericType == nil
    }
    return words.map { String($0) }.joined(separator: " ")
  }

  /// Half of a SHA-256: 128 bits that no publisher can make collide by accident.
  private static func hash(_ parts: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for part in parts {
      bytes += part.utf8
      // Parts hold no NUL, so no two lists of parts give the same bytes.
      bytes.append(0)
    }
    return Array(SHA256.hash(bytes).prefix(SHA256.size / 2))
  }
}
