import Curl

/// Tells failures whose cause is here from those out there.
///
/// A dead network, a broken resolver or a wrong clock makes most sites fail at once; a hotel's login page answers for all of them.
/// No feed is to blame for either, or all would be left alone for hours after the network is back.
struct Outage {
  /// Addresses of feeds that were fine before, and of those the ones whose servers could not be reached, with the first sentence.
  private var asked: [String] = []
  private var lost: [(url: String, message: String)] = []
  /// Sites whose feeds ended as a page on another host, by that host.
  private var pages: [String: Set<String>] = [:]

  /// Takes note of what came of a feed. One that failed before proves nothing.
  mutating func note(_ url: String, wasFailing: Bool, _ error: FetchError?) {
    guard !wasFailing else { return }
    asked.append(url)
    if let error, error.kind.mayBeHere { lost.append((url, error.message)) }
  }

  /// Takes note of a page for people that a redirect led to instead of a feed.
  mutating func notePage(for url: String, at address: String) {
    guard let from = try? WebURL(url), let to = try? WebURL(address), from.host != to.host else { return }
    pages[to.host, default: []].insert(from.authority)
  }

  /// What all answers of the run together say.
  var verdict: Verdict { Verdict(network: network, portal: portal) }

  struct Verdict {
    fileprivate var network: (down: Int, of: Int, example: String)?
    fileprivate var portal: (host: String, sites: Int)?

    /// Whether a failure is none of the feed's own; `address` is where an answer came from.
    func explains(_ error: FetchError, at address: String?) -> Bool {
      if network != nil, error.kind.mayBeHere { return true }
      guard let portal, error.kind == .page, let address else { return false }
      return (try? WebURL(address))?.host == portal.host
    }

    /// One sentence; nil where nothing points here.
    var message: String? {
      if let network {
        return
          "the network here seems to be down: \(network.down) of \(network.of) sites cannot be reached, such as "
          + network.example
      }
      return portal.map {
        "captive portal? \($0.sites) sites redirect to \($0.host), which answers with a page instead of feeds"
      }
    }
  }

  /// Fewer sites may well fail by themselves.
  private static let fewest = 3
  /// Nor is it likely that these fail at once where there are no others.
  private static let fewestOfAll = 2

  private var network: (down: Int, of: Int, example: String)? {
    guard lost.count >= Self.fewestOfAll, let example = lost.min(by: { $0.url < $1.url })?.message else {
      return nil
    }
    let lostURLs = Set(lost.map(\.url))
    let answered = Set(asked.filter { !lostURLs.contains($0) }.compactMap(Self.site))
    let down = Set(lostURLs.compactMap(Self.site)).subtracting(answered)
    let all = down.count + answered.count
    let isDown =
      down.count >= Self.fewest ? 2 * down.count > all : down.count >= Self.fewestOfAll && answered.isEmpty
    return isDown ? (down.count, all, example) : nil
  }

  private var portal: (host: String, sites: Int)? {
    pages.filter { $0.value.count >= Self.fewest }.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
      .map { ($0.key, $0.value.count) }
  }

  /// Nil for a file.
  private static func site(_ url: String) -> String? { (try? WebURL(url))?.authority }
}
