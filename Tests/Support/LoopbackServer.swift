import Foundation
import Synchronization

/// An HTTP server on loopback addresses for tests: real sockets, scripted misbehaviour, and a log of what was asked.
///
///     let server = try LoopbackServer { request in
///       request.path == "/feed" ? .ok("<rss/>", headers: ["ETag: \"v1\""]) : .status(404)
///     }
///     ... ask server.url("/feed") ...
///     #expect(server.requests.map(\.path) == ["/feed"])
///
/// * `hosts:` listens on several addresses of 127/8, all on one port: `server.url("/", host: "127.0.0.7")`.
/// * The closure answers each request with a `Reply` (see there for hanging, dripping, lying and cutting ones). It runs on
///   the connection's thread, many at once.
/// * `requests` is the log, in the order of arrival; `connections(to:)` counts accepted connections, with or without a request.
/// * Connections are kept alive. Everything ends when the server goes out of scope, or with `stop()`.
///
/// `FeedFolder` answers with the files of a folder, with ETags and 304.
package final class LoopbackServer: Sendable {
  package let port: UInt16
  private let listeners: [Listener]
  private let state: ServerState

  package init(
    hosts: [String] = ["127.0.0.1"], answer: @escaping @Sendable (Request) -> Reply
  ) throws {
    listeners = try Listener.open(hosts: hosts)
    port = listeners[0].port
    state = ServerState(answer: answer)
    for listener in listeners { listener.accept(into: state) }
  }

  deinit {
    stop()
  }

  /// The address of a path on this server.
  package func url(_ path: String = "/", host: String = "127.0.0.1") -> String {
    "http://\(host):\(port)\(path)"
  }

  /// What was asked so far, in the order of arrival.
  package var requests: [Request] { state.requests }

  package func requests(to host: String) -> [Request] {
    requests.filter { $0.host == host }
  }

  /// How many connections an address has accepted.
  package func connections(to host: String = "127.0.0.1") -> Int {
    state.connections(to: host)
  }

  /// Closes all sockets; the threads end by themselves.
  package func stop() {
    for listener in listeners { listener.close() }
    state.closeAll()
  }
}

/// What the threads of one server share.
final class ServerState: Sendable {
  private struct Contents {
    var requests: [Request] = []
    var accepted: [String: Int] = [:]
    var open: Set<Int32> = []
    var isStopped = false
  }

  private let contents = Mutex(Contents())
  private let answer: @Sendable (Request) -> Reply

  init(answer: @escaping @Sendable (Request) -> Reply) {
    self.answer = answer
  }

  var requests: [Request] { contents.withLock(\.requests) }

  func connections(to host: String) -> Int {
    contents.withLock { $0.accepted[host, default: 0] }
  }

  func reply(to request: Request) -> Reply {
    contents.withLock { $0.requests.append(request) }
    return answer(request)
  }

  /// Notes a new connection; false where the server has stopped meanwhile.
  func opened(_ socket: Int32, on host: String) -> Bool {
    contents.withLock { contents in
      guard !contents.isStopped else { return false }
      contents.accepted[host, default: 0] += 1
      contents.open.insert(socket)
      return true
    }
  }

  /// The socket is closed under the lock: its number must not be used again before it is off the list.
  func closed(_ socket: Int32) {
    contents.withLock { contents in
      contents.open.remove(socket)
      close(socket)
    }
  }

  /// Wakes every thread that reads, writes or hangs.
  func closeAll() {
    contents.withLock { contents in
      contents.isStopped = true
      for socket in contents.open { shutdown(socket, Int32(SHUT_RDWR)) }
    }
  }
}
