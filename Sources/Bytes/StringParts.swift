/// What the standard library knows too, but in a module for regular expressions that is larger than all of ours.
///
/// The targets do without that module (see Package.swift); these searches go by bytes, which for UTF-8 finds the same.
/// They are no generics: one that is not specialised takes a hundred times as long.
extension String {
  /// Whether `part` stands in it, letter for letter; the empty part stands everywhere.
  package func contains(_ part: String) -> Bool { place(of: part, from: 0) != nil }

  /// With every `part` replaced, from the left and without overlaps.
  package func replacing(_ part: String, with other: String) -> String {
    contains(part) ? parts(separatedBy: part).joined(separator: other) : self
  }

  /// What stands between the separators, empty parts included; an empty separator separates nothing.
  package func parts(separatedBy separator: String) -> [String] {
    guard !separator.isEmpty else { return [self] }
    var parts: [String] = []
    var start = 0
    while let found = place(of: separator, from: start) {
      parts.append(String(self[index(start)..<index(found)]))
      start = found + separator.utf8.count
    }
    return parts + [String(self[index(start)...])]
  }

  private func index(_ offset: Int) -> Index { utf8.index(startIndex, offsetBy: offset) }

  private func place(of part: String, from start: Int) -> Int? {
    let (bytes, wanted) = (utf8Span.span, part.utf8Span.span)
    guard !wanted.isEmpty else { return start }
    var at = start
    while at + wanted.count <= bytes.count {
      at = Bytes.first(wanted[0], in: bytes, from: at)
      guard at + wanted.count <= bytes.count else { return nil }
      if wanted.indices.allSatisfy({ bytes[at + $0] == wanted[$0] }) { return at }
      at += 1
    }
    return nil
  }
}

extension Collection<UInt8> {
  /// Whether these bytes stand in it, one behind the other.
  package func contains(_ part: some Collection<UInt8>) -> Bool {
    indices.contains { self[$0...].starts(with: part) } || part.isEmpty
  }
}
