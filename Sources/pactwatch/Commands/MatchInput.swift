import FeedParsing
import JSON
import Matching
import Posix

/// What `match` and `explain` read: items as JSON Lines, a feed, a page or plain text.
struct MatchInput {
  /// An item with the id it goes by in the output.
  struct Item {
    var id: JSONValue
    var content: MatchItem
  }

  private(set) var items: [Item] = []
  /// Whether every line held an item; those that did not have been told.
  private(set) var isSound = true

  /// Reads the file that the command line names, or standard input.
  init(_ arguments: Arguments) throws(CommandFailure) {
    let name = arguments.operands.first ?? "-"
    let bytes = try InputFile.read(name)
    if let feed = try? FeedParser.parse(bytes) {
      items = feed.items.map { Self.item($0, of: feed) }
      return
    }
    guard !bytes.contains(0) else {
      Terminal.message("\(name): neither a feed nor text: it has NUL bytes")
      throw CommandFailure(status: .data)
    }
    items = Self.items(bytes, name: name) { line, problem in
      isSound = false
      Terminal.message("\(name):\(line): \(problem)")
    }
  }

  /// All items of a document that is no feed; a line without an item is told to `complain` by its number.
  private static func items(_ bytes: [UInt8], name: String, complain: (Int, String) -> Void) -> [Item] {
    guard let first = bytes.first(where: { $0 > UInt8(ascii: " ") }) else { return [] }
    guard first == UInt8(ascii: "{") else {
      let text = HTMLText.plainText(String(decoding: bytes, as: UTF8.self))
      return [
        Item(id: .string(name), content: MatchItem(language: nil, title: "", summary: "", content: text))
      ]
    }
    return lines(bytes, complain: complain)
  }

  private static let texts = ["title", "summary", "content"]

  private static func lines(_ bytes: [UInt8], complain: (Int, String) -> Void) -> [Item] {
    var items: [Item] = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where line.contains(where: { $0 > UInt8(ascii: " ") }) {
      do throws(JSONError) {
        let value = try JSONValue.read(Array(line)).value
        items.append(item(value))
        if texts.allSatisfy({ value[$0] == nil }) {
          complain(index + 1, "nothing to match: it has no \(texts.joined(separator: ", no "))")
        }
      } catch {
        complain(index + 1, "no JSON: \(error.description); the line is passed over")
      }
    }
    return items
  }

  private static func item(_ item: ParsedItem, of feed: ParsedFeed) -> Item {
    let content = MatchItem(
      language: item.language ?? feed.language, title: item.titleText ?? "", summary: item.summaryText ?? "",
      content: item.contentText ?? "")
    return Item(id: .optional(item.id ?? item.link), content: content)
  }

  private static func item(_ value: JSONValue) -> Item {
    func text(_ name: String) -> String { value[name]?.string.map(HTMLText.plainText) ?? "" }
    let content = MatchItem(
      language: value["lang"]?.string, title: text("title"), summary: text("summary"),
      content: text("content"))
    return Item(id: value["id"] ?? .null, content: content)
  }
}
