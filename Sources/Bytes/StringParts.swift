/// What the standard library knows too, but in a module for regular expressions that is larger than all of ours.
///
/// The targets do without that module (see Package.swift); these searches go by bytes, which for UTF-8 finds the same.
extension String {
  /// Whether `part` stands in it, letter for letter; the empty part stands everywhere.
  package func contains(_ part: String) -> Bool { place(of: part, from: utf8.startIndex) != nil }

  /// With every `part` replaced, from the left and without overlaps.
  package func replacing(_ part: String, with other: String) -> String {
    parts(separatedBy: part).joined(separator: other)
  }

  /// What stands between the separators, empty parts included; an empty separator separates nothing.
  package func parts(separatedBy separator: String) -> [String] {
    guard !separator.isEmpty else { return [String(self)] }
    var parts: [String] = []
    var start = utf8.startIndex
    while let found = place(of: separator, from: start) {
      parts.append(String(self[start..<found]))
      start = utf8.index(found, offsetBy: separator.utf8.count)
    }
    return parts + [String(self[start...])]
  }

  private func place(of part: String, from start: Index) -> Index? {
    guard let first = part.utf8.first else { return start }
    var index = start
    while let found = utf8[index...].firstIndex(of: first) {
      if utf8[found...].starts(with: part.utf8) { return found }
      index = utf8.index(after: found)
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
