import Curl
import Foundation
import Support
import Testing

@Suite struct CurlBudgetTests {
  /// Answers `/N` with N bytes.
  private static func reply(to request: Request) -> Reply {
    .status(200, body: [UInt8](repeating: 0x78, count: Int(request.path.dropFirst()) ?? 0))
  }

  @Test func `bodies over the budget take turns, and all arrive`() throws {
    let hosts = (1...8).map { "127.0.1.\($0)" }
    let server = try LoopbackServer(hosts: hosts) { Self.reply(to: $0) }
    let queue = TransferQueue(bodyBytes: 300_000)
    for (id, host) in hosts.enumerated() {
      queue.add(request(try WebURL(server.url("/\(200_000 + id)", host: host))), id: id)
    }
    var sizes: [Int: Int] = [:]
    while !queue.isEmpty {
      guard let done = queue.next(within: .seconds(5)) else { continue }
      sizes[done.id] = try done.result.get().body.count
    }
    #expect(sizes == Dictionary(uniqueKeysWithValues: (0..<8).map { ($0, 200_000 + $0) }))
  }

  @Test func `small answers do not wait for large ones`() throws {
    let hosts = ["127.0.1.1", "127.0.1.2"]
    let server = try LoopbackServer(hosts: hosts) { request in
      request.host == hosts[0]
        ? Reply([
          .send(Reply.head(200, ["Content-Length: 90000"])), .send([UInt8](repeating: 0x78, count: 80_000)),
          .hang,
        ])
        : .ok("small")
    }
    let queue = TransferQueue(bodyBytes: 100_000)
    for (id, host) in hosts.enumerated() {
      queue.add(request(try WebURL(server.url("/", host: host))), id: id)
    }
    var done: TransferQueue.Completion?
    while done == nil { done = queue.next(within: .seconds(5)) }
    #expect(done?.id == 1)
  }

  @Test func `small answers do not wait for large ones that stall over the budget`() throws {
    let hosts = (1...4).map { "127.0.1.\($0)" }
    let server = try LoopbackServer(hosts: hosts) { request in
      request.host == hosts[3]
        ? .ok(String(repeating: "s", count: 60_000))
        : Reply([
          .send(Reply.head(200, ["Content-Length: 900000"])), .send([UInt8](repeating: 0x78, count: 800_000)),
          .hang,
        ])
    }
    let queue = TransferQueue(bodyBytes: 1_000_000)
    for (id, host) in hosts.dropLast().enumerated() {
      queue.add(request(try WebURL(server.url("/", host: host))), id: id)
    }
    for _ in 0..<50 { #expect(queue.next(within: .milliseconds(10)) == nil) }
    queue.add(request(try WebURL(server.url("/", host: hosts[3]))), id: 3)
    var done: TransferQueue.Completion?
    while done == nil { done = queue.next(within: .seconds(5)) }
    #expect(done?.id == 3)
    #expect(try done?.result.get().body.count == 60_000)
  }

  /// In a process of its own, whose memory nobody uses but the queue and the servers. Without the budget it is 320 MiB.
  @Test func `memory stays small while 32 servers send without end`() async {
    await #expect(processExitsWith: .success) {
      let hosts = (1...32).map { "127.0.1.\($0)" }
      let chunk = [UInt8](repeating: 0x78, count: 64 << 10)
      let server = try LoopbackServer(hosts: hosts) { _ in
        Reply([.send(Reply.head(200, [])), .repeated(chunk)])
      }
      let before = peakMemory()
      let queue = TransferQueue()
      for (id, host) in hosts.enumerated() {
        queue.add(request(try WebURL(server.url("/", host: host))), id: id)
      }
      var tooLarge = 0
      while !queue.isEmpty {
        guard let done = queue.next(within: .seconds(5)) else { continue }
        if case .failure(.bodyTooLarge) = done.result { tooLarge += 1 }
      }
      let grown = peakMemory() - before
      guard tooLarge == 32, grown < 48 << 20 else { exit(EXIT_FAILURE) }
    }
  }
}

/// The most memory that this process has had so far, in bytes.
private func peakMemory() -> Int {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return usage.ru_maxrss << 10
}
