import Support
import Testing

/// A part repeated to an eighth of a megabyte; what the parser must still see in it.
struct HostileDocument: Sendable, CustomTestStringConvertible {
  let name: String
  var beginning = "<rss version='2.0'><channel><item><title>t</title>"
  let part: String
  var end = "</item></channel></rss>"
  var format = "rss20"
  var items = 1

  var text: String { beginning + String(repeating: part, count: (1 << 17) / part.utf8.count) + end }
  var testDescription: String { name }
}

@Suite("Hostile documents")
struct HostileDocumentTests {
  private static let item = "<rss version='2.0'><channel><item><title>t</title>"
  private static let laughs = (0..<20).map {
    "<!ENTITY a\($0 + 1) '\(String(repeating: "&a\($0);", count: 10))'>"
  }

  static let documents = [
    HostileDocument(
      name: "an entity that is a file",
      beginning: "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\(item)<description>", part: "&x; ",
      end: "</description></item></channel></rss>"),
    HostileDocument(
      name: "entities that are addresses", beginning: "<!DOCTYPE rss [",
      part: "<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x'> %p; ", end: "]>\(item)</item></channel></rss>"),
    HostileDocument(
      name: "entities that grow without bounds",
      beginning: "<!DOCTYPE rss [\(laughs.joined())]>\(item)<description>", part: "&a20;",
      end: "</description></item></channel></rss>"),
    HostileDocument(
      name: "entities in attributes", beginning: "<!DOCTYPE rss [\(laughs.joined())]><rss><channel><item>",
      part: "<link href='&a20;' rel='&a20;'/>", format: "rss"),
    HostileDocument(
      name: "attributes", beginning: "<rss><channel><item ", part: "a='b' ", end: "/></channel></rss>",
      format: "rss"),
    HostileDocument(
      name: "namespaces", beginning: "<rss ", part: "xmlns:n='u' ", end: "><channel><item/></channel></rss>",
      format: "rss"),
    HostileDocument(name: "depth", part: "<a>", end: ""),
    HostileDocument(name: "end tags of nothing", part: "</a>"),
    HostileDocument(name: "a long name", part: "<\(String(repeating: "n", count: 50_000)) />"),
    HostileDocument(
      name: "a long text", beginning: "\(item)<description>", part: "text ",
      end: "</description></item></channel></rss>"),
    HostileDocument(
      name: "Netscape's items",
      beginning: """
        <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
         "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel>
        """, part: "<item><title>a</title><link>http://a.example/</link></item>", end: "</channel></rss>",
      format: "rss091n", items: 2_221),
  ]

  @Test("each keeps its items and takes memory in proportion to its size", arguments: documents)
  func memory(document: HostileDocument) throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write("hostile.xml", document.text)
    let result = try Binary.run(["parse", "--summary", path])
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("\(document.format) utf-8 \(document.items) "), "\(result.output)")
    // The program itself takes half of this.
    #expect(result.peakMemory < 32 << 20, "\(result.peakMemory >> 10) KiB")
  }
}
