import Curl

/// Tells failures whose cause is here from those out there.
///
/// A dead network, a broken resolver or a wrong clock makes most sites fail at once; a hotel's login page answers for all of them.
/// No feed is to blame for either, or all would be left alone for hours after the network is back.
struct Outage {
  /// Sites that were fine before.
  private var asked: Set<String> = []
  private var answered: Set<String> = []
  /// The first failure of each site that did not answer.
  private var lost: [String: String] = [:]
  /// Sites whose feeds ended as a page on another host, by that host.
  private var pages: [String: Set<String>] = [:]

  /// Fewer sites may well fail by themselves.
  private static let fewest = 3

  /// Takes note of what came of a feed. A file is no site; one that failed before proves nothing.
  mutating func note(_ url: String, wasFailing: Bool, _ error: FetchError?) {
    guard !wasFailing, let site = try? WebURL(url).authority else { return }
    asked.insert(site)
    if let error, error.kind.mayBeHere {
      lost[site] = lost[site] ?? error.message
    } else {
      answered.insert(site)
    }
  }

  /// Takes note of a page for people that a redirect led to instead of a feed.
  mutating func notePage(for url: String, at address: String) {
    guard let from = try? WebURL(url), let to = try? WebURL(address), from.host != to.host else { return }
    pages[to.host, default: []].insert(from.authority)
  }

  /// Whether the failure of a feed that was fine is none of its own.
  func explains(_ error: FetchError, of url: String, at address: String?) -> Bool {
    if isNetworkDown, error.kind.mayBeHere { return true }
    guard error.kind == .page, let host = address.flatMap({ try? WebURL($0).host }) else { return false }
    return portal?.host == host
  }

  /// One sentence; nil where nothing points here.
  var message: String? {
    if isNetworkDown, let example = down.sorted(by: { $0.key < $1.key }).first?.value {
      return
        "the network here seems to be down: \(down.count) of \(asked.count) sites cannot be reached, such as \(example)"
    }
    return portal.map {
      "captive portal? \($0.sites) sites redirect to \($0.host), which answers with a page instead of feeds"
    }
  }

  private var down: [String: String] { lost.filter { !answered.contains($0.key) } }

  private var isNetworkDown: Bool { down.count >= Self.fewest && 2 * down.count > asked.count }

  private var portal: (host: String, sites: Int)? {
    pages.filter { $0.value.count >= Self.fewest }.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
      .map { ($0.key, $0.value.count) }
  }
}
