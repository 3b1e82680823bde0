/// Many strings of bytes one behind the other: ten thousand of them take two arrays.
struct ByteStrings: Sendable {
  private(set) var bytes: [UInt8] = []
  private var ends: [Int] = []

  init() {}

  init(_ strings: [[UInt8]]) {
    for string in strings { append(string[...]) }
  }

  var count: Int { ends.count }
  var indices: Range<Int> { ends.indices }

  mutating func append(_ string: ArraySlice<UInt8>) {
    bytes += string
    ends.append(bytes.count)
  }

  /// Where a string stands in `bytes`.
  @inline(__always)
  func range(_ index: Int) -> Range<Int> { (index > 0 ? ends[index - 1] : 0)..<ends[index] }
}
