import Bytes

/// Finds the end tags of elements whose content is not shown (`script`, `style`, `rt`).
///
/// A search that failed is remembered, so many lone start tags still take linear time.
struct EndTagFinder {
  /// The names whose end tag does not come any more.
  private var missing: [XMLName] = []

  /// The index behind the end tag, or nil where the element never ends.
  mutating func end(of name: Range<Int>, in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    let wanted = XMLName(bytes, name)
    guard !missing.contains(wanted) else { return nil }
    var at = start
    while at < end {
      at = Bytes.first(UInt8(ascii: "<"), in: bytes, at..<end)
      let nameEnd = at + 2 + name.count
      if nameEnd < end, bytes[at + 1] == UInt8(ascii: "/"), XMLName(bytes, at + 2..<nameEnd) == wanted {
        let close = Bytes.first(UInt8(ascii: ">"), in: bytes, nameEnd..<end)
        return min(close + 1, end)
      }
      at += 1
    }
    missing.append(wanted)
    return nil
  }
}
