import CCurl

/// Owns a `CURLU`.
@safe struct URLHandle: ~Copyable {
  /// Longer addresses are attacks or mistakes; browsers and servers stop at about this length too.
  static let longest = 8192

  private let handle: OpaquePointer?

  init() {
    unsafe handle = curl_url()
  }

  deinit {
    unsafe curl_url_cleanup(handle)
  }

  /// Sets the whole address, or follows a reference where there is one already.
  consuming func setting(_ reference: [UInt8]) throws(WebURLError) -> URLHandle {
    let escaped = try Self.escaped(reference)
    try set(CURLUPART_URL, escaped, flags: CURLU_DISALLOW_USER | CURLU_NON_SUPPORT_SCHEME)
    return self
  }

  /// Brings the address into its one form and checks that it may be asked.
  consuming func webURL() throws(WebURLError) -> WebURL {
    let scheme = try get(CURLUPART_SCHEME)
    guard scheme == "http" || scheme == "https" else { throw .scheme(scheme) }
    let host = try get(CURLUPART_HOST).lowercased()
    guard Self.isPlain(host: host) else { throw .host }
    try set(CURLUPART_HOST, host, flags: 0)
    try set(CURLUPART_FRAGMENT, nil, flags: 0)
    guard let port = Int(try get(CURLUPART_PORT, flags: CURLU_DEFAULT_PORT)), port > 0 else {
      throw .malformed("there is no port 0")
    }
    let text = try get(CURLUPART_URL, flags: CURLU_NO_DEFAULT_PORT)
    return WebURL(text: text, isSecure: scheme == "https", host: host, port: port)
  }

  private func set(_ part: CURLUPart, _ value: String?, flags: Int32) throws(WebURLError) {
    try check(unsafe curl_url_set(handle, part, value, UInt32(flags)))
  }

  private func get(_ part: CURLUPart, flags: Int32 = 0) throws(WebURLError) -> String {
    var value: UnsafeMutablePointer<CChar>?
    try check(unsafe curl_url_get(handle, part, &value, UInt32(flags)))
    guard let value = unsafe value else { throw .malformed("a part is missing") }
    defer { unsafe curl_free(value) }
    return unsafe String(cString: value)
  }

  private func check(_ code: CURLUcode) throws(WebURLError) {
    switch code {
    case CURLUE_OK: return
    case CURLUE_USER_NOT_ALLOWED: throw .credentials
    case CURLUE_BAD_HOSTNAME: throw .host
    default: throw .malformed(unsafe String(cString: curl_url_strerror(code)))
    }
  }

  /// Percent-encodes what many sites forget to; refuses what parsers disagree about.
  private static func escaped(_ reference: [UInt8]) throws(WebURLError) -> String {
    let trimmed = reference.drop { $0 == 0x20 }
    guard let last = trimmed.lastIndex(where: { $0 != 0x20 }) else { throw .empty }
    guard trimmed.count <= longest else { throw .tooLong }
    var escaped: [UInt8] = []
    for byte in trimmed[...last] {
      switch byte {
      case 0x00..<0x20, 0x7f, UInt8(ascii: "\\"): throw .forbiddenCharacter
      case 0x20, 0x80...: escaped += [UInt8(ascii: "%"), hexDigit(byte >> 4), hexDigit(byte & 15)]
      default: escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }

  /// Letters, digits, dots, hyphens and underscores, or an IPv6 address in brackets without a zone.
  private static func isPlain(host: String) -> Bool {
    if host.hasPrefix("[") {
      return IPAddress(String(host.dropFirst().dropLast())) != nil && !host.contains("%")
    }
    return host.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): true
      default: false
      }
    }
  }
}
