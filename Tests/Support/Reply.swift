import Foundation

/// What the loopback server answers: a proper response, or a script of what goes wrong.
///
/// Made of steps that are done one after another, so that misbehaviours combine:
///
///     Reply([.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss>"), .hang])
package struct Reply: Sendable {
  package enum Step: Sendable {
    case send([UInt8])
    /// The bytes again and again until the client has enough.
    case repeated([UInt8])
    /// One byte at a time.
    case drip([UInt8], every: Duration)
    /// Silence until the client closes or the server stops.
    case hang
    /// Closes with an RST instead of a FIN.
    case reset
    case close

    package static func send(_ text: String) -> Step { .send(Array(text.utf8)) }
  }

  package var steps: [Step]

  package init(_ steps: [Step]) {
    self.steps = steps
  }

  /// A response with the right Content-Length; `headers` are lines such as `"ETag: \"v1\""`.
  package static func status(_ status: Int, headers: [String] = [], body: [UInt8] = []) -> Reply {
    let length = status == 304 ? [] : ["Content-Length: \(body.count)"]
    return Reply([.send(head(status, headers + length)), .send(body)])
  }

  package static func ok(_ body: String, headers: [String] = []) -> Reply {
    status(200, headers: headers, body: Array(body.utf8))
  }

  package static func redirect(_ status: Int = 302, to location: String, headers: [String] = []) -> Reply {
    .status(status, headers: ["Location: \(location)"] + headers)
  }

  /// A chunked body; without its last chunk where `isCut`.
  package static func chunked(_ chunks: [[UInt8]], headers: [String] = [], isCut: Bool = false) -> Reply {
    let parts = chunks.map { Array("\(String($0.count, radix: 16))\r\n".utf8) + $0 + Array("\r\n".utf8) }
    let end: Step = isCut ? .close : .send("0\r\n\r\n")
    return Reply(
      [.send(head(200, headers + ["Transfer-Encoding: chunked"]))] + parts.map { .send($0) } + [end])
  }

  /// A body that ends with the connection.
  package static func untilClose(_ body: [UInt8], headers: [String] = []) -> Reply {
    Reply([.send(head(200, headers + ["Connection: close"])), .send(body), .close])
  }

  /// Announces `length` bytes and closes after those of `body`.
  package static func short(_ body: [UInt8], of length: Int, headers: [String] = []) -> Reply {
    Reply([.send(head(200, headers + ["Content-Length: \(length)"])), .send(body), .close])
  }

  /// A response compressed with gzip, said to be so.
  package static func gzipped(_ body: [UInt8], headers: [String] = []) -> Reply {
    .status(200, headers: headers + ["Content-Encoding: gzip"], body: Gzip.compress(body))
  }

  package static let hang = Reply([.hang])
  package static let reset = Reply([.reset])

  /// The status line and header lines with the empty line after them.
  package static func head(_ status: Int, _ lines: [String]) -> String {
    (["HTTP/1.1 \(status) Scripted"] + lines + ["", ""]).joined(separator: "\r\n")
  }
}
