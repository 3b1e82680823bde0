import Bytes

/// A text as the feed has it: a place in the document where that can be, so that it is not copied.
package enum SourceText: Sendable {
  /// A range of valid UTF-8.
  case place(in: [UInt8], Range<Int>)
  /// A range whose references stand unresolved, and how many bytes of the resolved text count.
  case escaped(in: [UInt8], Range<Int>, count: Int)
  case string(String)

  package var string: String {
    switch self {
    case .place(let bytes, let range): Bytes.string(ofUTF8: bytes, range)
    case .escaped(let bytes, let range, let count): References.resolved(range, of: bytes, count: count)
    case .string(let string): string
    }
  }

  /// How many bytes of UTF-8 it has.
  package var count: Int {
    switch self {
    case .place(_, let range): range.count
    case .escaped(_, _, let count): count
    case .string(let string): string.utf8.count
    }
  }
}

extension SourceText: Equatable {
  /// By the text alone, wherever it stands.
  package static func == (one: SourceText, other: SourceText) -> Bool { one.string == other.string }
}
