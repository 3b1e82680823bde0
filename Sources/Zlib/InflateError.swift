/// Why a compressed body gives no text.
package enum InflateError: Error, Sendable, Equatable {
  /// The input ended before the stream did.
  case truncated
  /// The input is not what it should be, or damaged; the reason in zlib's words.
  case damaged(reason: String)
  case tooLarge(limit: Int)
  /// So much out of so little is no text: a decompression bomb.
  case bomb(ratio: Int)
}

extension InflateError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .truncated: "the compressed body is truncated"
    case .damaged(let reason): "the compressed body is damaged: \(reason)"
    case .tooLarge(let limit): "the body inflates to over the limit of \(limit >> 20) MiB"
    case .bomb(let ratio): "the body inflates more than \(ratio)-fold: refused as a decompression bomb"
    }
  }
}
