import Bytes

/// Gathering the text of a value: everything up to its end tag.
extension XMLFeedReader {
  /// Reads to the end of the element into `text`.
  ///
  /// A value also ends, unclosed, where its item does, and a short one where the next value begins.
  /// - Parameter keepsReferences: for elements that stand in the feed itself, whose text stays escaped.
  mutating func gather(_ tag: XMLTag, isShort: Bool, keepsReferences: Bool) {
    text.removeAll(keepingCapacity: true)
    hasMarkup = false
    guard !tag.isEmpty else { return }
    var nested = 0
    while true {
      switch scanner.next() {
      case .text(let range):
        if keepsReferences {
          append(range)
        } else {
          References.append(range, of: bytes, to: &text, damage: &scanner.damage)
        }
      case .cdata(let range):
        if keepsReferences { appendEscaped(range) } else { append(range) }
      case .start(let inner):
        if interrupts(inner, isShort: isShort) { return rewind(to: inner) }
        if !inner.isEmpty, isSameName(inner.name, tag.name) { nested += 1 }
        hasMarkup = true
        append(inner.range)
      case .end(let inner):
        if isSameName(inner.name, tag.name) {
          if nested == 0 { return }
          nested -= 1
        } else if closesStructure(inner) {
          return rewind(to: inner)
        }
        append(inner.range)
      case .other: break
      case .finish: return scanner.note(.cutOff)
      }
    }
  }

  private mutating func append(_ range: Range<Int>) {
    guard text.count + range.count <= limits.text else { return scanner.note(.textLimit) }
    Bytes.append(range, of: bytes, to: &text)
  }

  /// A CDATA section inside of markup is text, whatever it looks like.
  private mutating func appendEscaped(_ range: Range<Int>) {
    for index in range {
      switch bytes[index] {
      case UInt8(ascii: "<"): text += Array("&lt;".utf8)
      case UInt8(ascii: "&"): text += Array("&amp;".utf8)
      case let byte: text.append(byte)
      }
    }
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
