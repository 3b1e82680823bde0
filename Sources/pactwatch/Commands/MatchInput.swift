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
  /// Whether every line could be read; those that could not have been told.
  private(set) var isSound = true

  /// Reads the file that the command line names, or standard input.
  init(_ arguments: Arguments) throws(CommandFailure) {
    let name = arguments.operands.first ?? "-"
    let bytes: [UInt8]
    do throws(PosixError) {
      bytes = try name == "-" ? StandardInput.read(limit: .max) : Files.read(name, limit: .max, anyKind: true)
    } catch {
      Terminal.message(error.message)
      throw CommandFailure(status: .noInput)
    }
    items = Self.items(bytes, name: name) { line, reason in
      isSound = false
      Terminal.message("\(name):\(line): no JSON: \(reason); the line is passed over")
    }
  }

  /// All items of a document; a line that is no JSON is told to `complain` by its number.
  private static func items(_ bytes: [UInt8], name: String, complain: (Int, String) -> Void) -> [Item] {
    if let feed = try? FeedParser.parse(bytes) { return feed.items.map { item($0, of: feed) } }
    guard let first = bytes.first(where: { $0 > UInt8(ascii: " ") }) else { return [] }
    guard first == UInt8(ascii: "{") else {
      let text = HTMLText.plainText(String(decoding: bytes, as: UTF8.self))
      return [
        Item(id: .string(name), content: MatchItem(language: nil, title: "", summary: "", content: text))
      ]
    }
    return lines(bytes, complain: complain)
  }

  private static func lines(_ bytes: [UInt8], complain: (Int, String) -> Void) -> [Item] {
    var items: [Item] = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where line.contains(where: { $0 > UInt8(ascii: " ") }) {
      do throws(JSONError) {
        items.append(item(try JSONValue.read(Array(line)).value))
      } catch {
        complain(index + 1, error.description)
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
