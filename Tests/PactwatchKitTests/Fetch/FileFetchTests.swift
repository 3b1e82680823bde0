import Foundation
import Support
import Testing

@testable import PactwatchKit

@Suite final class FileFetchTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  private func write(_ text: String, to name: String = "a feed.xml") throws -> String {
    let file = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return "file://" + file.path
  }

  @Test func `a file is a feed until it changes`() throws {
    let url = try write(smallFeed)
    let first = try fetch(url)
    #expect(first.body == smallFeed)
    #expect(first.document?.url == url)
    #expect(try refetch(url, after: first).isUnchanged)
    _ = try write(smallFeed + " ")
    let changed = try refetch(url, after: first)
    #expect(changed.body == smallFeed + " ")
  }

  @Test func `a change that keeps the size counts`() throws {
    let url = try write("<rss>1</rss>")
    let first = try fetch(url)
    _ = try write("<rss>2</rss>")
    #expect(try refetch(url, after: first).body == "<rss>2</rss>")
  }

  @Test func `a compressed file is inflated`() throws {
    let file = folder.appendingPathComponent("feed.xml.gz")
    try Data(Gzip.compress(Array(smallFeed.utf8))).write(to: file)
    #expect(try fetch("file://" + file.path).body == smallFeed)
  }

  @Test func `what is no readable file is told with its path`() throws {
    let missing = folder.appendingPathComponent("missing.xml").path
    let error = try #require(try fetch("file://" + missing).error)
    #expect(error.kind == .file)
    #expect(error.message == "file: cannot open \(missing): No such file or directory")
    #expect(
      try fetch("file://" + folder.path).error?.message
        == "file: cannot read \(folder.path): it is not a regular file")
    let empty = try write("", to: "empty.xml")
    #expect(try fetch(empty).error?.message == "\(empty.dropFirst("file://".count)): the file is empty")
  }

  @Test func `a pipe that nobody writes to is not waited for`() throws {
    let pipe = folder.appendingPathComponent("pipe").path
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(try fetch("file://" + pipe).error?.kind == .file)
  }

  @Test func `a file over the limit is refused`() throws {
    var settings = try loopbackSettings()
    settings.maxBodyBytes = 10
    let url = try write(smallFeed)
    #expect(try fetch(url, settings).error?.message.hasSuffix("it is larger than 10 bytes") == true)
  }
}
