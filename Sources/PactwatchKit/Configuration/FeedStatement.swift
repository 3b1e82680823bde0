import Curl
import Matching
import Statements

/// Reads `feed NAME URL` with its entries.
struct FeedStatement {
  static let entries = hints + accessEntries
  /// What a feed can be watched without: a mistake in one of them must not lose the feed.
  static let hints = ["every", "lang", "source"] + notes
  /// What other readers know of a feed and this program only passes on.
  static let notes = ["folder", "category", "site", "about"]
  /// What decides who is asked, and with which secrets.
  static let accessEntries = ["login", "headers", "ca file", "pin", "proxy"]

  static func read(_ statement: Statement, folder: String) -> (feed: Feed?, problems: [Problem]) {
    var parts = StatementParts(statement)
    let name = parts.name()
    let values = parts.entries(entries, hints: hints)
    let tag = values["lang"].flatMap { language($0, &parts) }
    let every = values["every"].flatMap { interval($0, &parts) }
    let address = url(&parts, folder: folder)
    let access = access(values, address, &parts, folder: folder)
    guard !parts.hasErrors, let name, let address else { return (nil, parts.problems) }
    var feed = Feed(name: name, url: address, language: tag, source: values["source"]?.text, every: every)
    feed.access = access
    return (feed, parts.problems)
  }

  private static func interval(_ value: SourceText, _ parts: inout StatementParts) -> Int? {
    // A feed that is asked more seldom loses items.
    if let span = TimeSpan.parse(value.text), span <= 7 * TimeSpan.day { return span }
    parts.ignore(value, "every is a time up to 7 d, such as 30 min, 6 h or 1 d; 0 h asks in every run")
    return nil
  }

  private static func url(_ parts: inout StatementParts, folder: String) -> String? {
    let words = parts.words
    guard words.count > 1 else {
      if let name = words.first {
        parts.report(name, "the feed \(name.text) needs an address behind its name")
      }
      return nil
    }
    if words.count > 2 { parts.report(words[2], "unexpected '\(words[2].text)' behind the address") }
    let source = words[1]
    do throws(FeedAddress.Mistake) {
      return try FeedAddress.read(source.text, folder: folder)
    } catch {
      parts.report(source, error.message)
      return nil
    }
  }

  private static func language(_ value: SourceText, _ parts: inout StatementParts) -> String? {
    if LanguageTag.isValid(value.text) { return value.text }
    parts.ignore(value, "lang is a language tag such as ko or zh-Hant" + LanguageTag.hint(for: value.text))
    return nil
  }
}

// MARK: - Access

extension FeedStatement {
  private static func access(
    _ values: [String: SourceText], _ address: String?, _ parts: inout StatementParts, folder: String
  ) -> FeedAccess {
    var access = FeedAccess()
    access.login = values["login"].flatMap { parts.secret($0) }
    access.headers = values["headers"].flatMap { parts.secret($0) }
    access.authorities = values["ca file"].map { FilePath.resolve($0.text, in: folder) }
    access.pinnedKeys = values["pin"].map { pinnedKeys($0, &parts) } ?? []
    access.usesProxy = values["proxy"].map { usesProxy($0, &parts) } ?? true
    let needed = address.map {
      $0.hasPrefix("https:") ? [] : $0.hasPrefix("http:") ? tlsEntries : accessEntries
    }
    for (key, value) in values where needed?.contains(key) == true {
      parts.report(
        value,
        "\(key) belongs to a feed with an \(tlsEntries.contains(key) ? "https" : "http or https") address")
    }
    return access
  }

  /// What only a server with a certificate can have.
  private static let tlsEntries = ["ca file", "pin"]

  private static func pinnedKeys(_ value: SourceText, _ parts: inout StatementParts) -> [PinnedKey] {
    StatementParts.list(value).compactMap { word in
      if let key = PinnedKey(word.text) { return key }
      parts.report(
        word, "a pinned key is written sha256// and 44 characters of Base64; several stand with commas")
      return nil
    }
  }

  static func usesProxy(_ value: SourceText, _ parts: inout StatementParts) -> Bool {
    if value.text != "none" {
      parts.report(value, "proxy is none here; the proxy itself is a setting at the margin")
    }
    return false
  }
}
