import Foundation
import JSON
import Support
import Testing

@testable import Matching

/// The shipped topics on some two thousand invented items, labelled before the topics had seen them (Tests/Labelled).
@Suite struct LabelledTests {
  private static func items() throws -> [(item: MatchItem, topics: [String])] {
    let text = try String(contentsOfFile: Checkout.path("Tests/Labelled/items.jsonl"), encoding: .utf8)
    return try text.split(separator: "\n").map { line in
      let value = try JSONValue.read(Array(line.utf8)).value
      let item = MatchItem(
        language: value["lang"]?.string, title: value["title"]?.string ?? "",
        summary: value["summary"]?.string ?? "", content: "")
      return (item, try #require(value["topics"]?.array).compactMap(\.string))
    }
  }

  @Test("the shipped topics find 97 of 100 labelled items, and of 100 that fire 97 are right")
  func shipped() throws {
    let topics = try shippedTopics()
    let verdicts = try Self.items().map { item, wanted in
      (item, wanted, topics.match(item).filter { $0.tier == .alert }.map(\.topic))
    }
    #expect(verdicts.count > 2_000)
    for topic in topics.topics {
      var (right, wrong, missed) = (0, [String](), [String]())
      for (item, wanted, told) in verdicts {
        switch (told.contains(topic), wanted.contains(topic)) {
        case (true, true): right += 1
        case (true, false): wrong.append(item.title)
        case (false, true): missed.append(item.title)
        case (false, false): break
        }
      }
      let least = 97
      #expect(right * 100 >= least * (right + wrong.count), "\(topic) is wrong on \(wrong)")
      #expect(right * 100 >= least * (right + missed.count), "\(topic) misses \(missed)")
    }
  }

  private func shippedTopics() throws -> TopicSet {
    let folder = URL(fileURLWithPath: Checkout.path("etc/pactwatch/topics"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".topic") && !$0.hasPrefix("tests-")
    }
    let files = try names.sorted().map { name in
      TopicFile(path: name, bytes: Array(try Data(contentsOf: folder.appendingPathComponent(name))))
    }
    let (topics, problems) = TopicSet.compile(files)
    #expect(!problems.contains { $0.severity == .error })
    return topics
  }
}
