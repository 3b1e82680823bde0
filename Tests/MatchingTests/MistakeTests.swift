import Testing

@testable import Matching

@Suite("Mistakes in topic files")
struct MistakeTests {
  private static let concepts = "concept a\n  en: one\nconcept b\n  en: two\nconcept c\n  en: three\n"

  @Test(
    "an expression's mistake names place, reason and remedy",
    arguments: [
      (
        "@a AND @b OR @c",
        "8:19: AND and OR mixed without parentheses -> write (@a AND @b) OR @c -> or @a AND (@b OR @c)"
      ),
      (
        "@a NEAR/3 @b SENT @c AND @a",
        "8:22: NEAR/3 and SENT mixed without parentheses -> write (@a NEAR/3 @b) SENT @c -> or @a NEAR/3 (@b SENT @c)"
      ),
      ("@d AND @a", "8:9: unknown concept @d (did you mean @a?)"),
      ("NOT @a", "8:9: only a NOT: nothing is looked for; write what must occur, then AND NOT"),
      ("@a AND (NOT @b)", "8:17: only a NOT: nothing is looked for; write what must occur, then AND NOT"),
      (
        "@a SENT NOT @b",
        "8:17: NOT stands only behind AND; for a smaller region write A NOT SENT B, A NOT PARA B or A NOT NEAR/n B"
      ),
      ("(@a AND @b", "8:9: this parenthesis is never closed"),
      ("@a)", "8:11: this parenthesis closes nothing; delete it"),
      ("@a @b", "8:12: an operator is missing before @b; write AND, OR, SENT or NEAR/n"),
      ("@a AND", "8:15: the expression ends too early; something must follow"),
      ("AND @a", "8:9: AND needs a concept, a term or parentheses on both sides"),
      ("@a NEAR @b", "8:12: NEAR needs a number; write NEAR/5 for at most 5 words between"),
      (
        "@a NEAR/x @b", "8:12: the number behind the slash is how many words may stand between, from 0 to 100"
      ),
      ("ATLEAST/1 @a", "8:9: ATLEAST/n wants a number from 2 to 100"),
      ("@a AND \"x", "8:16: the quotation mark is never closed; put another at the end"),
      (
        "@a AND \"x\\y\"",
        "8:16: a backslash must be followed by \", \\ or n; write \\\\ for a backslash itself"
      ),
      ("@", "8:9: a concept's name is missing behind @"),
      (
        String(repeating: "(", count: 10_000) + "@a" + String(repeating: ")", count: 10_000),
        "8:59: parentheses are nested deeper than 50; name parts of it as concepts with match"
      ),
    ])
  func expressions(_ branch: String, _ message: String) {
    #expect(Fixture.messages(Self.concepts + "topic t\n  match \(branch)\n") == [message])
  }

  @Test("a word in a branch that is the name of a concept is a warning; quotes say that it is meant")
  func forgottenSign() {
    let concepts = "concept a\n  en: one\nconcept b\n  en: two\n"
    let warning = "6:9: a is looked for as a word (did you mean @a?); quotes say that it is meant so"
    func warnings(_ branch: String) -> [String] {
      let topic = "topic t\n  match \(branch)\n  match @a\ntest t + \"a two\"\n"
      return Fixture.messages(concepts + topic, warnings: true)
    }
    #expect(warnings("a SENT @b") == [warning])
    #expect(warnings("\"a\" SENT @b").isEmpty)
  }

  @Test(
    "a term's mistake names place, reason and remedy",
    arguments: [
      ("soldier{}", "2:7: empty braces; write the endings between them, as in stem{a,b,}"),
      ("soldier{a", "2:7: a brace without its partner; write endings as stem{a,b,}"),
      ("x{a,{b}}", "2:7: braces inside braces; write the inner choices out"),
      ("ab*", "2:7: a term with a wildcard needs 3 letters; this one would hit nearly every word"),
      ("カ*", "2:7: a term with a wildcard needs 2 letters; this one would hit nearly every word"),
      ("so*ldier", "2:7: * may end any word but begin only the first, and ~ may only end the term"),
      (
        "one, two three",
        "2:12: several words without quotes; write \"two three\" for a phrase, or a comma between two terms"
      ),
      ("\"one\" two", "2:7: two stands behind the closing quotation mark; put a comma between two terms"),
      (
        "one, ru:два",
        "2:12: a term begins with the language ru:; write ru: and a blank at the beginning of a line of its own"
      ),
      ("one,, two", "2:11: the term is empty; write a word or delete the comma"),
      ("—", "2:7: the term has no letter or digit; write a word"),
      ("one; two", "2:7: write a comma between two terms, not ; (or quotes, where it belongs to the term)"),
      ("one;two", "2:7: write a comma between two terms, not ; (or quotes, where it belongs to the term)"),
      (
        "sold{ie*,a}r",
        "2:7: * may end any word but begin only the first, and ~ may only end the term; a * in braces ends the word only where nothing follows them"
      ),
      ("o\"ne\"", "2:7: a quotation mark inside a word; put the whole term into quotes"),
      (
        "{a,b,c,d,e,f}{a,b,c,d,e,f}{a,b,c,d,e,f}",
        "2:7: the braces give more than 200 spellings; split the term"
      ),
    ])
  func terms(_ term: String, _ message: String) {
    #expect(Fixture.messages("concept a\n  en: \(term)\n") == [message])
  }

