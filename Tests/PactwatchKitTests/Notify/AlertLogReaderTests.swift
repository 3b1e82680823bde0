import Posix
import Support
import Testing

@testable import PactwatchKit

@Suite("Reading an alert log as it grows")
struct AlertLogReaderTests {
  private let folder: TemporaryDirectory
  private var reader: AlertLogReader { AlertLogReader(folder("log")) }

  init() throws { folder = try TemporaryDirectory() }

  @Test("a line is handed over once, and when it is whole")
  func whole() throws {
    var reader = self.reader
    try folder.write("log", "one\ntw")
    #expect(try Self.lines(&reader) == ["one"])
    try folder.write("log", "one\ntwo\n")
    #expect(try Self.lines(&reader) == ["two"])
    #expect(try Self.lines(&reader).isEmpty)
  }

  @Test("a line that came just before a rotation is handed over, before those of the new file")
  func rotated() throws {
    var reader = self.reader
    try folder.write("log", "one\n")
    #expect(try Self.lines(&reader) == ["one"])
    try Self.append("two\n", to: folder("log"))
    try Files.rename(folder("log"), to: folder("log-20261101"))
    try folder.write("log", "three\n")
    #expect(try Self.lines(&reader) == ["two", "three"])
  }

  @Test("between a rotation and the next line, what was renamed is still read")
  func renamed() throws {
    var reader = self.reader
    try folder.write("log", "one\n")
    #expect(try Self.lines(&reader) == ["one"])
    try Files.rename(folder("log"), to: folder("log.1"))
    try Self.append("two\n", to: folder("log.1"))
    var lines: [String] = []
    let error = #expect(throws: PosixError.self) {
      try reader.newLines { lines.append(String(decoding: $0, as: UTF8.self)) }
    }
    #expect(error?.isNotFound == true)
    #expect(lines == ["two"])
  }

  @Test("a log that was cut begins again")
  func cut() throws {
    var reader = self.reader
    try folder.write("log", "one\ntwo\n")
    #expect(try Self.lines(&reader) == ["one", "two"])
    try OpenFile.appending(folder("log")).truncate(to: 0)
    #expect(try Self.lines(&reader).isEmpty)
    try Self.append("three\n", to: folder("log"))
    #expect(try Self.lines(&reader) == ["three"])
  }

  private static func lines(_ reader: inout AlertLogReader) throws(PosixError) -> [String] {
    var lines: [String] = []
    try reader.newLines { lines.append(String(decoding: $0, as: UTF8.self)) }
    return lines
  }

  private static func append(_ text: String, to path: String) throws(PosixError) {
    try OpenFile.appending(path).writeOnce(Array(text.utf8))
  }
}
