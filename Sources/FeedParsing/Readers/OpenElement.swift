/// An element that has begun and not ended, and what it passes on to those inside.
struct OpenElement {
  /// Its whole name in the document; empty for the document itself.
  var name: Range<Int> = 0..<0
  /// The same, packed: what end tags are compared with.
  var packedName = XMLName.unknown
  var element: FeedElement?
  /// Where what relative links are resolved against stands in the reader's `bases`.
  var base = 0
  var defaultNamespace = Namespace.core
  /// Inside of an image, source or contributor, whose titles and links belong to nobody here.
  var isOpaque = false
  /// How far inside an item's or feed's own element: deeper values are believed less.
  var distance: UInt8 = 0

  /// An element inside of this one.
  func child(_ tag: XMLTag, _ element: FeedElement?) -> OpenElement {
    var child = self
    child.name = tag.name
    child.element = element
    switch element {
    case .rss, .rdf, .feed, .channel, .item: child.distance = 0
    case .image, .textInput, .source, .contributor: child.isOpaque = true
    default: child.distance = min(distance + 1, Self.maximalDistance)
    }
    return child
  }

  /// Added to the rank of a value's name, so that a value of the item's own always wins.
  var penalty: UInt8 { distance * Self.rankStep }

  private static let rankStep: UInt8 = 8
  private static let maximalDistance: UInt8 = 15
}
