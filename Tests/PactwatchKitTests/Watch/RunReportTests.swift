import Posix
import Testing

@testable import PactwatchKit

@Suite("The report of a run")
struct RunReportTests {
  @Test("the summary says what happened in words, and leaves out what did not")
  func summary() {
    var report = RunReport()
    #expect(report.summary == "0 feeds; nothing new; 0.0 s")
    report.feeds = .init(withDocuments: 3, unchanged: 8, failed: 1)
    report.newItems = 7
    report.alerts = ["troops": 1, "treaty": 2]
    report.possibleAlerts = 1
    report.delivered = 6
    report.pending = 1
    report.duration = 4_160
    #expect(
      report.summary
        == "12 feeds: 3 read, 8 unchanged, 1 failed; 7 new items; 3 alerts (treaty 2, troops 1, 1 possible); "
        + "6 deliveries, 1 pending; 4.2 s")
    report.wasStopped = true
    #expect(report.summary.hasSuffix("4.2 s, stopped early"))
  }

  @Test("the status is that of what hurts most")
  func status() {
    var report = RunReport()
    #expect(report.status == .ok)
    report.feeds = .init(withDocuments: 1, failed: 5)
    #expect(report.status == .ok)
    report.pending = 1
    #expect(report.status == .temporary)
    report.feeds = .init(failed: 5)
    #expect(report.status == .unavailable)
    report.hasConfigurationErrors = true
    #expect(report.status == .configuration)
    report.fileFailure = .inputOutput
    #expect(report.status == .inputOutput)
    report.fileFailure = .cannotWrite
    #expect(report.status == .cannotCreate)
  }
}
