import Testing

@testable import PactwatchKit

@Suite struct HostScheduleTests {
  /// Starts all that may start now.
  private func started(_ schedule: inout HostSchedule, at now: Duration) -> [Int] {
    var ids: [Int] = []
    while let id = schedule.start(at: now) { ids.append(id) }
    return ids
  }

  @Test func `one starts for each host, all hosts at once`() {
    var schedule = HostSchedule(gap: .seconds(1), maxInFlight: 32)
    schedule.begin([(1, "a"), (2, "b"), (3, "a"), (4, "c")])
    #expect(Set(started(&schedule, at: .zero)) == [1, 2, 4])
  }

  @Test func `the next of a host waits for the end of the one before and for the gap`() {
    var schedule = HostSchedule(gap: .seconds(1), maxInFlight: 32)
    schedule.begin([(1, "a"), (2, "a"), (3, "a")])
    #expect(started(&schedule, at: .zero) == [1])
    schedule.end("a")
    #expect(schedule.nextStart == .seconds(1))
    #expect(started(&schedule, at: .milliseconds(999)) == [])
    #expect(started(&schedule, at: .seconds(1)) == [2])
    #expect(started(&schedule, at: .seconds(5)) == [], "it is still in flight")
    schedule.end("a")
    #expect(started(&schedule, at: .seconds(5)) == [3])
    schedule.end("a")
    #expect(started(&schedule, at: .seconds(60)) == [])
  }

  @Test func `without a gap the next of a host starts at once, in order`() {
    var schedule = HostSchedule(gap: .zero, maxInFlight: 32)
    schedule.begin([(1, "a"), (2, "a"), (3, "a")])
    for id in 1...3 {
      #expect(started(&schedule, at: .zero) == [id])
      schedule.end("a")
    }
  }

  @Test func `no more are in flight than allowed`() {
    var schedule = HostSchedule(gap: .zero, maxInFlight: 2)
    schedule.begin([(1, "a"), (2, "b"), (3, "c")])
    #expect(started(&schedule, at: .zero) == [1, 2])
    schedule.end("a")
    #expect(started(&schedule, at: .zero) == [3])
  }

  @Test func `what takes long gives up its place, so that hosts which hang keep nobody waiting`() {
    var schedule = HostSchedule(gap: .zero, maxInFlight: 2)
    schedule.begin((0..<12).map { ($0, "h\($0 + 10)") })
    #expect(started(&schedule, at: .zero) == [0, 1])
    #expect(schedule.nextStart == HostSchedule.longestBrisk)
    #expect(started(&schedule, at: .seconds(2)) == [])
    #expect(started(&schedule, at: .seconds(3)) == [2, 3])
    schedule.end("h12")
    #expect(started(&schedule, at: .seconds(4)) == [4], "the one that ended gives its place, once")
    #expect(started(&schedule, at: .seconds(6)) == [5])
    #expect(started(&schedule, at: .seconds(9)) == [6, 7])
    #expect(started(&schedule, at: .seconds(12)) == [8], "the eighth in flight, four times the places")
    #expect(started(&schedule, at: .seconds(60)) == [])
    schedule.end("h10")
    #expect(started(&schedule, at: .seconds(61)) == [9])
  }

  @Test func `a host that was slow once may start again like any other`() {
    var schedule = HostSchedule(gap: .zero, maxInFlight: 1)
    schedule.begin([(1, "a"), (2, "a"), (3, "b")])
    #expect(started(&schedule, at: .zero) == [1])
    #expect(started(&schedule, at: .seconds(3)) == [3])
    schedule.end("a")
    #expect(started(&schedule, at: .seconds(4)) == [], "b holds the place")
    schedule.end("b")
    #expect(started(&schedule, at: .seconds(4)) == [2])
    schedule.end("a")
    #expect(started(&schedule, at: .seconds(9)) == [])
  }

  @Test func `the host that most wait for starts first`() {
    var schedule = HostSchedule(gap: .seconds(1), maxInFlight: 1)
    schedule.begin([(1, "a"), (2, "b"), (3, "b"), (4, "c")])
    #expect(started(&schedule, at: .zero) == [2])
  }

  @Test func `what waits for an abandoned host never starts, others do`() {
    var schedule = HostSchedule(gap: .zero, maxInFlight: 1)
    schedule.begin([(1, "a"), (2, "a"), (3, "a"), (4, "b")])
    #expect(started(&schedule, at: .zero) == [1])
    schedule.end("a")
    #expect(schedule.abandon("a") == [2, 3])
    #expect(started(&schedule, at: .zero) == [4])
    schedule.end("b")
    #expect(started(&schedule, at: .seconds(9)) == [])
    schedule.enqueue(5, host: "a")
    #expect(started(&schedule, at: .seconds(9)) == [5])
  }

  @Test func `a redirect goes before those that wait, and keeps the rules of its host`() {
    var schedule = HostSchedule(gap: .seconds(1), maxInFlight: 32)
    schedule.begin([(1, "a"), (2, "b"), (3, "b")])
    #expect(Set(started(&schedule, at: .zero)) == [1, 2])
    schedule.end("a")
    schedule.enqueue(1, host: "b")
    #expect(started(&schedule, at: .seconds(2)) == [])
    schedule.end("b")
    #expect(started(&schedule, at: .seconds(2)) == [1])
    schedule.end("b")
    #expect(started(&schedule, at: .seconds(3)) == [3])
  }

  @Test func `a redirect to a new host starts it`() {
    var schedule = HostSchedule(gap: .seconds(1), maxInFlight: 32)
    schedule.begin([(1, "a")])
    #expect(started(&schedule, at: .zero) == [1])
    schedule.end("a")
    schedule.enqueue(1, host: "new")
    #expect(started(&schedule, at: .zero) == [1])
  }
}
