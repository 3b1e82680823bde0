/// Gathers the answer of one transfer from libcurl's callbacks, within the limits.
///
/// Each function gives false where the transfer must end; `failure` then says why.
struct ReplyCollector {
  private let limits: TransferLimits
  private var headerBytes = 0
  private var isInBody = false
  /// The field of the head that may go on in the next line.
  private var field: (name: ArraySlice<UInt8>, value: [UInt8])?
  private(set) var status = 0
  private(set) var headers = HTTPHeaders()
  var body = BodyCollector()
  private(set) var failure: TransferError?
  /// Whether the body went past its limit and ends there on purpose.
  private(set) var isCut = false

  init(limits: TransferLimits) {
    self.limits = limits
  }

  /// Takes one line of the head with its line end.
  ///
  /// Interim answers (1xx) come before the final one, trailers after the body: only the head of the final answer counts.
  mutating func take(line: [UInt8]) -> Bool {
    headerBytes += line.count
    guard headerBytes <= limits.headerBytes else { return fail(.headersTooLarge(limit: limits.headerBytes)) }
    let text = line[...].trimmed
    if text.isEmpty { return endOfHead() }
    if text.starts(with: "HTTP/".utf8) { return begin(statusLine: text) }
    if !isInBody { take(field: text, isFolded: line.first == 0x20 || line.first == 0x09) }
    return true
  }

  mutating func take(body bytes: UnsafeRawBufferPointer) -> Bool {
    if body.count + bytes.count <= limits.bodyBytes {
      unsafe body.append(bytes)
      return true
    }
    guard limits.cutsBody else { return fail(.bodyTooLarge(limit: limits.bodyBytes)) }
    unsafe body.append(UnsafeRawBufferPointer(rebasing: bytes.prefix(limits.bodyBytes - body.count)))
    isCut = true
    return false
  }

  private mutating func begin(statusLine: ArraySlice<UInt8>) -> Bool {
    let afterVersion = statusLine.drop { $0 != 0x20 }.drop { $0 == 0x20 }
    // Three digits; libcurl is as forgiving about what follows them.
    let digits = String(decoding: afterVersion.prefix(3), as: UTF8.self)
    guard let status = Int(digits), (100...999).contains(status) else {
      return fail(.badReply(reason: "its first line has no status"))
    }
    self.status = status
    headers = HTTPHeaders()
    isInBody = false
    return true
  }

  private mutating func take(field line: ArraySlice<UInt8>, isFolded: Bool) {
    // A folded line goes on with the field before it (RFC 9112, 5.2).
    if isFolded {
      field?.value += [0x20] + line
      return
    }
    finishField()
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
    field = (line[..<colon].trimmed, Array(line[(colon + 1)...].trimmed))
  }

  private mutating func finishField() {
    guard let (name, value) = field else { return }
    headers.append(HTTPHeader(received: name, value: value[...]))
    field = nil
  }

  private mutating func endOfHead() -> Bool {
    guard !isInBody else { return true }
    isInBody = true
    finishField()
    let lengths = Set(headers.all("content-length").flatMap { $0.split { $0 == "," || $0 == " " } })
    guard lengths.count <= 1 else { return fail(.badHeader("conflicting Content-Length headers")) }
    // What was not modified may have a length, but has no body.
    guard status != 304, let length = lengths.first.flatMap({ Int($0) }) else { return true }
    return length <= limits.bodyBytes || limits.cutsBody || fail(.bodyTooLarge(limit: limits.bodyBytes))
  }

  private mutating func fail(_ error: TransferError) -> Bool {
    failure = error
    return false
  }
}

extension ArraySlice<UInt8> {
  /// Without white space and line ends at both ends.
  fileprivate var trimmed: ArraySlice {
    let start = drop(while: Self.isWhite)
    guard let end = start.lastIndex(where: { !Self.isWhite($0) }) else { return [] }
    return start[...end]
  }

  private static func isWhite(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0d || byte == 0x0a
  }
}
