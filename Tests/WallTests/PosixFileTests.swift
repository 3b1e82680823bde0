import Glibc
import Posix
import Support
import Testing

@Suite struct PosixFileTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test("a file is read whole, from an offset, and never beyond the limit")
  func reading() throws {
    let path = try directory.write("a", "hello world")
    #expect(try Files.read(path, limit: 11) == Array("hello world".utf8))
    #expect(try OpenFile.reading(path).read(from: 6, limit: 100) == Array("world".utf8))
    let error = #expect(throws: PosixError.self) { try Files.read(path, limit: 10) }
    #expect(error?.message == "cannot read \(path): it is larger than 10 bytes")
  }

  @Test("what is missing, a directory, a pipe or has a NUL in its name is refused with the reason")
  func refusing() throws {
    let missing = directory("missing")
    let pipe = directory("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    let messages = [missing, directory.path, pipe, directory("a\0b")].map { path in
      let error = #expect(throws: PosixError.self) { try Files.read(path, limit: 10) }
      return error?.message ?? ""
    }
    #expect(
      messages == [
        "cannot open \(missing): No such file or directory",
        "cannot read \(directory.path): it is not a regular file",
        "cannot read \(pipe): it is not a regular file",
        "cannot open \(directory("a\0b")): Invalid argument",
      ])
  }

  @Test("appending adds at the end whatever else was written meanwhile, and can be cut back")
  func appending() throws {
    let path = try directory.write("log", "one\n")
    let file = try OpenFile.appending(path)
    let other = try OpenFile.appending(path)
    try other.writeOnce(Array("two\n".utf8))
    try file.writeOnce(Array("three\n".utf8))
    #expect(try directory.text("log") == "one\ntwo\nthree\n")
    try file.truncate(to: 8)
    try file.sync()
    #expect(try directory.text("log") == "one\ntwo\n")
    #expect(try file.status().size == 8)
  }

  @Test("a new file can be read by its group and by nobody else")
  func modes() throws {
    let file = try OpenFile.appending(directory("new"))
    let status = try file.status()
    #expect(status.mode & 0o027 == 0)
    #expect(!status.isWorldReadable)
    #expect(try status == Files.status(directory("new")))
  }

  @Test("a device that is full takes nothing and says so")
  func full() throws {
    let file = try OpenFile.replacing("/dev/full")
    let error = #expect(throws: PosixError.self) { try file.write([1]) }
    #expect(error?.isFull == true)
    #expect(error?.message == "cannot write /dev/full: No space left on device")
  }

  @Test("a replaced file has the new contents and leaves no other file behind")
  func replacing() throws {
    let path = try directory.write("metrics", "old")
    try Files.replace(path, with: Array("new".utf8))
    #expect(try directory.text("metrics") == "new")
    #expect(try Directories.names(in: directory.path) == ["metrics"])
  }

  @Test("a pattern names the files that match it, sorted; a plain path names itself")
  func patterns() throws {
    for name in ["b.feeds", "a.feeds", "c.topic", ".hidden.feeds"] { try directory.write(name, "") }
    #expect(
      try Directories.paths(matching: directory("*.feeds")) == [directory("a.feeds"), directory("b.feeds")])
    #expect(try Directories.paths(matching: directory("*.nothing")) == [])
    #expect(try Directories.paths(matching: directory("absent")) == [directory("absent")])
    #expect(throws: PosixError.self) { try Directories.paths(matching: directory("no/such/*")) }
  }

  @Test("creating a directory twice is no error, creating it over a file is one")
  func directories() throws {
    try Directories.create(directory("d"))
    try Directories.create(directory("d"))
    try Directories.sync(directory("d"))
    #expect(try Files.status(directory("d")).kind == .directory)
    try directory.write("f", "")
    #expect(throws: PosixError.self) { try Directories.create(directory("f")) }
  }
}
