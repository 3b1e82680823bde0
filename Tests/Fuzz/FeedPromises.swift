import FeedParsing

/// What holds of every parsed feed, whatever its document.
enum FeedPromises {
  static func check(_ feed: ParsedFeed, of bytes: [UInt8]) {
    checkTexts(feed)
    promise(feed.notes.isEmpty || feed.notes.allSatisfy { !$0.isEmpty }, "a note says something")
    promise(feed.notes.count == Set(feed.notes).count, "no note is made twice: \(feed.notes)")
    // An item takes a tag or a pair of braces.
    promise(feed.items.count <= bytes.count, "no item is invented")
  }

  /// A document that is cut off gives what stood before the cut: all items but the last are the same.
  ///
  /// That is promised where the cut alone is the damage: a quote or a comment that only closes behind it hides what it opens.
  static func checkPrefix(of bytes: [UInt8], _ whole: ParsedFeed) {
    guard whole.isComplete, whole.notes.isEmpty, bytes.count > 1 else { return }
    var least = 0
    for count in cuts(bytes) where !isInComment(bytes[..<count]) {
      guard let feed = try? FeedParser.parse(Array(bytes[..<count])) else {
        promise(least == 0, "a longer beginning of \(count) bytes loses \(least) items")
        continue
      }
      guard feed.encoding == whole.encoding, feed.notes.count == 1 else { return }
      let kept = max(0, feed.items.count - 1)
      promise(feed.items.count >= least, "a longer beginning of \(count) bytes loses items")
      promise(
        feed.items.prefix(kept) == whole.items.prefix(kept), "items before the cut at \(count) are others")
      least = kept
    }
  }

  private static func isInComment(_ bytes: ArraySlice<UInt8>) -> Bool {
    let marks = (opening: Array("<!--".utf8), closing: Array("-->".utf8))
    return bytes.indices.reduce(false) { isIn, at in
      isIn != bytes[at...].starts(with: isIn ? marks.closing : marks.opening)
    }
  }

  /// A few places to cut at, in their order, that depend on the input alone.
  private static func cuts(_ bytes: [UInt8]) -> [Int] {
    let mixed = bytes.reduce(into: 17) { $0 = $0 &* 31 &+ Int($1) }
    let place = Int(mixed.magnitude % UInt(bytes.count))
    return [place, (place + bytes.count) / 2, bytes.count - 1].sorted()
  }

  static func checkTexts(_ feed: ParsedFeed) {
    for text in [feed.title, feed.titleText, feed.link, feed.language] { checkClean(text) }
    for item in feed.items {
      let short = [item.id, item.link, item.author, item.authorEmail, item.language]
      let long = [item.title, item.titleText, item.summary, item.summaryText, item.content, item.contentText]
      for text in short + long { checkClean(text) }
      for text in [item.titleText, item.summaryText, item.contentText] {
        promise(text?.isEmpty != true, "a text that is empty is none")
      }
    }
  }

  /// Valid UTF-8 without what steers a terminal.
  static func checkClean(_ text: String?) {
    guard let text else { return }
    promise(String(validating: text.utf8, as: UTF8.self) != nil, "text is valid UTF-8")
    promise(CleanText.clean(text) == text, "text is free of controls: \(text.debugDescription)")
  }
}
