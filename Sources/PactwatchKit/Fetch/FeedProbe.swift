package import FeedParsing

/// What one polite request says about a feed; nothing of it is stored.
package struct FeedProbe: Sendable {
  package let feed: Feed
  package let result: Result<Finding, FeedProbe.Failure>

  package struct Finding: Sendable, Equatable {
    package var format: FeedFormat
    package var title: String?
    package var items: Int
    /// Milliseconds since 1970.
    package var newest: Int?
    /// What is odd about it, a sentence each.
    package var notes: [String]
  }

  package struct Failure: Error, Sendable, Equatable {
    /// What happened and what to do, as one sentence without its full stop.
    package var message: String
    /// Where a page was found instead: the feeds that it offers.
    package var offered: [String] = []
    /// Whether it is a page, whatever it offers.
    package var isPage = false
  }

  /// Asks for each feed once; the answers come in the order of the feeds.
  package static func run(
    _ feeds: [Feed], _ settings: FetchSettings, isStopped: () -> Bool = { false },
    progress: (_ done: Int) -> Void = { _ in }
  ) -> [FeedProbe] {
    var probes = [FeedProbe?](repeating: nil, count: feeds.count)
    var done = 0
    let requests = feeds.enumerated().map { FetchRequest(id: $0.offset, feed: $0.element) }
    Fetcher(settings).run(requests, isStopped: isStopped) { request, outcome in
      probes[request.id] = FeedProbe(feed: request.feed, result: Self.result(of: outcome, request.feed))
      done += 1
      progress(done)
    }
    return probes.compactMap(\.self)
  }

  private static func result(of outcome: FetchOutcome, _ feed: Feed) -> Result<Finding, Failure> {
    switch outcome {
    case .failed(let error): .failure(Failure(message: error.message))
    case .fetched(let document), .unchanged(let document): result(of: document, feed)
    }
  }

  private static func result(of document: FeedDocument, _ feed: Feed) -> Result<Finding, Failure> {
    do throws(FeedParseError) {
      let parsed = try FeedParser.parse(document.body, options: ParseOptions(document))
      return .success(
        Finding(
          format: parsed.format, title: parsed.titleText, items: parsed.items.count,
          newest: parsed.items.compactMap(\.date).max(),
          notes: moved(document) + parsed.notes + document.notes))
    } catch .htmlPage(let title, let feeds) {
      let error = FeedParseError.htmlPage(title: title, feeds: feeds)
      return .failure(Failure(message: error.description, offered: feeds, isPage: true))
    } catch {
      return .failure(Failure(message: error.description))
    }
  }

  /// A move for good belongs into the list.
  private static func moved(_ document: FeedDocument) -> [String] {
    guard !document.redirects.isEmpty, document.redirects.allSatisfy(\.isPermanent) else { return [] }
    return ["moved to \(document.url); write that into the list"]
  }
}
