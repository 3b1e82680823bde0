/// The kinds of feed document, named as the field's tools name them.
package enum FeedFormat: String, Sendable, CaseIterable {
  case rss090
  /// 0.91 with Netscape's document type.
  case rss091n
  /// 0.91 without it, as UserLand wrote it.
  case rss091u
  case rss092
  case rss093
  case rss094
  case rss10
  case rss20
  /// RSS without a version that is known.
  case rss
  case atom03
  case atom10
  /// Atom elements outside of Atom's namespaces.
  case atom
  case json1
  case json11

  var isAtom: Bool { self == .atom || self == .atom03 || self == .atom10 }
}
