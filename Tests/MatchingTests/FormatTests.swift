import Foundation
import Support
import Testing

@testable import Matching

@Suite("The house style of topic files")
struct FormatTests {
  @Test("indentation, blanks, colons, continuation and the end of the file are set right")
  func layout() {
    #expect(
      format(
        """
        \u{FEFF}


        concept   north-korea
        \tweak   en:   =KCNA
           en: "North  Korea",Pyongyang* ,
                 =DPRK


           except:   "Pyongyang   cold noodles"\u{20}\u{20}\r

        topic treaty
          match:  @north-korea
          title:   The
                treaty
        test treaty   +   "North  Korea"/"a / b \\" c"
            lang:  ko


        """) == """
          concept north-korea
            weak en: =KCNA
            en: "North Korea", Pyongyang*, =DPRK

            except: "Pyongyang cold noodles"

          topic treaty
            match @north-korea
            title: The treaty
          test treaty + "North  Korea" / "a / b \\" c"
            lang: ko

          """)
  }

  @Test(
    "the aliases of Lexis and Factiva become the operators that they stand for",
    arguments: [
      ("a w/5 b", "a NEAR/5 b"), ("a W/5 b", "a NEAR/5 b"), ("a near/5 b", "a NEAR/5 b"),
      ("a near5 b", "a NEAR/5 b"), ("a pre/3 b", "a ONEAR/3 b"), ("a onear/3 b", "a ONEAR/3 b"),
      ("a adj/3 b", "a ONEAR/3 b"), ("a adj3 b", "a ONEAR/3 b"), ("a /s b", "a SENT b"),
      ("a w/s b", "a SENT b"), ("a /p b", "a PARA b"), ("a w/p b", "a PARA b"), ("a same b", "a PARA b"),
      ("hd=(a or b)", "TITLE:(a OR b)"), ("hd=a", "TITLE:a"), ("title:a", "TITLE:a"),
      ("a and not b", "a AND NOT b"), ("a not w/5 b", "a NOT NEAR/5 b"), ("a not /s b", "a NOT SENT b"),
      ("atleast/3 a", "ATLEAST/3 a"), ("atleast3 (a or b)", "ATLEAST/3 (a OR b)"),
      ("LEAD/3: ( a   AND b )", "LEAD/3:(a AND b)"), ("\"w/5\" OR \"and\"", "\"w/5\" OR \"and\""),
      ("(a OR b)NEAR/2(c OR \"d  e\")", "(a OR b) NEAR/2 (c OR \"d e\")"),
    ])
  func aliases(written: String, style: String) {
    #expect(format("topic t\n  match \(written)\n") == "topic t\n  match \(style)\n")
  }

  @Test("comments and blank lines keep their places, also inside an entry")
  func comments() {
    let text = """
      # What it is.
      concept a  # the first

        # names
        en: x,  # one
            # two

            y  # three
        en: z

      # indented ones too
        # here
      topic t  # a topic
        match @a  # which
      # the end

      """
    #expect(format(text) == text)
  }

  @Test("long values go on below, before operators and behind commas, within 110 columns")
  func width() throws {
    let terms = (1...40).map { "\"слово номер \($0)\"" }.joined(separator: ",")
    let rule = (1...40).map { "@concept-\($0)" }.joined(separator: " OR ")
    let text = try #require(format("concept a\n  ru: \(terms)\n  match \(rule)\n"))
    let lines = text.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 110 })
    #expect(lines.count { $0.hasPrefix("      OR @concept") } > 3)
    #expect(lines.count { $0.hasPrefix("      \"") } > 3)
    #expect(format(text) == text)
  }

  @Test("a file with mistakes is not rewritten; the mistakes are told")
  func mistakes() {
    let file = TopicFile(path: "a.topic", bytes: Array("topic t\n  match a AND\n  mtch b\nx\n".utf8))
    let (text, mistakes) = TopicFormatter.format(file)
    #expect(text == nil)
    #expect(mistakes.map(\.location.line) == [2, 3, 4])
  }

  @Test("the shipped topics are in the house style")
  func shipped() throws {
    for file in try Shipped.files() {
      #expect(TopicFormatter.format(file).text == file.bytes, "\(file.path)")
    }
  }

  @Test("a formatted file means the same and stays as it is", arguments: 0..<150)
  func property(seed: Int) throws {
    var writer = RandomTopics(seed: UInt64(seed))
    let text = writer.file()
    let before = Fixture.compile(text)
    #expect(before.problems.filter { $0.severity == .error }.isEmpty, "\(text)\n\(before.problems)")
    let formatted = try #require(format(text), "\(text)")
    #expect(
      Meaning(Fixture.compile(formatted).topics) == Meaning(before.topics), "\(text)\n---\n\(formatted)")
    #expect(format(formatted) == formatted, "\(text)\n---\n\(formatted)")
  }

  @Test("the shipped topics, out of shape and formatted again, mean the same")
  func shippedMeaning() throws {
    let files = try Shipped.files()
    let shaken = files.map { file in
      let lines = String(decoding: file.bytes, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      let text = lines.map { line -> String in
        guard line.hasPrefix("  "), !line.contains("#") else { return String(line) }
        return String(line).replacing(", ", with: "  ,\n              ").replacing(
          " SENT ", with: "\n          /s "
        )
        .replacing("  match ", with: "  match    ")
      }.joined(separator: "\n")
      return TopicFile(path: file.path, bytes: Array(text.utf8))
    }
    let formatted = try shaken.map { file in
      TopicFile(path: file.path, bytes: try #require(TopicFormatter.format(file).text))
    }
    let meaning = Meaning(TopicSet.compile(files).0)
    #expect(Meaning(TopicSet.compile(shaken).0) == meaning)
    #expect(Meaning(TopicSet.compile(formatted).0) == meaning)
    #expect(!meaning.topics.isEmpty)
  }

  private func format(_ text: String) -> String? {
    TopicFormatter.format(TopicFile(path: "a.topic", bytes: Array(text.utf8))).text
      .map { String(decoding: $0, as: UTF8.self) }
  }
}

/// What a compiled set says, places and spelling of the files left out.
struct Meaning: Equatable {
  var topics: [String]
  private var branches: [[String]]
  private var concepts: [String]
  private var rules: [[Rule]]
  private var terms: [String]

  init(_ set: TopicSet) {
    topics = set.items.map { "\($0.name) \($0.title ?? "-")" }
    branches = set.items.map { $0.branches.map { "\($0.number) \($0.tier) \($0.rule)" } }
    concepts = set.concepts.map { $0.isInline ? "" : $0.name }
    rules = set.concepts.map(\.rules)
    terms = set.vocabulary.entries.map {
      "\($0.concept) \($0.term.language) \($0.term.isWeak) \($0.term.isDecoy) \($0.term.forms)"
    }
  }
}

/// The topic files of the checkout.
enum Shipped {
  static func files() throws -> [TopicFile] {
    let folder = Checkout.path("etc/pactwatch/topics")
    return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".topic") }
      .sorted().map { name in
        let data = try #require(FileManager.default.contents(atPath: "\(folder)/\(name)"))
        return TopicFile(path: name, bytes: Array(data))
      }
  }
}
