import Bytes

/// The values of items and of the feed.
extension XMLFeedReader {
  /// Reads one value and gives it to the open item, or to the feed where none is open.
  mutating func value(
    _ known: RankedElement, _ tag: XMLTag, _ attributes: TagAttributes, parent: OpenElement
  ) {
    let rank = known.rank + parent.penalty
    switch known.element {
    case .title, .summary, .content, .encoded, .body:
      let value = feedText(known.element, tag, attributes)
      guard let value, !parent.isOpaque else { return }
      update { record in
        switch known.element {
        case .title: record.setTitle(value, rank: rank)
        case .summary: record.setSummary(value, rank: rank)
        default: record.setContent(value, rank: rank)
        }
      }
    case .link: link(tag, attributes, parent: parent, rank: rank)
    case .name, .email: personPart(known.element, tag, parent: parent)
    default: shortValue(known.element, tag, attributes, parent: parent, rank: rank)
    }
  }

  private mutating func shortValue(
    _ element: FeedElement, _ tag: XMLTag, _ attributes: TagAttributes, parent: OpenElement, rank: UInt8
  ) {
    gather(tag, isShort: true)
    // Half an address or date is a wrong one; half a text is better than none.
    guard !parent.isOpaque, !text.isCut else { return }
    if element == .published || element == .updated { return date(element, rank: rank) }
    let value = text.trimmed
    guard !value.isEmpty else { return }
    if element == .guid { return guid(value, attributes, rank: rank) }
    if !isInItem { schedule.set(element, value) }
    update { record in
      switch element {
      case .id: record.setID(value, rank: rank)
      case .language: record.setLanguage(value, rank: rank)
      case .author, .creator: record.setAuthor(value, rank: rank)
      default: break
      }
    }
  }

  private mutating func date(_ element: FeedElement, rank: UInt8) {
    guard let date = text.date else { return }
    update { record in
      if element == .published {
        record.setPublished(date, rank: rank)
      } else {
        record.setUpdated(date, rank: rank)
      }
    }
  }

  /// RSS 2.0: a guid is the item's page unless it says `isPermaLink="false"`.
  private mutating func guid(_ value: String, _ attributes: TagAttributes, rank: UInt8) {
    let isPermaLink = attributes[.isPermaLink]?.lowercased() != "false"
    update { record in
      record.setID(value, rank: rank)
      if isPermaLink, URLReference.hasScheme(value) { record.setFallbackLink(value) }
    }
  }

  /// RSS has the address as text, Atom in `href`.
  private mutating func link(
    _ tag: XMLTag, _ attributes: TagAttributes, parent: OpenElement, rank: UInt8
  ) {
    gather(tag, isShort: true)
    guard !parent.isOpaque else { return }
    if let href = attributes[.href] {
      let preference = alternatePreference(attributes)
      guard let preference else { return }
      let target = address(href, attributes)
      return update { $0.setLink(target, rank: rank + preference) }
    }
    let value = tag.isEmpty ? strayAddress(behind: tag) : text.trimmed
    guard !value.isEmpty, !text.isCut else { return }
    let target = address(value, attributes)
    update { $0.setLink(target, rank: rank) }
  }

  /// What stands behind `<link/>`, which an HTML parser makes of a link: `<link/>https://a.example/1`.
  private func strayAddress(behind tag: XMLTag) -> String {
    let start = tag.range.upperBound
    let end = Bytes.first(UInt8(ascii: "<"), in: bytes, start..<bytes.count)
    let text = References.resolved(Whitespace.trimmed(start..<end, of: bytes), of: bytes)
    return URLReference.hasScheme(text) ? text : ""
  }

  /// An absolute address; where it was escaped twice, `&amp;` still stands in it, which no address means.
  private func address(_ text: String, _ attributes: TagAttributes) -> String {
    URLReference.resolve(text.replacing("&amp;", with: "&"), against: base(attributes))
  }

  /// How good an Atom link is as the page of its item; nil where it is no page.
  private func alternatePreference(_ attributes: TagAttributes) -> UInt8? {
    let rel = attributes[.rel]?.lowercased() ?? "alternate"
    guard rel == "alternate" || rel.hasSuffix("/alternate") || rel.isEmpty else { return nil }
    let type = attributes[.type]?.lowercased() ?? "text/html"
    return type == "text/html" || type == "application/xhtml+xml" ? 1 : 2
  }

  private mutating func update(_ change: (inout RecordBuilder) -> Void) {
    if isInItem { change(&item) } else { change(&channel) }
  }
}

// MARK: - Persons

extension XMLFeedReader {
  /// Atom's person is made of elements, RSS has a text.
  func isPersonConstruct(_ tag: XMLTag) -> Bool {
    var at = tag.range.upperBound
    while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
    return at + 1 < bytes.count && bytes[at] == UInt8(ascii: "<") && XMLScanner.startsName(bytes[at + 1])
  }

  private mutating func personPart(_ element: FeedElement, _ tag: XMLTag, parent: OpenElement) {
    guard parent.element == .person else { return }
    gather(tag, isShort: true)
    let value = text.trimmed
    guard !value.isEmpty else { return }
    if element == .name { person.name = person.name ?? value } else { person.email = person.email ?? value }
  }

  mutating func closePerson(rank: UInt8) {
    let (name, email) = person
    person = (nil, nil)
    update { $0.setAuthor(name: name, email: email, rank: rank) }
  }
}

// MARK: - Text

extension XMLFeedReader {
  /// The text of a title, summary or content element; nil where it is empty.
  private mutating func feedText(
    _ element: FeedElement, _ tag: XMLTag, _ attributes: TagAttributes
  ) -> FeedText? {
    let form = self.form(of: element, attributes)
    gather(tag, isShort: element == .title, keepsReferences: form == .markup, keepsTags: true)
    if isBase64(attributes) { text.decodeBase64() }
    return text.feedText(text.hasMarkup && form != .markup ? .html : form, &writer)
  }

  private func isBase64(_ attributes: TagAttributes) -> Bool {
    guard attributes.has(.type) || attributes.has(.mode) else { return false }
    return TextForm.isBase64(type: attributes[.type], mode: attributes[.mode])
  }

  private func form(of element: FeedElement, _ attributes: TagAttributes) -> TextForm {
    if element == .body { return .markup }
    if feed.format.isAtom || attributes.has(.type) || attributes.has(.mode) {
      let form = TextForm(type: attributes[.type], mode: attributes[.mode])
      return form == .ambiguous && element == .title && !attributes.has(.mode) ? .plain : form
    }
    switch element {
    case .title: return .ambiguous
    case .encoded: return .html
    default: return .usuallyHTML
    }
  }
}
