import Bytes

/// Cuts a document into tags and text, forgiving what can be forgiven.
///
/// It knows no document type, declares nothing and opens nothing. Each byte is looked at a fixed number of
/// times, whatever the document: a search that failed is not repeated.
struct XMLScanner {
  let bytes: [UInt8]
  private(set) var position = 0
  var damage: MarkupDamage = []
  private var quotes = QuoteFinder(allowsLessThan: false)
  /// Whether a search for the end of such a thing has reached the document's end in vain.
  private var noCommentEnd = false
  private var noInstructionEnd = false
  private var noDocumentTypeEnd = false

  init(_ bytes: [UInt8], from position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  mutating func note(_ kind: MarkupDamage) { damage.formUnion(kind) }

  /// Goes back to a place that was passed already, so that its tag is read again.
  mutating func rewind(to place: Int) { position = place }

  mutating func next() -> XMLEvent {
    let start = position
    guard start < bytes.count else { return .finish }
    guard bytes[start] == UInt8(ascii: "<") else { return text(from: start, searchFrom: start) }
    guard start + 1 < bytes.count else {
      damage.formUnion(.cutOff)
      position = bytes.count
      return .finish
    }
    switch bytes[start + 1] {
    case UInt8(ascii: "/"): return tag(from: start, isEnd: true)
    case UInt8(ascii: "!"): return declaration(from: start)
    case UInt8(ascii: "?"): return instruction(from: start)
    case let byte where Self.startsName(byte): return tag(from: start, isEnd: false)
    default:
      damage.formUnion(.bareLessThan)
      return text(from: start, searchFrom: start + 1)
    }
  }

  private mutating func text(from start: Int, searchFrom: Int) -> XMLEvent {
    position = Bytes.first(UInt8(ascii: "<"), in: bytes, searchFrom..<bytes.count)
    return .text(start..<position)
  }

  /// Letters, `_`, `:` and all that is not ASCII (XML 1.0, NameStartChar, read generously).
  @inline(__always) static func startsName(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
      || byte >= 0x80
  }
}

// MARK: - Tags

extension XMLScanner {
  private mutating func tag(from start: Int, isEnd: Bool) -> XMLEvent {
    let nameStart = start + (isEnd ? 2 : 1)
    let name = Bytes.tagName(in: bytes, from: nameStart)
    guard let close = quotes.tagEnd(in: bytes, from: name.end, to: bytes.count) else {
      damage.formUnion(.cutOff)
      position = bytes.count
      return .finish
    }
    position = close + 1
    let isEmpty = !isEnd && bytes[close - 1] == UInt8(ascii: "/")
    let tag = XMLTag(
      range: start..<position, name: nameStart..<name.end, colon: name.colon < name.end ? name.colon : nil,
      isEmpty: isEmpty)
    return isEnd ? .end(tag) : .start(tag)
  }
}

// MARK: - Comments, CDATA sections, document types, processing instructions

extension XMLScanner {
  private mutating func declaration(from start: Int) -> XMLEvent {
    if Markup.matches(Markup.cdata, in: bytes, at: start, to: bytes.count) {
      return characterData(from: start + Markup.cdata.length)
    }
    if Markup.matches(Markup.comment, in: bytes, at: start, to: bytes.count) { return comment(from: start) }
    if matches("<!DOCTYPE", at: start) || matches("<!doctype", at: start) {
      return documentType(from: start)
    }
    return skip(behind: Bytes.first(UInt8(ascii: ">"), in: bytes, start..<bytes.count))
  }

  private mutating func characterData(from start: Int) -> XMLEvent {
    if let end = Markup.find("]]>", in: bytes, from: start, to: bytes.count) {
      position = end + 3
      return .cdata(start..<end)
    }
    damage.formUnion(.cutOff)
    position = bytes.count
    return .cdata(start..<bytes.count)
  }

  private mutating func comment(from start: Int) -> XMLEvent {
    if let end = commentEnd(from: start + 4) { return skip(behind: end) }
    damage.formUnion(.cutOff)
    return skip(behind: Bytes.first(UInt8(ascii: ">"), in: bytes, start..<bytes.count))
  }

  /// The index of the `>` of the next `-->`.
  private mutating func commentEnd(from start: Int) -> Int? {
    guard !noCommentEnd else { return nil }
    let end = Markup.find("-->", in: bytes, from: start, to: bytes.count)
    noCommentEnd = end == nil
    return end.map { $0 + 2 }
  }

  private mutating func instruction(from start: Int) -> XMLEvent {
    var at = start + 2
    while !noInstructionEnd {
      at = Bytes.first(UInt8(ascii: "?"), in: bytes, at..<bytes.count)
      if at + 1 >= bytes.count {
        noInstructionEnd = true
      } else if bytes[at + 1] == UInt8(ascii: ">") {
        position = at + 2
        return .other
      }
      at += 1
    }
    return skip(behind: Bytes.first(UInt8(ascii: ">"), in: bytes, start..<bytes.count))
  }

  /// Passes over `<!DOCTYPE … [ … ]>`, and notes whether it declares entities.
  private mutating func documentType(from start: Int) -> XMLEvent {
    var at = start + 9
    var depth = 0
    while at < bytes.count, !noDocumentTypeEnd {
      switch bytes[at] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        at = quotes.closing(bytes[at], in: bytes, from: at + 1, to: bytes.count) ?? at
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "<"):
        if matches("<!ENTITY", at: at) { damage.formUnion(.declaredEntity) }
        if matches("<!--", at: at), let end = commentEnd(from: at + 4) { at = end }
      case UInt8(ascii: ">") where depth <= 0: return skip(behind: at)
      default: break
      }
      at += 1
    }
    noDocumentTypeEnd = true
    return skip(behind: Bytes.first(UInt8(ascii: ">"), in: bytes, start..<bytes.count))
  }

  private mutating func skip(behind end: Int) -> XMLEvent {
    if end >= bytes.count { damage.formUnion(.cutOff) }
    position = min(end + 1, bytes.count)
    return .other
  }

  private func matches(_ text: String, at start: Int) -> Bool {
    Markup.matches(text, in: bytes, at: start, to: bytes.count)
  }
}
