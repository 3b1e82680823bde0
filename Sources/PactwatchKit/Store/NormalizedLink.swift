/// A link without what differs between two addresses of one page.
enum NormalizedLink {
  /// Without scheme, `www.`, tracking parameters and a slash at the end; the host in lower case.
  ///
  /// The fragment stays: it tells the posts of a live page apart.
  static func text(of link: String) -> String {
    let bytes = Array(link.utf8)
    let page = bytes.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    var text = withoutOrigin(page)
    if text.last == UInt8(ascii: "/") { text.removeLast() }
    if page.count < bytes.count { append(bytes[page.endIndex...], to: &text) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends what tells pages apart of what stands behind an address: query and fragment.
  private static func append(_ rest: ArraySlice<UInt8>, to text: inout [UInt8]) {
    let query = rest.prefix { $0 != UInt8(ascii: "#") }
    let fragment = rest.dropFirst(query.count)
    var separator = UInt8(ascii: "?")
    for parameter in query.dropFirst().split(separator: UInt8(ascii: "&")) where !isTracking(parameter) {
      text.append(separator)
      text += parameter
      separator = UInt8(ascii: "&")
    }
    if fragment.count > 1 { text += fragment }
  }

  /// What is left of a page's address without scheme and `www.`.
  private static func withoutOrigin(_ page: ArraySlice<UInt8>) -> [UInt8] {
    let scheme = schemes.first { page.starts(with: $0, by: { lowered($0) == $1 }) }
    var address = Array(page.dropFirst(scheme?.count ?? 0))
    let host = 0..<(address.firstIndex(of: UInt8(ascii: "/")) ?? address.count)
    for index in host { address[index] = lowered(address[index]) }
    if address.starts(with: www) { address.removeFirst(www.count) }
    return address
  }

  private static let schemes = ["https://", "http://", "//"].map { Array($0.utf8) }
  private static let www = Array("www.".utf8)

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  /// Parameters that tell the site where a reader came from and never which page is meant.
  private static func isTracking(_ parameter: ArraySlice<UInt8>) -> Bool {
    let name = String(decoding: parameter.prefix { $0 != UInt8(ascii: "=") }.map(lowered), as: UTF8.self)
    return trackingPrefixes.contains { name.hasPrefix($0) } || tracking.contains(name)
  }

  private static let trackingPrefixes = ["utm_", "at_", "mc_", "pk_", "mtm_", "hsa_"]
  private static let tracking: Set<String> = [
    "fbclid", "gclid", "dclid", "yclid", "ysclid", "msclkid", "twclid", "igshid", "ocid", "cmpid", "cmp",
    "ftag",
    "ns_mchannel", "ns_source", "ns_campaign", "ref_src", "ref_url", "spm", "wprov", "srnd", "traffic_source",
    "rss",
  ]
}
