/// Gathering the text of a value: everything up to its end tag.
extension XMLFeedReader {
  /// Reads to the end of the element into `text`.
  ///
  /// A value also ends, unclosed, where its item does, and a short one where the next value begins.
  /// - Parameter keepsReferences: for elements that stand in the feed itself, whose text stays escaped.
  /// - Parameter keepsTags: for titles and texts; tags in addresses, dates and names are strays.
  mutating func gather(_ tag: XMLTag, isShort: Bool, keepsReferences: Bool = false, keepsTags: Bool = false) {
    text.clear()
    guard !tag.isEmpty else { return }
    var nested = 0
    while true {
      switch scanner.next() {
      case .text(let range): append(range, keepsReferences: keepsReferences)
      case .cdata(let range):
        let range = cut(range)
        if keepsReferences { text.appendEscaped(range) } else { text.append(range) }
      case .start(let inner):
        if interrupts(inner, isShort: isShort) { return rewind(to: inner) }
        if !inner.isEmpty, Markup.isSameName(inner.name, tag.name, in: bytes) { nested += 1 }
        if keepsTags { appendTag(inner) }
      case .end(let inner):
        if Markup.isSameName(inner.name, tag.name, in: bytes) {
          if nested == 0 { return }
          nested -= 1
        } else if closesStructure(inner) {
          return rewind(to: inner)
        }
        if keepsTags { appendTag(inner) }
      case .other: break
      case .finish:
        text.isCut = true
        return scanner.note(.cutOff)
      }
    }
  }

  private mutating func append(_ range: Range<Int>, keepsReferences: Bool) {
    // White space between tags is trimmed in the end; without it most values are one piece.
    if range.count < 80, isEdge(range), Whitespace.trimmed(range, of: bytes).isEmpty { return }
    let range = cut(range)
    if keepsReferences { text.append(range) } else { text.appendResolved(range, damage: &scanner.damage) }
  }

  /// Whether the text stands at one of the ends of its value.
  private func isEdge(_ range: Range<Int>) -> Bool {
    let next = range.upperBound + 1
    return text.count == 0 || next < bytes.count && bytes[next] == UInt8(ascii: "/") && !text.hasMarkup
  }

  private mutating func appendTag(_ tag: XMLTag) {
    text.hasMarkup = true
    if hasRoom(for: tag.range) { text.append(tag.range) }
  }

  /// As much of the text as there is room for, to the end of a character.
  private mutating func cut(_ range: Range<Int>) -> Range<Int> {
    guard !hasRoom(for: range) else { return range }
    var end = range.lowerBound + max(0, limits.text - text.count)
    while end > range.lowerBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return range.lowerBound..<end
  }

  private mutating func hasRoom(for range: Range<Int>) -> Bool {
    if text.count + range.count <= limits.text { return true }
    scanner.note(.textLimit)
    return false
  }

  /// Whether a value that is still open must have been forgotten, because this begins.
  private mutating func interrupts(_ tag: XMLTag, isShort: Bool) -> Bool {
    guard let known = element(tag, defaultNamespace: stack[stack.count - 1].defaultNamespace) else {
      return false
    }
    if known.element.isStructure { return tag.colon == nil || known.element == .item }
    return isShort && known.element.isShort
  }

  private mutating func rewind(to tag: XMLTag) {
    scanner.note(.unmatchedTag)
    scanner.rewind(to: tag.range.lowerBound)
  }
}
