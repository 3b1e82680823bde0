import Testing

@testable import PactwatchKit

@Suite("The verdict on the watch")
struct WatchStatusTests {
  private let fixture: StoreFixture
  private static let now = 1_000 * TimeSpan.hour

  init() throws { fixture = try StoreFixture() }

  private func status(_ runs: [(minutesAgo: Int, status: Int?)]) throws -> WatchStatus {
    for run in runs {
      let time = Self.now - run.minutesAgo * TimeSpan.minute
      let id = try fixture.store.beginRun(now: time)
      if let status = run.status { try fixture.store.endRun(id, now: time, status: status, summary: "") }
    }
    return try WatchStatus(Configuration(path: "pactwatch.conf"), fixture.store, now: Self.now)
  }

  @Test(
    "after a run that did its work, one that failed is no reason to say that the watch does not work",
    arguments: [
      (0, .works), (75, .works), (78, .impaired), (69, .impaired), (73, .impaired), (74, .impaired),
    ]
      as [(Int, WatchStatus.Verdict)])
  func lastRun(last: Int, verdict: WatchStatus.Verdict) throws {
    let status = try status([(100, 0), (40, last)])
    #expect(status.verdict == verdict)
    #expect((status.workingSince == nil) == [69, 73, 74].contains(last))
  }

  @Test(
    "where no run has done its work for two and a half hours, the watch does not work",
    arguments: [69, 73, 74, nil] as [Int?])
  func silence(failure: Int?) throws {
    #expect(try status([(151, 0), (91, failure), (31, failure)]).verdict == .broken)
  }

  @Test("a run with a mistake in the configuration did its work, however often")
  func mistake() throws {
    #expect(try status([(600, 0), (151, 78), (31, 78)]).exit == .temporary)
  }

  @Test("a run that is still on takes nothing from what the last one said")
  func running() throws {
    #expect(try status([(60, 0), (0, nil)]).verdict == .works)
  }
}
