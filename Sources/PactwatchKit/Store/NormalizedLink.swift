/// A link without what differs between two addresses of one page.
enum NormalizedLink {
  /// Without scheme, `www.`, tracking parameters and a slash at the end; the host in lower case.
  ///
  /// The fragment stays: it tells the posts of a live page apart.
  static func text(of link: String) -> String {
    let withoutFragment = link.prefix { $0 != "#" }
    let fragment = link.dropFirst(withoutFragment.count)
    let parts = withoutFragment.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = parts.first else { return link }
    let page = withoutSlash(withoutWWW(withoutScheme(address)))
    let parameters = parts.dropFirst().joined().split(separator: "&").filter { !isTracking($0) }
    let query = parameters.isEmpty ? "" : "?" + parameters.joined(separator: "&")
    return page + query + (fragment == "#" ? "" : fragment)
  }

  private static func withoutScheme(_ address: Substring) -> Substring {
    for scheme in ["https://", "http://", "//"] where address.lowercased().hasPrefix(scheme) {
      return address.dropFirst(scheme.count)
    }
    return address
  }

  private static func withoutWWW(_ address: Substring) -> String {
    let host = address.prefix { $0 != "/" }
    let lowered = host.lowercased()
    return (lowered.hasPrefix("www.") ? String(lowered.dropFirst(4)) : lowered)
      + address.dropFirst(host.count)
  }

  private static func withoutSlash(_ address: String) -> String {
    address.hasSuffix("/") ? String(address.dropLast()) : address
  }

  /// Parameters that tell the site where a reader came from and never which page is meant.
  private static func isTracking(_ parameter: Substring) -> Bool {
    let name = parameter.prefix { $0 != "=" }.lowercased()
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
