import Curl
import Support
import Testing

@Suite struct CurlMangledTests {
  private static let answer = Array(
    """
    HTTP/1.1 200 OK\r
    Content-Type: text/xml\r
    ETag: "v1"\r
    X-Folded: one\r
     two\r
    Transfer-Encoding: chunked\r
    \r
    5\r
    hello\r
    6;name=value\r
     world\r
    0\r
    X-Trailer: late\r
    \r

    """.utf8)

  /// A small generator of random numbers, the same in each run (Knuth's MMIX constants).
  private struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % sides
    }
  }

  private static func mangled(seed: Int) -> [UInt8] {
    var dice = Dice(state: UInt64(seed))
    var bytes = answer
    for _ in 0...dice.roll(4) {
      let place = dice.roll(bytes.count)
      switch dice.roll(4) {
      case 0: bytes[place] = UInt8(dice.roll(256))
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(UInt8(dice.roll(256)), at: place)
      default: bytes.removeSubrange(place..<min(bytes.count, place + dice.roll(40)))
      }
    }
    return bytes
  }

  @Test func `mangled answers give a response or an error, never a trap or a wait`() throws {
    let server = try LoopbackServer { request in
      Reply([.send(Self.mangled(seed: Int(request.path.dropFirst()) ?? 0)), .close])
    }
    let queue = TransferQueue()
    for seed in 0..<500 {
      queue.add(request(try WebURL(server.url("/\(seed)"))), id: seed)
      switch completion(of: queue) {
      case .success(let response): #expect((100...999).contains(response.status), "seed \(seed)")
      case .failure(let error): #expect(!error.description.isEmpty, "seed \(seed)")
      }
    }
  }

  @Test func `mangled addresses give an address or an error, and an address stays itself`() throws {
    let text = Array("https://user:pw@[::ffff:1.2.3.4]:8443/a/../b%20c?d=e&f#g\\\u{e9}".utf8)
    for seed in 0..<5000 {
      var dice = Dice(state: UInt64(seed))
      var bytes = text
      for _ in 0..<6 { bytes[dice.roll(bytes.count)] = text[dice.roll(text.count)] }
      bytes.removeSubrange(dice.roll(bytes.count)...)
      guard let url = try? WebURL(String(decoding: bytes, as: UTF8.self)) else { continue }
      #expect(try WebURL(url.text) == url, "seed \(seed)")
      #expect(!url.text.contains("@") || !url.host.contains("@"), "seed \(seed)")
    }
  }
}
