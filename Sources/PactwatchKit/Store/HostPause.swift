import Curl

/// A site that asked to be left alone (429 Too Many Requests): none of its feeds is asked before the pause is over.
package struct HostPause: Sendable, Equatable {
  /// `host:port`.
  package var site: String
  /// Milliseconds since 1970.
  package var since: Int
  package var until: Int

  package init(site: String, since: Int, until: Int) {
    self.site = site
    self.since = since
    self.until = until
  }
}

extension [String: HostPause] {
  /// The pause of the site that an address belongs to.
  package func pause(of address: String) -> HostPause? {
    isEmpty ? nil : (try? WebURL(address)).flatMap { self[$0.authority] }
  }
}
