import Bytes
@testable import FeedParsing

/// HTML to plain text.
enum HTMLTarget {
  @Sendable static func run(_ bytes: [UInt8]) {
    let html = CleanText.clean(String(decoding: bytes, as: UTF8.self))
    let text = HTMLText.plainText(html)
    FeedPromises.checkClean(text)
    promise(!text.contains("\n\n\n"), "at most one blank line stands between paragraphs")
    let ends = [text.utf8.first, text.utf8.last].compactMap(\.self)
    promise(ends.allSatisfy { $0 > 0x20 }, "text is trimmed: \(text.debugDescription)")
    let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    let again = HTMLText.plainText(escaped)
    promise(
      words(again) == words(text),
      "escaped text stays itself: \(text.debugDescription) \(again.debugDescription)")
    FeedPromises.checkClean(HTMLPage(html).title)
  }

  private static func words(_ text: String) -> [String] {
    text.unicodeScalars.split { $0 == " " || $0 == "\n" }.map { String($0) }
  }
}

/// A date in any form, also in the quick way beside the thorough one.
enum DateTarget {
  @Sendable static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let instant = FeedDate.parse(text)
    promise(
      FeedDate.parse(" \(text)\n") == instant || text.utf8.count > 100,
      "white space around a date means nothing")
    if let quick = UsualDate.parse(Array(text.utf8), 0..<text.utf8.count) {
      promise(
        quick.instant == DateWords(text).parts?.instant, "both ways read the same: \(text.debugDescription)")
    }
    guard let instant else { return }
    let written = FeedDate.rfc3339WithMilliseconds(instant)
    promise(FeedDate.parse(written) == instant, "what is written is read again: \(written)")
  }
}
