import Foundation
import Support
import Testing

@testable import PactwatchKit

@Suite struct FileFetchTests {
  private let folder: TemporaryDirectory

  init() throws {
    folder = try TemporaryDirectory()
  }

  private func write(_ text: String, to name: String = "a feed.xml") throws -> String {
    "file://" + (try folder.write(name, text))
  }

  @Test func `a file is a feed until it changes`() throws {
    let url = try write(smallFeed)
    let first = try fetch(url)
    #expect(first.body == smallFeed)
    #expect(first.document?.url == url)
    #expect(try refetch(url, after: first).isUnchanged)
    _ = try write(smallFeed.replacing("One", with: "Two"))
    #expect(try refetch(url, after: first).body == smallFeed.replacing("One", with: "Two"))
  }

  @Test func `another file with the same content is not unchanged`() throws {
    let first = try fetch(try write(smallFeed))
    let other = try write(smallFeed, to: "other.xml")
    #expect(try refetch(other, after: first).body == smallFeed)
  }

  @Test func `a compressed file is inflated`() throws {
    let path = folder("feed.xml.gz")
    try Data(Gzip.compress(Array(smallFeed.utf8))).write(to: URL(fileURLWithPath: path))
    #expect(try fetch("file://" + path).body == smallFeed)
  }

  @Test func `what is no readable file is told with its path`() throws {
    let error = try #require(try fetch("file://" + folder("missing.xml")).error)
    #expect(error.kind == .file)
    #expect(error.message == "file: cannot open \(folder("missing.xml")): No such file or directory")
    #expect(
      try fetch("file://" + folder.path).error?.message
        == "file: cannot read \(folder.path): it is not a regular file")
    let empty = try write("", to: "empty.xml")
    #expect(try fetch(empty).error?.message == "\(folder("empty.xml")): the file is empty")
  }

  @Test func `a pipe that nobody writes to is not waited for`() throws {
    #expect(mkfifo(folder("pipe"), 0o600) == 0)
    #expect(try fetch("file://" + folder("pipe")).error?.kind == .file)
  }

  @Test func `a file over the limit is refused`() throws {
    var settings = try loopbackSettings()
    settings.maxBodyBytes = 10
    let url = try write(smallFeed)
    #expect(try fetch(url, settings).error?.message.hasSuffix("it is larger than 10 bytes") == true)
  }
}