  @Test(
    "a statement's mistake names place, reason and remedy",
    arguments: [
      (
        "conecpt a\n  en: x",
        "1:1: conecpt is no statement of a topic file (did you mean concept?); write concept, topic or test"
      ),
      ("concept\n  en: x", "1:8: the concept has no name; write, for instance, concept north-korea"),
      (
        "concept Ä\n  en: x",
        "1:9: Ä is no name; use small letters a-z, digits, - _ and . and begin with a letter, as in concept north-korea"
      ),
      ("concept a", "1:1: the concept has no terms; write, for instance, en: word, \"two words\""),
      (
        "concept a\n  en: x\nconcept a\n  en: y",
        "3:9: concept a is defined twice -> the other is at a.topic:1:9"
      ),
      (
        "concept a\n  en: one\n  except: one",
        "2:7: one is a term and a decoy of the same concept; delete one of them"
      ),
      (
        "concept a\n  excpet: one",
        "2:3: excpet is no language (did you mean except?); write its tag of two or three letters, such as en or ko, or any"
      ),
      (
        "concept a\n  enn: one",
        "2:3: enn is no language (did you mean en?); write its tag of two or three letters, such as en or ko, or any"
      ),
      (
        "concept a\n  weak kr: one",
        "2:3: kr is no language (did you mean ko?); write its tag of two or three letters, such as en or ko, or any"
      ),
      (
        "concept a\n  weak: one",
        "2:3: a language is missing; write, for instance, weak en: word (any: for all languages)"
      ),
      (
        "concept a\n  match @b\nconcept b\n  match @a",
        "4:9: the concept is defined by itself: @a -> @b -> @a"
      ),
      ("concept a\n  match @a", "2:9: the concept is defined by itself: @a -> @a"),
      ("topic t", "1:1: the topic has no branch; write match EXPRESSION below it"),
      (
        "topic t\n  mach x",
        "2:3: mach is no entry of a topic (did you mean match?); write match, possible or title:"
      ),
      (
        "topic t\n  match x\ntopic t\n  match y",
        "3:7: topic t is defined twice -> the other is at a.topic:1:7"
      ),
      ("topic t\n  match x\ntest tt + \"x\"", "3:6: unknown topic tt (did you mean t?)"),
      (
        "topic t\n  match x\ntest t * \"x\"",
        "3:6: a test is written test TOPIC + \"title\" / \"text\" (+ must fire, - must not, ? must be possible; the text may be left out)"
      ),
      ("topic t\n  match x\ntest t + \"x", "3:6: the quotation mark is never closed; put another at the end"),
      (
        "topic t\n  match x\ntest t + \"x\"\n  lnag: en",
        "4:3: lnag is no entry of a test (did you mean lang?); write lang: and a language tag"
      ),
      (
        "topic t\n  match x\ntest t + \"x\"\n  lang: kor",
        "4:9: lang is a language tag such as ko or zh-Hant (did you mean ko?)"
      ),
    ])
  func statements(_ text: String, _ message: String) {
    #expect(Fixture.messages(text) == [message])
  }

  @Test("all mistakes are reported in one go, and the topics without mistakes stay")
  func all() {
    let text = """
      concept a
        en: one
      concept b
        en: two{}, three four
      topic good
        match @a
      topic bad
        match @a AND @b
      topic worse
        match @a AND @x OR @a
      """
    let (topics, problems) = Fixture.compile(text)
    #expect(problems.filter { $0.severity == .error }.map(\.location.line) == [4, 4, 10])
    #expect(topics.topics == ["good"])
  }

  @Test("a topic without tests and a concept without use are warned of")
  func warnings() {
    #expect(
      Fixture.messages("concept a\n  en: x\ntopic t\n  match y\n", warnings: true) == [
        "1:9: nothing uses concept a; write @a in a branch or delete it",
        "3:7: topic t has no test; write test t + \"a headline that must fire\"",
      ])
  }

  @Test("terms that expand without end are refused at 200,000 spellings, once")
  func expansion() {
    let term = "a{b,c}{b,c}{b,c}{b,c}{b,c}{b,c}{b,c}"
    let text = "concept a\n  en: " + Array(repeating: term, count: 2_000).joined(separator: ", ") + "\n"
    #expect(
      Fixture.messages(text).map { $0.drop { $0 != " " } } == [
        " all topics together have more than 200000 spellings; drop some braces"
      ])
  }

  @Test("no prefix and no damaged byte of a topic file is a trap", arguments: 0..<40)
  func damaged(_ seed: Int) {
    let text = """
      concept a  # comment
        en: "one two", =Three*, fo{u,}r
        weak ru: слово~
        except ko: 북한산
        match (@b SENT x) NOT NEAR/3 @b
      concept b
        any: *five*
      topic t
        match LEAD/2:(@a AND NOT @b) OR (ATLEAST/2 @a)
        possible @a
      test t + "one two" / "fo\\"r"
        lang: en
      """
    var random = SplitMix(UInt64(seed))
    var bytes = Array(text.utf8)
    let cut = Int(random.next() % UInt64(bytes.count))
    _ = Fixture.compile(String(decoding: bytes[..<cut], as: UTF8.self))
    for _ in 0..<20 {
      bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      let topics = TopicSet.compile([TopicFile(path: "a.topic", bytes: bytes)]).0
      _ = topics.match(Fixture.item("one two three", "четыре"))
    }
  }
}
