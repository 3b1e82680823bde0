import Curl
import Posix

/// One run of the fetcher: what waits, what is in flight, and how redirects go on.
struct FetchRun {
  typealias Ended = (request: FetchRequest, outcome: FetchOutcome)

  private let settings: FetchSettings
  private let queue = TransferQueue()
  private var schedule: HostSchedule
  /// Feeds on this machine that are not read yet, the next one last.
  private var files: [FeedFile] = []
  /// What is not done yet, by its place among the requests.
  private var walks: [Int: FeedWalk] = [:]
  /// By a clock that only goes forward, in milliseconds.
  private let start: Int

  /// How long a wish to stop may go unnoticed.
  private static let longestWait: Duration = .milliseconds(500)

  init(_ settings: FetchSettings) {
    self.settings = settings
    schedule = HostSchedule(gap: settings.gap, maxInFlight: settings.maxInFlight)
    start = Clock.system.elapsed()
  }

  var isDone: Bool { files.isEmpty && walks.isEmpty }

  /// Takes in all requests; gives those whose addresses cannot be asked.
  mutating func begin(_ requests: [FetchRequest]) -> [Ended] {
    var ended: [Ended] = []
    var waiting: [(id: Int, host: String)] = []
    walks.reserveCapacity(requests.count)
    for (index, request) in requests.enumerated() {
      if let file = FeedFile(request, maxBodyBytes: settings.maxBodyBytes) {
        files.append(file)
        continue
      }
      do throws(FetchError) {
        let walk = try FeedWalk(request, secrets: settings.secrets)
        walks[index] = walk
        waiting.append((index, walk.url.authority))
      } catch {
        ended.append((request, .failed(error)))
      }
    }
    files.reverse()
    schedule.begin(waiting)
    return ended
  }

  /// Reads a file, or starts what may start and waits for the next thing to happen.
  mutating func step() -> [Ended] {
    if let file = files.popLast() { return [(file.request, file.outcome)] }
    let now = Duration.milliseconds(Clock.system.elapsed() - start)
    guard now < settings.deadline else { return endAll() }
    startTransfers(at: now)
    let pause = min(
      Self.longestWait, settings.deadline - now, (schedule.nextStart ?? settings.deadline) - now)
    return queue.next(within: pause).map { finish($0) } ?? []
  }

  private mutating func startTransfers(at now: Duration) {
    while let id = schedule.start(at: now) {
      guard let walk = walks[id] else { continue }
      queue.add(walk.httpRequest(settings), id: id)
    }
  }

  /// Takes in the end of a transfer; gives nothing where its walk goes on.
  private mutating func finish(_ completion: TransferQueue.Completion) -> [Ended] {
    guard var walk = walks.removeValue(forKey: completion.id) else { return [] }
    schedule.end(walk.url.authority)
    do {
      let response = try response(of: completion, at: walk)
      guard FeedWalk.isRedirect(response.status) else { return judge(response, walk) }
      try walk.follow(response)
      walks[completion.id] = walk
      schedule.enqueue(completion.id, host: walk.url.authority)
      return []
    } catch {
      return [(walk.request, .failed(error))]
    }
  }

  private mutating func judge(_ response: HTTPResponse, _ walk: FeedWalk) -> [Ended] {
    let answer = FeedAnswer(walk: walk, response: response, maxBodyBytes: settings.maxBodyBytes)
    let ended: Ended = (walk.request, answer.outcome)
    guard case .failed(let error) = ended.outcome, error.status == 429 else { return [ended] }
    return [ended] + spare(walk.url)
  }

  /// Leaves a site alone that has just said that it is asked too often.
  private mutating func spare(_ url: WebURL) -> [Ended] {
    var error = FetchError(
      .notAsked, host: url.host, "not asked: the site has just said that it is asked too often (429)")
    error.site = url.authority
    return schedule.abandon(url.authority).compactMap { id in
      walks.removeValue(forKey: id).map { ($0.request, .failed(error)) }
    }
  }

  private func response(
    of completion: TransferQueue.Completion, at walk: FeedWalk
  ) throws(FetchError) -> HTTPResponse {
    switch completion.result {
    case .success(let response): return response
    case .failure(let error): throw FetchError(error, at: walk)
    }
  }

  /// The deadline has come: nothing more is asked.
  private mutating func endAll() -> [Ended] {
    defer { walks = [:] }
    return walks.sorted { $0.key < $1.key }.map { _, walk in
      let error = FetchError(.deadline, host: walk.url.host, "not done before the time of the run was over")
      return (walk.request, .failed(error))
    }
  }
}
