import FeedParsing
import Foundation
import JSON
import Support
import Testing

/// Real feeds and dates with known right answers, where they lie beside the checkout.
@Suite(
  "The shared corpus",
  .enabled(if: Checkout.hasShared("corpus/feeds"), "the shared corpus of feeds is not beside the checkout"))
struct CorpusTests {
  private func lines(_ name: String) throws -> [JSONValue] {
    let bytes = [UInt8](try Data(contentsOf: Checkout.shared("corpus/feeds/\(name)")))
    return try bytes.split(separator: UInt8(ascii: "\n")).map { try JSONValue.read(Array($0)).value }
  }

  @Test("no date is read wrong, and none is missed but forms of one tool's own")
  func dates() throws {
    for line in try lines("dates.jsonl") {
      let text = try #require(line["date"]?.string)
      let instant = FeedDate.parse(text).map(FeedDate.rfc3339)
      let isOdd = line["note"]?.string?.contains("feedparser") == true
      if instant != nil || !isOdd { #expect(instant == line["utc"]?.string, "\(text)") }
    }
  }

  @Test("feeds damaged on purpose give all their titles")
  func damaged() throws {
    let damaged = try lines("realworld.jsonl").filter { line in
      line["tags"]?.array?.contains(.string("damaged")) == true
    }
    #expect(damaged.count == 50)
    for line in damaged {
      let file = try #require(line["file"]?.string)
      let bytes = [UInt8](try Data(contentsOf: Checkout.shared("corpus/feeds/\(file)")))
      let feed = try FeedParser.parse(bytes, options: ParseOptions(contentType: line["content_type"]?.string))
      for entry in line["expect"]?["entries"]?.array ?? [] {
        guard let wanted = entry["title"]?.string, let index = entry["index"]?.integer else { continue }
        let title = index < feed.items.count ? feed.items[index].title : nil
        #expect(squeezed(title) == squeezed(wanted), "\(file), item \(index)")
      }
    }
  }

  /// Without white space and controls, about which the corpus says nothing.
  private func squeezed(_ text: String?) -> String? {
    guard let text else { return nil }
    let kept = text.precomposedStringWithCanonicalMapping.unicodeScalars.filter {
      !$0.properties.isWhitespace && $0.properties.generalCategory != .control
    }
    return String(String.UnicodeScalarView(kept))
  }
}
