import FeedParsing
import Glibc
import JSON
import Testing

@Suite("Hostile documents")
struct HostileTests {
  static let fixtures = [
    """
    <?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY a "b"><!-- c -->]>
    <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>&#48; &amp;</title>
    <item><guid isPermaLink='false'>1</guid><title><![CDATA[<b>북한</b> ]] ]]></title><dc:date>2024-06-19</dc:date>
    <description>&lt;p class="a"&gt;x&nbsp;y&lt;/p&gt;<br/></description><author>a@b.c (d)</author></item></channel></rss>
    """,
    """
    <feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.example/"><entry><id>1</id><link href="../b"/>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">é <i>f</i></div></content>
    <author><name>n</name></author><updated>2024-06-19T10:00:00+09:00</updated></entry></feed>
    """,
    #"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"\u0041\ud83c\uddf0","content_html":"<p>&hearts;",}]}"#,
  ]

  @Test("every beginning of a document is parsed or refused, never more", arguments: fixtures)
  func prefixes(fixture: String) {
    let bytes = Array(fixture.utf8)
    for count in 0...bytes.count {
      let feed = try? FeedParser.parse(Array(bytes[..<count]))
      if count < bytes.count - 1 { #expect(feed?.isComplete != true, "\(count)") }
      #expect((feed?.items.count ?? 0) <= 1)
    }
  }

  @Test("any one byte may be another", arguments: fixtures)
  func mutations(fixture: String) {
    let bytes = Array(fixture.utf8)
    for index in bytes.indices {
      for replacement in Array("<>&\"/]\0".utf8) + [0xE2] {
        var mutated = bytes
        mutated[index] = replacement
        let feed = try? FeedParser.parse(mutated)
        #expect((feed?.items.count ?? 0) <= 2)
      }
    }
  }

  @Test("random bytes behind any beginning end in a feed or an error")
  func randomBytes() {
    var random = SystemRandomNumberGenerator()
    let pieces = Array("<>&;\"'/!-[]{}= :#x1aT,?".utf8) + [0x80, 0xC2, 0xA0, 0xE2, 0xF0, 0xFF, 0x00]
    for beginning in [
      "", "<rss><channel><item>", "<feed><entry><content type='xhtml'>", "{\"items\":[", "<!DOCTYPE [",
    ] {
      for _ in 0..<400 {
        let noise = (0..<60).map { _ in pieces[Int.random(in: pieces.indices, using: &random)] }
        let feed = try? FeedParser.parse(Array(beginning.utf8) + noise)
        #expect((feed?.items.count ?? 0) <= noise.count)
      }
    }
  }

  /// Documents that punish a parser for looking at a byte too often; each is one part repeated.
  private static let bombs: [(String, String, String)] = [
    ("", "<a>", ""), ("<rss>", "<a b=\"c\" d='e'>", ""), ("<rss>", "<a", ""), ("<rss>", "<!--", ""),
    ("<rss>", "<![CDATA[", ""),
    ("<rss>", "<?", ""), ("<rss>", "<!DOCTYPE [<!-- ", ""), ("<rss>", "<a ='><b '=", ""),
    ("<rss>", "</a>", ""),
    ("<rss>", "<a b=\"", ""), ("<rss ", "a=\"b\" ", "></rss>"), ("<rss ", "xmlns:a=\"b\" ", "></rss>"),
    ("<rss><channel><item><title>", "&", ""), ("<rss><channel><item><title>", "&#", ""),
    ("<rss><channel><item><title>", "&amp;", ""), ("<rss><channel>", "<item>", ""),
    ("<rss><channel>", "<item><title>", ""), ("<rss><channel><item>", "<description>", ""),
    ("<rss><channel><item><description><![CDATA[", "<a", "]]></description></item></channel></rss>"),
    ("<rss><channel><item><description><![CDATA[", "<script>", "]]></description></item></channel></rss>"),
    ("<rss><channel><item><description><![CDATA[", "<!--", "]]></description></item></channel></rss>"),
    ("<rss><channel><item><description><![CDATA[", "<a b=\"", "]]></description></item></channel></rss>"),
    ("<rss><channel><item><description>", "&lt;![CDATA[", "]]&gt;</description></item></channel></rss>"),
    (
      "<rss><channel><item><description>", "&lt;![CDATA[&lt;![CDATA[]]&gt;",
      "</description></item></channel></rss>"
    ),
    ("<rss>", "<rss/><!--", ""), ("<rss></rss>", "<rss/><a b='", ""), ("<html>", "<rss></rss><!--", ""),
    ("x jsonfeed.org/version/", "{{", ""), ("x jsonfeed.org/version/", "{ \"a\":", ""),
    ("<rss><channel><item><description><![CDATA[", "<!", "]]></description></item></channel></rss>"),
    ("<rss><channel><item><description><![CDATA[", "]", "]]></description></item></channel></rss>"),
    ("<feed><entry><content type='xhtml'>", "<content>", ""), ("<feed><entry>", "<author><name>", ""),
    (
      "<rss><channel><item><pubDate>19 Jun 2024 10:00", " a1 + (b) 오후 3시", "</pubDate></item></channel></rss>"
    ),
    (
      "<rss><channel>", "<item><pubDate>\(String(repeating: "a1", count: 59))</pubDate></item>",
      "</channel></rss>"
    ),
    ("{\"items\":", "[", ""), ("{\"items\":[\"", "\\u", ""), ("{\"items\":[", ",", ""), ("", "-", ""),
  ]

  @Test("documents made to be slow take time in proportion to their size", arguments: bombs.indices)
  func linear(index: Int) {
    let (beginning, part, end) = Self.bombs[index]
    let short = time(beginning, part, end, bytes: 20_000)
    let long = time(beginning, part, end, bytes: 160_000)
    // Eight times the bytes; a quadratic parser needs sixty-four times as long.
    #expect(long < max(short, .milliseconds(2)) * 30)
  }

  /// What this thread has used: other tests and programs do not count.
  private func processorTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  private func time(_ beginning: String, _ part: String, _ end: String, bytes: Int) -> Duration {
    let count = bytes / part.utf8.count
    let document = Array((beginning + String(repeating: part, count: count) + end).utf8)
    let start = processorTime()
    _ = try? FeedParser.parse(document)
    return processorTime() - start
  }
}
