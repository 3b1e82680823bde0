import Foundation
import Support
import Testing

@testable import PactwatchKit

/// Feeds as real sites publish them; they are not part of the project.
private let realFeeds = URL(fileURLWithPath: #filePath)
  .appendingPathComponent("../../../../../shared/corpus/feeds/realworld").standardized

@Suite struct RealFeedsFetchTests {
  @Test(.enabled(if: FileManager.default.fileExists(atPath: realFeeds.path), "there is no \(realFeeds.path)"))
  func `every real feed arrives as it is, and is unchanged the second time`() throws {
    let folder = FeedFolder(realFeeds)
    let hosts = (1...50).map { "127.0.1.\($0)" }
    let server = try LoopbackServer(hosts: hosts) { folder.reply(to: $0) }
    let files = folder.files
    try #require(files.count > 400)
    var requests = files.enumerated().map { id, file in
      let url = server.url(FeedFolder.path(of: file), host: hosts[id % hosts.count])
      return FetchRequest(id: id, feed: Feed(name: file, url: url))
    }
    var problems: [String] = []
    let fetcher = Fetcher(try loopbackSettings())
    fetcher.run(requests) { request, outcome in
      requests[request.id].etag = outcome.document?.etag
      requests[request.id].validatorsURL = outcome.document?.url
      let content = try? Data(contentsOf: realFeeds.appendingPathComponent(files[request.id]))
      if outcome.document?.body != content.map(Array.init) {
        problems.append(outcome.error?.message ?? request.feed.name)
      }
    }
    fetcher.run(requests) { request, outcome in
      if !outcome.isUnchanged { problems.append("\(request.feed.name) is not unchanged") }
    }
    #expect(problems == [])
    #expect(server.requests.count == 2 * files.count)
  }
}
