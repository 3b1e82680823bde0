import Curl
import Testing

@Suite struct CurlWebURLTests {
  @Test(
    arguments: [
      ("http://Example.ORG", "http://example.org/"),
      ("http://example.org:80/a#part", "http://example.org/a"),
      ("https://example.org:443/", "https://example.org/"),
      ("https://example.org:8443/a/../b/./c", "https://example.org:8443/b/c"),
      ("  http://example.org/a b  ", "http://example.org/a%20b"),
      ("http://example.org/북한?q=é", "http://example.org/%EB%B6%81%ED%95%9C?q=%C3%A9"),
      ("http://2130706433/", "http://127.0.0.1/"),
      ("http://0x7f.1/", "http://127.0.0.1/"),
      ("http://[::FFFF:127.0.0.1]/", "http://[::ffff:127.0.0.1]/"),
      ("http://xn--e1afmkfd.xn--p1ai/", "http://xn--e1afmkfd.xn--p1ai/"),
    ])
  func `an address has one form`(text: String, form: String) throws {
    #expect(try WebURL(text).text == form)
  }

  @Test func `parts are those that libcurl connects to`() throws {
    let url = try WebURL("https://News.example/feed?x=1")
    #expect(url.isSecure)
    #expect(url.host == "news.example")
    #expect(url.port == 443)
    #expect(url.authority == "news.example:443")
  }

  @Test(
    arguments: [
      ("", WebURLError.empty), ("   ", .empty),
      ("ftp://example.org/", .scheme("ftp")), ("file:///etc/passwd", .scheme("file")),
      ("gopher://example.org/", .scheme("gopher")), ("dict://example.org/", .scheme("dict")),
      ("http://user:pw@example.org/", .credentials), ("http://user@example.org/", .credentials),
      ("http://127.0.0.2\\@example.org/", .forbiddenCharacter),
      ("http://example.org/\u{7f}", .forbiddenCharacter),
      ("http://exa\tmple.org/", .forbiddenCharacter), ("http://example.org/\r\nX: 1", .forbiddenCharacter),
      ("http://пример.рф/", .host), ("http://example.org%2f.evil.example/", .host), ("http://a b/", .host),
      ("http://example.org:0/", .malformed("there is no port 0")),
      ("http://" + String(repeating: "a", count: 9000), .tooLong),
    ])
  func `what is not a plain web address is refused with the reason`(text: String, error: WebURLError) {
    #expect(throws: error) { try WebURL(text) }
  }

  @Test(arguments: [
    "javascript:alert(1)", "data:text/xml,<rss/>", "example.org/feed", "http://",
    "http://example.org:99999/",
  ])
  func `what is no address at all is refused`(text: String) {
    #expect(throws: WebURLError.self) { try WebURL(text) }
  }

  @Test(
    arguments: [
      ("/new", "http://example.org/new"), ("new", "http://example.org/a/new"),
      ("?x=1", "http://example.org/a/feed?x=1"),
      ("//other.example/x", "http://other.example/x"), ("https://other.example", "https://other.example/"),
      ("../up", "http://example.org/up"),
      ("/sp ace", "http://example.org/sp%20ace"), ("/caf\u{c3}\u{a9}", "http://example.org/caf%C3%A9"),
    ])
  func `a reference leads where RFC 3986 says`(reference: String, target: String) throws {
    #expect(try WebURL("http://example.org/a/feed?q=1").resolving(reference).text == target)
  }

  @Test(
    arguments: [
      ("", WebURLError.empty), ("ftp://example.org/", .scheme("ftp")),
      ("file:///etc/passwd", .scheme("file")),
      ("http://user:pw@example.org/", .credentials), ("/a\u{0}b", .forbiddenCharacter),
      ("\\\\evil.example", .forbiddenCharacter),
    ])
  func `a reference that leads elsewhere is refused`(reference: String, error: WebURLError) throws {
    let base = try WebURL("http://example.org/")
    #expect(throws: error) { try base.resolving(reference) }
  }

  @Test func `messages mask the values of a query`() throws {
    #expect(try WebURL("http://a.example/f").redacted == "http://a.example/f")
    let token = String(repeating: "s3cret", count: 4)
    #expect(
      try WebURL("https://\(token).example/feeds/\(token)/rss.xml").redacted
        == "https://\(token).example/feeds/.../rss.xml")
    #expect(
      try WebURL("http://a.example/f?token=s3cret&id=7").redacted == "http://a.example/f?token=...&id=...")
    #expect(try WebURL("http://a.example/f?s3cret").redacted == "http://a.example/f?...")
  }
}
