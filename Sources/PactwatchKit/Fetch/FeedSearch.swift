import Bytes
import Curl
import FeedParsing

/// Finds the feeds of a site from the address of one of its pages.
package enum FeedSearch {
  /// What to ask where a page offers none: the usual places.
  private static let usualPlaces = ["/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml"]

  /// The feeds that were found, each asked once; or why nothing could be looked at.
  ///
  /// An address without a scheme is asked over https, and where that fails over http.
  package static func run(
    _ address: String, _ settings: FetchSettings, isStopped: () -> Bool
  ) throws(FeedProbe.Failure) -> [FeedProbe] {
    if address.contains("://") { return try search(address, settings, isStopped) }
    do throws(FeedProbe.Failure) {
      return try search("https://" + address, settings, isStopped)
    } catch let secure {
      do throws(FeedProbe.Failure) {
        return try search("http://" + address, settings, isStopped)
      } catch let plain {
        if plain == secure { throw plain }
        throw FeedProbe.Failure(message: "over https: \(secure.message); over http: \(plain.message)")
      }
    }
  }

  /// The page says what it offers (`<link rel="alternate">`); only where it offers nothing the usual places are tried.
  private static func search(
    _ address: String, _ settings: FetchSettings, _ isStopped: () -> Bool
  ) throws(FeedProbe.Failure) -> [FeedProbe] {
    let url: WebURL
    do {
      url = try WebURL(address)
    } catch {
      throw FeedProbe.Failure(message: error.description)
    }
    let first = FeedProbe.run([Feed(name: url.host, url: url.text)], settings, isStopped: isStopped)
    guard let probe = first.first, case .failure(let failure) = probe.result else { return first }
    guard failure.isPage else { throw failure }
    let places =
      failure.offered.isEmpty ? usualPlaces.compactMap { try? url.resolving($0).text } : failure.offered
    let feeds = places.map { Feed(name: $0, url: $0) }
    let probes = FeedProbe.run(feeds, settings, isStopped: isStopped)
    // What a page offers and cannot be had is worth telling, what was only guessed is not.
    return failure.offered.isEmpty ? probes.filter { (try? $0.result.get()) != nil } : probes
  }
}
