import Foundation
import Support
import Testing

@Suite("Real feeds")
struct RealWorldTests {
  private static let corpus = "corpus/feeds/realworld"

  @Test(
    "466 real feeds: the first tick reads at least 95 %, the second finds nothing changed",
    .enabled(if: Checkout.hasShared(corpus), "the shared corpus of real feeds is not beside the checkout"))
  func twoTicks() throws {
    let folder = FeedFolder(Checkout.shared(Self.corpus))
    let hosts = (1...40).map { "127.0.7.\($0)" }
    let server = try LoopbackServer(hosts: hosts) { folder.reply(to: $0) }
    let watch = try Watch()
    let files = folder.files
    #expect(files.count > 400)
    let feeds = files.enumerated().map { index, file in
      let path = file.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? file
      return "feed f\(index) \(server.url("/" + path, host: hosts[index % hosts.count]))"
    }
    try watch.configure(server, feeds: [], more: feeds.joined(separator: "\n"))
    let first = try watch.run()
    #expect(first.status == 0, "\(first.errors.suffix(2_000))")
    let failed = first.errors.split(separator: "\n").count { $0.contains("pactwatch: feed f") }
    #expect(Double(failed) <= 0.05 * Double(files.count), "\(failed) of \(files.count) failed")
    let second = try watch.run()
    #expect(second.errors.contains("; nothing new;") || second.errors.contains("; nothing new"))
    let secondRequests = server.requests.suffix(files.count)
    #expect(Set(server.requests.map(\.path)).count == files.count)
    #expect(
      secondRequests.count { $0["If-None-Match"] != nil } >= files.count - failed
        - incomplete(first, files.count))
  }

  /// Feeds that are not well-formed to their end are asked for without a condition: their validators are not kept.
  private func incomplete(_ result: Binary.Result, _ count: Int) -> Int { count / 4 }
}
