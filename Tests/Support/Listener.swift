import Foundation
import Synchronization

/// A listening TCP socket on one loopback address, with the thread that accepts its connections.
final class Listener: Sendable {
  let host: String
  let port: UInt16
  private let socket: Int32
  private let isOpen = Mutex(true)

  /// Opens one socket for each host, all on the same free port.
  static func open(hosts: [String]) throws -> [Listener] {
    for _ in 0..<20 {
      let first = try Listener(host: hosts[0], port: 0)
      let others = hosts.dropFirst().map { try? Listener(host: $0, port: first.port) }
      let listeners = [first] + others.compactMap { $0 }
      if listeners.count == hosts.count { return listeners }
      // Another process holds the port on one of the addresses: try another port.
      for listener in listeners { listener.release() }
    }
    throw SocketError("no port is free on all of \(hosts.count) addresses")
  }

  private init(host: String, port: UInt16) throws {
    socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { throw SocketError("socket: \(String(cString: strerror(errno)))") }
    self.host = host
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr(host)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = self.socket
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(socket, address, length) == 0 && listen(socket, 1024) == 0
          && getsockname(socket, address, &length) == 0
      }
    }
    self.port = UInt16(bigEndian: address.sin_port)
    guard isBound else {
      Foundation.close(socket)
      throw SocketError("\(host):\(port): \(String(cString: strerror(errno)))")
    }
  }

  /// Starts a thread that gives each connection a thread of its own.
  func accept(into state: ServerState) {
    Thread.detachNewThread { [self] in
      while let connection = nextConnection() {
        guard state.opened(connection, on: host) else {
          Foundation.close(connection)
          continue
        }
        Thread.detachNewThread { [host] in Connection(socket: connection, host: host, state: state).serve() }
      }
      release()
    }
  }

  private func nextConnection() -> Int32? {
    let connection = Foundation.accept(socket, nil, nil)
    guard connection >= 0 else { return nil }
    // A child process that had it too would keep it open.
    _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
    // Head and body are sent apart: waiting for acknowledgements in between costs 40 ms a reply.
    var isOn: Int32 = 1
    setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
    return connection
  }

  /// Ends the accepting thread, which then releases the socket.
  func close() {
    isOpen.withLock { if $0 { shutdown(socket, Int32(SHUT_RDWR)) } }
  }

  /// Once only: another socket may have the number a moment later.
  private func release() {
    isOpen.withLock { isOpen in
      if isOpen { Foundation.close(socket) }
      isOpen = false
    }
  }
}

struct SocketError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
