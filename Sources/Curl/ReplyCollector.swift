/// Gathers the answer of one transfer from libcurl's callbacks, within the limits.
///
/// Each function gives false where the transfer must end; `failure` then says why.
struct ReplyCollector {
  private let limits: TransferLimits
  private var headerBytes = 0
  private var isInBody = false
  private(set) var status = 0
  private(set) var headers = HTTPHeaders()
  private(set) var body: [UInt8] = []
  private(set) var failure: TransferError?

  init(limits: TransferLimits) {
    self.limits = limits
  }

  /// Takes one line of the head with its line end.
  ///
  /// Interim answers (1xx) come before the final one, trailers after the body: only the head of the final answer counts.
  mutating func take(line: [UInt8]) -> Bool {
    headerBytes += line.count
    guard headerBytes <= limits.headerBytes else { return fail(.headersTooLarge(limit: limits.headerBytes)) }
    let text = line.trimmed
    if text.isEmpty { return endOfHead() }
    if text.starts(with: "HTTP/".utf8) { return begin(statusLine: text) }
    if !isInBody { take(field: text, isFolded: line.first == 0x20 || line.first == 0x09) }
    return true
  }

  mutating func take(body bytes: UnsafeRawBufferPointer) -> Bool {
    guard body.count + bytes.count <= limits.bodyBytes else {
      return fail(.bodyTooLarge(limit: limits.bodyBytes))
    }
    unsafe body.append(contentsOf: bytes)
    return true
  }

  private mutating func begin(statusLine: ArraySlice<UInt8>) -> Bool {
    let words = statusLine.split(separator: 0x20, maxSplits: 2)
    status = words.count > 1 ? Int(String(decoding: words[1], as: UTF8.self)) ?? 0 : 0
    headers = HTTPHeaders()
    isInBody = false
    return true
  }

  private mutating func take(field line: ArraySlice<UInt8>, isFolded: Bool) {
    if isFolded { return headers.unfold(line) }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
    headers.append(HTTPHeader(received: line[..<colon].trimmed, value: line[(colon + 1)...].trimmed))
  }

  private mutating func endOfHead() -> Bool {
    guard !isInBody else { return true }
    isInBody = true
    let lengths = Set(
      headers.all("content-length").flatMap { $0.utf8.split(separator: 0x2c).map { Array($0)[...].trimmed } })
    guard lengths.count <= 1 else { return fail(.badHeader("conflicting Content-Length headers")) }
    guard status != 304, let length = lengths.first.flatMap({ Int(String(decoding: $0, as: UTF8.self)) })
    else {
      return true
    }
    guard length <= limits.bodyBytes else { return fail(.bodyTooLarge(limit: limits.bodyBytes)) }
    body.reserveCapacity(max(0, length))
    return true
  }

  private mutating func fail(_ error: TransferError) -> Bool {
    failure = error
    return false
  }
}

extension RandomAccessCollection<UInt8> where Self: BidirectionalCollection {
  /// Without white space and line ends at both ends.
  fileprivate var trimmed: SubSequence {
    let start = drop { $0.isWhite }
    guard let end = start.lastIndex(where: { !$0.isWhite }) else { return self[endIndex...] }
    return start[...end]
  }
}

extension UInt8 {
  fileprivate var isWhite: Bool { self == 0x20 || self == 0x09 || self == 0x0d || self == 0x0a }
}
