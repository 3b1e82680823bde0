import Support
import Testing
import Zlib

@Suite struct ZlibInflaterTests {
  /// Text that compresses about as well as markup does.
  static let text = Array((0..<20_000).map { "<item>\($0 &* 7919)</item>" }.joined().utf8)
  static let gzipped = Gzip.compress(text)
  /// gzip's header is 10 bytes without a name, its trailer 8.
  static let raw = Array(gzipped.dropFirst(10).dropLast(8))
  /// "hello" as python3 -c 'import zlib; print(zlib.compress(b"hello").hex())' gives it.
  static let zlibHello: [UInt8] = [
    0x78, 0x9c, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x06, 0x2c, 0x02, 0x15,
  ]

  @Test func `what gzip compressed comes out unchanged`() throws {
    #expect(try Inflater.inflate(Self.gzipped, .gzip) == Self.text)
  }

  @Test func `raw deflate and zlib come out too`() throws {
    #expect(try Inflater.inflate(Self.raw, .rawDeflate) == Self.text)
    #expect(try Inflater.inflate(Self.zlibHello, .zlib) == Array("hello".utf8))
  }

  @Test(arguments: [1, 2, 7, 1000])
  func `the size of the pieces does not matter`(size: Int) throws {
    let text = Self.text.prefix(3000) + []
    let compressed = Gzip.compress(Array(text))
    var inflater = Inflater(.gzip)
    for start in stride(from: 0, to: compressed.count, by: size) {
      try inflater.write(Array(compressed[start..<min(start + size, compressed.count)]))
    }
    #expect(try inflater.finish() == Array(text))
  }

  @Test func `a text that fills the buffer to the last byte is complete`() throws {
    for count in [65_535, 65_536, 65_537, 131_072] {
      let text = [UInt8](repeating: 0x20, count: count)
      #expect(try Inflater.inflate(Gzip.compress(text), .gzip) == text)
    }
  }

  @Test func `a stream cut anywhere is truncated, never complete`() {
    let compressed = Gzip.compress(Array("a small text, small text".utf8))
    for length in 0..<compressed.count {
      #expect(throws: InflateError.truncated) {
        try Inflater.inflate(Array(compressed.prefix(length)), .gzip)
      }
    }
    #expect(throws: InflateError.truncated) { try Inflater.inflate(Array(Self.gzipped.dropLast(1)), .gzip) }
    #expect(throws: InflateError.truncated) {
      try Inflater.inflate(Array(Self.gzipped.prefix(Self.gzipped.count / 2)), .gzip)
    }
  }

  @Test func `many members give one text`() throws {
    let members = Gzip.compress(Array("one ".utf8)) + Gzip.compress(Array("two ".utf8)) + Gzip.compress([])
    #expect(try Inflater.inflate(members, .gzip) == Array("one two ".utf8))
  }

  @Test func `a second member that is cut is truncated`() {
    let members = Gzip.compress(Array("one ".utf8)) + Gzip.compress(Array("two ".utf8)).dropLast(3)
    #expect(throws: InflateError.truncated) { try Inflater.inflate(members, .gzip) }
  }

  @Test func `bytes after the end are dropped`() throws {
    for trailer in [[0, 0, 0, 0], Array("<!-- cached -->".utf8)] as [[UInt8]] {
      #expect(try Inflater.inflate(Gzip.compress(Array("text".utf8)) + trailer, .gzip) == Array("text".utf8))
    }
  }

  @Test func `a damaged byte is told`() {
    var bytes = Self.gzipped
    bytes[bytes.count / 2] ^= 0xff
    #expect(throws: InflateError.self) { try Inflater.inflate(bytes, .gzip) }
    var sum = Gzip.compress(Array("text".utf8))
    sum[sum.count - 5] ^= 1
    #expect(throws: InflateError.damaged(reason: "incorrect data check")) { try Inflater.inflate(sum, .gzip) }
    #expect(throws: InflateError.damaged(reason: "incorrect header check")) {
      try Inflater.inflate(Array("<rss/>".utf8), .gzip)
    }
  }

  @Test func `output over the limit ends early`() {
    var limits = InflateLimits()
    limits.outputBytes = Self.text.count - 1
    #expect(throws: InflateError.tooLarge(limit: limits.outputBytes)) {
      try Inflater.inflate(Self.gzipped, .gzip, limits: limits)
    }
    limits.outputBytes = Self.text.count
    #expect(throws: Never.self) { try Inflater.inflate(Self.gzipped, .gzip, limits: limits) }
  }

  @Test func `a bomb is refused long before its end`() {
    let bomb = Gzip.compress([UInt8](repeating: 0, count: 8 << 20))
    #expect(throws: InflateError.bomb(ratio: 200)) { try Inflater.inflate(bomb, .gzip) }
  }

  @Test func `random bytes never trap`() {
    var state: UInt64 = 1
    for _ in 0..<300 {
      var bytes = Self.gzipped.prefix(200) + []
      for _ in 0..<5 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
      }
      for format in [CompressedFormat.gzip, .zlib, .rawDeflate] {
        _ = try? Inflater.inflate(Array(bytes), format)
      }
    }
  }

  @Test func `formats are told by their first bytes`() {
    #expect(CompressedFormat.isGzip(Self.gzipped))
    #expect(CompressedFormat.isZlib(Self.zlibHello))
    for plain in ["<?xml", "{\"a\"", "", "x", "\u{feff}<rss"] {
      #expect(!CompressedFormat.isGzip(Array(plain.utf8)) && !CompressedFormat.isZlib(Array(plain.utf8)))
    }
  }

  @Test(
    arguments: [
      (InflateError.truncated, "the compressed body is truncated"),
      (.tooLarge(limit: 10 << 20), "the body inflates to over the limit of 10 MiB"),
      (.bomb(ratio: 200), "the body inflates more than 200-fold: refused as a decompression bomb"),
    ])
  func `errors read well`(error: InflateError, text: String) {
    #expect(error.description == text)
  }
}
