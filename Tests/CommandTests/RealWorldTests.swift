import FeedParsing
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
      return "feed f\(index) \(server.url("/" + path, host: hosts[index % hosts.count]))\n  every: 0 h"
    }
    try watch.configure(server, feeds: [], more: feeds.joined(separator: "\n"))
    let first = try watch.run()
    #expect(first.status == 0, "\(first.errors.suffix(2_000))")
    let failed = first.errors.firstMatch(of: /(\d+) failed/).flatMap { Int($0.1) } ?? 0
    #expect(Double(failed) <= 0.05 * Double(files.count), "\(failed) of \(files.count) failed")
    #expect((1 << 20..<100 << 20).contains(first.peakMemory), "\(first.peakMemory >> 20) MiB")
    let complete = try wellFormed(files)
    #expect(complete.count > files.count / 2)
    let requests = server.requests.count
    let second = try watch.run()
    #expect(second.errors.contains("; nothing new;"), "\(second.errors.suffix(2_000))")
    #expect(server.requests.count == requests + files.count - failed, "\(second.errors.suffix(2_000))")
    // What is not well-formed to its end is asked for without a condition: its validators would pin it.
    let conditional = server.requests.suffix(files.count).filter { $0["If-None-Match"] != nil }
    let paths = Set(conditional.map(\.path))
    #expect(complete.filter { !paths.contains("/" + $0) } == [])
  }

  /// The files that the parser finds complete, by their names in addresses.
  private func wellFormed(_ files: [String]) throws -> [String] {
    try files.filter { file in
      let bytes = try Data(contentsOf: Checkout.shared(Self.corpus).appendingPathComponent(file))
      let parsed = try? FeedParser.parse([UInt8](bytes), options: ParseOptions())
      return parsed?.isComplete ?? false
    }.map { $0.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? $0 }
  }
}
