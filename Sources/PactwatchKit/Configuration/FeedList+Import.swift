import Bytes
import Curl
package import FeedParsing
import Statements

/// A feed list made from OPML, and what of it has no place there.
package struct ImportedFeeds: Sendable, Equatable {
  /// Feed statements, to be put into a file.
  package private(set) var text = ""
  package private(set) var count = 0
  /// A sentence each.
  package private(set) var notes: [String] = []
  private var names: Set<String>
  private var addresses: Set<String>
  /// Behind a name that is taken: the next number to try.
  private var numbers: [String: Int] = [:]
  private let trustsAccess: Bool
  private var lost: [String: Int] = [:]

  /// - Parameter known: feeds that are configured already; they are left out, and their names are taken.
  /// - Parameter trustsAccess: whether the list may say which of our secrets go where: only one that we exported may.
  package init(_ document: OPMLDocument, known: [Feed], trustsAccess: Bool) {
    names = Set(known.map(\.name))
    addresses = Set(known.map(\.url))
    self.trustsAccess = trustsAccess
    for outline in document.feeds { add(outline) }
    notes +=
      lost.sorted { $0.key < $1.key }.map { "\($0.key) (\(RunReport.count($0.value, "feed")))" }
      + document.notes
  }

  private mutating func add(_ outline: OPMLDocument.Outline) {
    let label = outline["text"] ?? outline["title"] ?? "a feed without a name"
    do {
      let url = try address(outline["xmlUrl"] ?? "")
      guard !addresses.contains(url) else {
        lost["left out: its address is configured already, or stands there twice", default: 0] += 1
        return
      }
      let name = newName(outline, label: label, host: url)
      let statement = FeedDraft(outline, name: name, url: url, label: label, trustsAccess: trustsAccess)
      for reason in statement.lost { lost[reason, default: 0] += 1 }
      text += statement.text
      names.insert(name)
      addresses.insert(url)
      count += 1
    } catch {
      notes.append("left out: \(CleanText.singleLine(label, limit: 80)): \(error.description)")
    }
  }

  /// A list from elsewhere names no file of this machine.
  private func address(_ text: String) throws(WebURLError) -> String {
    trustsAccess && text.hasPrefix("file://") ? text : try WebURL(text).text
  }

  /// The name it had with us, or one made of what it is called.
  private mutating func newName(_ outline: OPMLDocument.Outline, label: String, host url: String) -> String {
    let host = (try? WebURL(url))?.host ?? "feed"
    let wished = [outline["\(FeedList.namespace.name):name"] ?? "", label, host].map(Self.name(from:))
    let name = wished.first { !$0.isEmpty } ?? "feed"
    guard names.contains(name) else { return name }
    var number = numbers[name] ?? 2
    while names.contains("\(name)-\(number)") { number += 1 }
    numbers[name] = number + 1
    return "\(name)-\(number)"
  }

  /// In characters: what a column of a terminal can show.
  private static let longestName = 40

  /// One word of letters, digits, dots and hyphens.
  private static func name(from text: String) -> String {
    var name = ""
    for scalar in text.lowercased().unicodeScalars {
      let isPlain =
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "_.".unicodeScalars.contains(scalar)
      if isPlain {
        name.unicodeScalars.append(scalar)
      } else if !name.isEmpty, name.last != "-" {
        name += "-"
      }
    }
    let short = name.prefix(longestName)
    return String(short.reversed().drop { $0 == "-" }.reversed())
  }
}

/// One feed statement as it will stand in the list.
private struct FeedDraft {
  private(set) var text: String
  /// What has no place in it, a clause each.
  private(set) var lost: Set<String> = []

  init(_ outline: OPMLDocument.Outline, name: String, url: String, label: String, trustsAccess: Bool) {
    text = "\nfeed \(name) \(url)\n"
    let folder = outline.folders.filter { !$0.isEmpty }.map {
      $0.replacing(FeedList.folderSeparator, with: "/")
    }
    add("source", label == name ? nil : label)
    add("lang", outline["language"])
    add("folder", folder.isEmpty ? nil : folder.joined(separator: FeedList.folderSeparator))
    add("category", outline["category"])
    add("site", outline["htmlUrl"])
    add("about", outline["description"])
    for attribute in outline.attributes { addOwn(attribute, label: label, trustsAccess: trustsAccess) }
  }

  /// Written in its usual case; the entries above hold them, or they say nothing of the feed.
  private static let known: Set = [
    "type", "version", "text", "xmlurl", "htmlurl", "language", "category", "description",
    "\(FeedList.namespace.name):name",
  ]

  private mutating func addOwn(_ attribute: OPMLDocument.Attribute, label: String, trustsAccess: Bool) {
    let name = attribute.name.lowercased()
    if Self.known.contains(name) || name == "title" && attribute.value == label { return }
    let prefix = FeedList.namespace.name + ":"
    let key = String(name.dropFirst(prefix.count)).replacing("-", with: " ")
    guard name.hasPrefix(prefix), FeedStatement.entries.contains(key) else {
      lost.insert("the attribute '\(attribute.name)' has no place here and is left out")
      return
    }
    let isTrusted = trustsAccess || !FeedStatement.accessEntries.contains(key)
    add(key, attribute.value, isComment: !isTrusted)
    if !isTrusted {
      lost.insert(
        "'\(key)' is written as a comment: it says which secrets go where; trust it only in a list of your own"
      )
    }
  }

  /// Adds an entry where the whole statement is still right with it.
  private mutating func add(_ key: String, _ value: String?, isComment: Bool = false) {
    guard let value, !value.isEmpty else { return }
    // A `#` behind a blank would begin a comment; the wide one looks the same to people.
    let safe = CleanText.singleLine(value).replacing(" #", with: " \u{FF03}")
    let line = "  \(isComment ? "# " : "")\(key): \(safe)\n"
    let file = StatementReader.read(path: "", bytes: Array((text + line).utf8))
    guard file.problems.isEmpty, file.statements.count == 1, let statement = file.statements.last,
      FeedStatement.read(statement, folder: ".").problems.isEmpty
    else {
      lost.insert("its '\(key)' cannot be used and is left out")
      return
    }
    text += line
  }
}
