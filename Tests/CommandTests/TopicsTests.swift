import Foundation
import JSON
import Support
import Testing

@Suite("pactwatch topics")
struct TopicsTests {
  @Test("format rewrites files in place, and standard input to standard output")
  func format() throws {
    let folder = try TemporaryDirectory()
    try folder.write("a.topic", "topic t\n   match  a w/3 b  # why\n")
    let result = try Binary.run(["topics", "format", folder("a.topic")])
    #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty)
    #expect(try folder.text("a.topic") == "topic t\n  match a NEAR/3 b  # why\n")
    let piped = try Binary.run(["topics", "format", "-"], input: "topic t\n match hd=a\n")
    #expect(piped.output == "topic t\n  match TITLE:a\n")
  }

  @Test("format writes through a symbolic link")
  func link() throws {
    let folder = try TemporaryDirectory()
    try folder.write("a.topic", "topic t\n   match  a\n")
    try FileManager.default.createSymbolicLink(atPath: folder("b.topic"), withDestinationPath: "a.topic")
    #expect(try Binary.run(["topics", "format", folder("b.topic")]).status == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder("b.topic")) == "a.topic")
    #expect(try folder.text("a.topic") == "topic t\n  match a\n")
  }

  @Test("--check changes nothing and names the files that are not in the style, with status 65")
  func check() throws {
    let folder = try TemporaryDirectory()
    let text = "topic t\n   match  a w/3 b\n"
    try folder.write("bad.topic", text)
    try folder.write("good.topic", "topic t\n  match a NEAR/3 b\n")
    let result = try Binary.run(["topics", "format", "--check", folder("good.topic"), folder("bad.topic")])
    #expect(result.status == 65)
    let bad = folder("bad.topic")
    #expect(
      result.errors
        == "pactwatch: \(bad) is not in the house style; 'pactwatch topics format \(bad)' rewrites it\n")
    #expect(try folder.text("bad.topic") == text)
  }

  @Test("a file with mistakes stays as it is and the mistakes are told; one that is not there too")
  func mistakes() throws {
    let folder = try TemporaryDirectory()
    try folder.write("a.topic", "topic t\n  match a AND b OR c\n")
    let result = try Binary.run(["topics", "format", folder("a.topic"), folder("none.topic")])
    #expect(result.status == 66)
    #expect(
      result.errors.replacing(folder.path, with: "DIR") == """
        DIR/a.topic:2:17: error: AND and OR mixed without parentheses
              match a AND b OR c
                            ^~
          note: write (a AND b) OR c
          note: or a AND (b OR c)
        pactwatch: cannot open DIR/none.topic: No such file or directory

        """)
    #expect(try folder.text("a.topic") == "topic t\n  match a AND b OR c\n")
  }

  @Test("words shows the forms that a term hit, the most frequent first, with languages and an example")
  func words() throws {
    let watch = try Watch()
    let server = try watch.serve()
    try watch.configure(server, feeds: ["a"])
    watch.publish("/a", ["Treaties and a treaty", "TREATY, treatment", "북한군은 간다", "Entreaty"])
    try watch.run()
    let config = watch.folder("pactwatch.conf")
    let result = try Binary.run(["topics", "words", "treat{y,ies}", "--config", config])
    #expect(
      result.output == """
             2  treaty  (en 2)
                  item 1: Treaties and a **treaty**
             1  Treaties  (en 1)
                  item 1: **Treaties** and a treaty

        """)
    #expect(result.errors == "pactwatch: 3 hits of 2 forms in 2 of 4 items\n")
    let korean = try Binary.run(["topics", "words", "북한", "--config", config, "--json"])
    let form = try JSONValue.read(Array(korean.output.utf8)).value
    #expect(form["form"]?.string == "북한군은")
    #expect(form["languages"]?["en"]?.integer == 1)
    #expect(form["example"]?.string == "**북한**군은 간다")
  }

  @Test("a term that cannot be read is told with its place; several words need no quotes")
  func wrongTerm() throws {
    let folder = try TemporaryDirectory()
    try folder.write("a.conf", "state: \(folder.path)\n")
    let wrong = try Binary.run(["topics", "words", "ab*", "--config", folder("a.conf")])
    #expect(wrong.status == 64)
    #expect(wrong.errors.hasPrefix("TERM:1:1: error: a term with a wildcard needs 3 letters"))
    let phrase = try Binary.run(["topics", "words", "North Korea*", "--config", folder("a.conf")])
    #expect(phrase.errors.contains("no run yet: "))
  }

  @Test("half of a command's name is answered with the other half")
  func group() throws {
    let result = try Binary.run(["topics"])
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix("pactwatch: 'topics' needs another word: topics format, topics words\n"))
    #expect(try Binary.run(["topics", "words", "--help"]).output.hasPrefix("usage: pactwatch topics words"))
    #expect(try Binary.run(["help", "topics", "format"]).output.hasPrefix("usage: pactwatch topics format"))
  }
}
