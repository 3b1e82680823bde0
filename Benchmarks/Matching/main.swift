import Bytes
import FeedParsing
import JSON
import Matching
import Posix
import _Concurrency

/// Stages of matching, each a process of its own, for Benchmarks/run and Benchmarks/matchers.py.
///
///     measure-matching compile FOLDER          how long the topics of a folder take to be ready
///     measure-matching find FOLDER FILE        finds all terms in a file of one text a line, and counts them
///     measure-matching literals FOLDER         the folded literals, a line each
///     measure-matching fold FILE               the folded lines, a NUL behind each
///     measure-matching ablation FOLDER FILE    the verdicts on items in JSON Lines without the later parts of matching
///     measure-matching scan FOLDER FILE        the literals in the folded lines: `line literal end`
enum Measure {
  static let fileLimit = 1 << 30

  static func topics(_ folder: String) throws(PosixError) -> TopicSet {
    var files: [TopicFile] = []
    for path in try Directories.paths(matching: folder + "/*.topic") {
      files.append(TopicFile(path: path, bytes: try Files.read(path, limit: fileLimit)))
    }
    return TopicSet.compile(files).0
  }

  static func compile(_ folder: String) throws(PosixError) {
    var times: [Duration] = []
    let rounds = 11
    for _ in 0..<rounds {
      let start = ContinuousClock.now
      _ = MatchingStages(try topics(folder))
      times.append(ContinuousClock.now - start)
    }
    print("ready in \(times.sorted()[rounds / 2]), best \(times.min() ?? .zero), first \(times[0])")
  }

  static func forEachLine(_ path: String, _ body: (Int, Span<UInt8>) -> Void) throws(PosixError) {
    let bytes = try Files.read(path, limit: fileLimit)
    var start = 0
    var number = 0
    while start < bytes.count {
      let end = Bytes.first(UInt8(ascii: "\n"), in: bytes, start..<bytes.count)
      body(number, bytes.span.extracting(start..<end))
      number += 1
      start = end + 1
    }
  }

  static func find(_ folder: String, _ path: String) throws(PosixError) {
    let stages = MatchingStages(try topics(folder))
    var lines = 0
    var linesWithHits = 0
    var hits = 0
    try forEachLine(path) { _, line in
      let places = stages.places(in: line)
      lines += 1
      hits += places.count
      if !places.isEmpty { linesWithHits += 1 }
    }
    print("\(hits) hits in \(linesWithHits) of \(lines) lines")
  }

  static func literals(_ folder: String) throws(PosixError) {
    let literals = MatchingStages(try topics(folder)).literals
    try StandardStream.output.write(literals.flatMap { $0 + [UInt8(ascii: "\n")] })
  }

  static func fold(_ path: String) throws(PosixError) {
    var output: [UInt8] = []
    try forEachLine(path) { _, line in output += MatchingStages.folded(line) + [0] }
    try StandardStream.output.write(output)
  }

  static func scan(_ folder: String, _ path: String) throws(PosixError) {
    let stages = MatchingStages(try topics(folder))
    var output: [UInt8] = []
    try forEachLine(path) { number, line in
      for hit in stages.literalHits(in: MatchingStages.folded(line).span) {
        output += "\(number) \(hit.literal) \(hit.end)\n".utf8
      }
    }
    try StandardStream.output.write(output)
  }
}

extension Measure {
  /// A line for each item and part: `{"id": ..., "part": ..., "topics": [...]}`.
  static func ablation(_ folder: String, _ path: String) throws(PosixError) {
    let ablation = Ablation(try topics(folder))
    var output: [UInt8] = []
    try forEachLine(path) { _, line in
      guard let value = try? JSONValue.read(line.indices.map { line[$0] }).value else { return }
      func text(_ name: String) -> String { value[name]?.string.map(HTMLText.plainText) ?? "" }
      let item = MatchItem(
        language: value["lang"]?.string, title: text("title"), summary: text("summary"),
        content: text("content"))
      for part in Ablation.Part.allCases {
        let topics = ablation.verdict(part, item).map { JSONValue.string($0) }
        JSONValue.object(pairs: [
          ("id", value["id"] ?? .null), ("part", .string(part.rawValue)), ("topics", .array(topics)),
        ]).write(to: &output)
        output.append(UInt8(ascii: "\n"))
      }
    }
    try StandardStream.output.write(output)
  }
}

/// What this prints is read by other programs, so no mistake may look like a result.
func fail(_ message: String, _ status: ExitStatus) -> Never {
  // Where standard error is gone too, the status alone tells.
  try? StandardStream.error.write("measure-matching: \(message)\n")
  CurrentProcess.end(status)
}

let arguments = CommandLine.arguments.dropFirst()
do throws(PosixError) {
  switch (arguments.first, arguments.count) {
  case ("compile", 2): try Measure.compile(arguments[2])
  case ("find", 3): try Measure.find(arguments[2], arguments[3])
  case ("literals", 2): try Measure.literals(arguments[2])
  case ("fold", 2): try Measure.fold(arguments[2])
  case ("ablation", 3): try Measure.ablation(arguments[2], arguments[3])
  case ("scan", 3): try Measure.scan(arguments[2], arguments[3])
  default:
    fail("usage: measure-matching compile|find|literals|fold|scan|ablation [FOLDER] [FILE]", .usage)
  }
} catch {
  fail(error.message, .noInput)
}
