import FeedParsing

/// Parses a document written in a test.
func parse(_ document: String, _ options: ParseOptions = ParseOptions()) throws(FeedParseError) -> ParsedFeed
{
  try FeedParser.parse(Array(document.utf8), options: options)
}

/// The only item of an RSS channel that holds `inner`.
func rssItem(_ inner: String) throws -> ParsedItem {
  let feed = try parse("<rss version=\"2.0\"><channel><item>\(inner)</item></channel></rss>")
  return feed.items.first ?? ParsedItem()
}

/// The only entry of an Atom feed that holds `inner`.
func atomEntry(_ inner: String) throws -> ParsedItem {
  let feed = try parse("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>\(inner)</entry></feed>")
  return feed.items.first ?? ParsedItem()
}
