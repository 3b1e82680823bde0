import Bytes
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

  private enum Content {
    case feed(ParsedFeed)
    case lines([UInt8])
    case text(String)
  }

  private let name: String
  private let content: Content

  /// Reads the file that the command line names, or standard input.
  init(_ arguments: Arguments) throws(CommandFailure) {
    name = arguments.operands.first ?? "-"
    let bytes = try InputFile.read(name)
    if let feed = try? FeedParser.parse(bytes) {
      content = .feed(feed)
      return
    }
    guard Bytes.first(0, in: bytes, 0..<bytes.count) == bytes.count else {
      Terminal.message("\(name): neither a feed nor text: it has NUL bytes")
      throw CommandFailure(status: .data)
    }
    let first = bytes.first { $0 > UInt8(ascii: " ") }
    content = first == UInt8(ascii: "{") ? .lines(bytes) : .text(String(decoding: bytes, as: UTF8.self))
  }

  /// Hands on each item as soon as it is read. Gives whether every line held one; those that did not are told.
  func readItems(_ body: (Item) -> Void) -> Bool {
    switch content {
    case .feed(let feed):
      if feed.items.isEmpty { Terminal.message("\(name): the feed has no items") }
      for item in feed.items { body(Self.item(item, of: feed)) }
    case .lines(let bytes):
      return readLines(of: bytes, body)
    case .text(let text):
      guard text.utf8.contains(where: { $0 > UInt8(ascii: " ") }) else {
        Terminal.message("\(name): there is no text in it")
        return true
      }
      let content = MatchItem(language: nil, title: "", summary: "", content: HTMLText.plainText(text))
      body(Item(id: .string(name), content: content))
    }
    return true
  }

  private static let texts = ["title", "summary", "content"]

  private func readLines(of bytes: [UInt8], _ body: (Item) -> Void) -> Bool {
    var isSound = true
    func complain(_ line: Int, _ problem: String) {
      isSound = false
      Terminal.message("\(name):\(line): \(problem)")
    }
    var number = 0
    var start = 0
    while start < bytes.count {
      number += 1
      let end = Bytes.first(UInt8(ascii: "\n"), in: bytes, start..<bytes.count)
      let line = bytes[start..<end]
      start = end + 1
      guard line.contains(where: { $0 > UInt8(ascii: " ") }) else { continue }
      do throws(JSONError) {
        let value = try JSONValue.read(Array(line)).value
        if Self.texts.allSatisfy({ value[$0] == nil }) {
          complain(number, "nothing to match: it has no \(Self.texts.joined(separator: ", no "))")
        }
        body(Self.item(value))
      } catch {
        complain(number, "no JSON: \(error.description); the line is passed over")
      }
    }
    return isSound
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
