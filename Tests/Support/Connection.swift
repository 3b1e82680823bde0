import Foundation

/// One accepted connection: reads requests and plays the replies to them.
struct Connection {
  let socket: Int32
  let host: String
  let state: ServerState

  func serve() {
    defer { state.closed(socket) }
    var unread: [UInt8] = []
    while let request = readRequest(&unread) {
      for step in state.reply(to: request).steps {
        guard play(step) else { return }
      }
    }
  }

  // MARK: - Reading

  /// Nil at the end of the connection, and for what is no HTTP, such as a TLS handshake.
  private func readRequest(_ unread: inout [UInt8]) -> Request? {
    var headEnd = Self.headEnd(in: unread)
    while headEnd == nil {
      guard receive(into: &unread), unread[0] < 0x80, unread[0] > 0x20 else { return nil }
      headEnd = Self.headEnd(in: unread)
    }
    guard let headEnd else { return nil }
    let head = Array(unread[..<headEnd])
    unread.removeFirst(headEnd + 4)
    let length = Request(host: host, head: head, body: [])?["Content-Length"].flatMap { Int($0) } ?? 0
    while unread.count < length {
      guard receive(into: &unread) else { return nil }
    }
    let body = Array(unread[..<length])
    unread.removeFirst(length)
    return Request(host: host, head: head, body: body)
  }

  private static func headEnd(in bytes: [UInt8]) -> Int? {
    bytes.firstRange(of: Array("\r\n\r\n".utf8))?.lowerBound
  }

  private func receive(into bytes: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    let count = recv(socket, &buffer, buffer.count, 0)
    guard count > 0 else { return false }
    bytes += buffer[..<count]
    return true
  }

  // MARK: - Playing

  /// False where the connection is at its end.
  private func play(_ step: Reply.Step) -> Bool {
    switch step {
    case .send(let bytes):
      return send(bytes)
    case .repeated(let bytes):
      while send(bytes) {}
      return false
    case .drip(let bytes, let interval):
      return bytes.allSatisfy { byte in send([byte]) && !isClosed(within: interval) }
    case .hang:
      while !isClosed(within: .seconds(60)) {}
      return false
    case .reset:
      var linger = linger(l_onoff: 1, l_linger: 0)
      setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
      return false
    case .close:
      return false
    }
  }

  private func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Foundation.send(
          socket, buffer.baseAddress.map { $0 + sent }, buffer.count - sent, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Waits for the client or the server to close. A client that waits for an answer sends nothing, so readable means closed.
  private func isClosed(within interval: Duration) -> Bool {
    var entry = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, Int32(interval / .milliseconds(1))) > 0
  }
}
