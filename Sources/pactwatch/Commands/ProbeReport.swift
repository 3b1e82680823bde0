import FeedParsing
import JSON
import PactwatchKit
import Posix

/// Shows what probes of feeds said, as a table or as JSON Lines.
struct ProbeReport {
  let probes: [FeedProbe]
  /// What the first column holds.
  let label: (name: String, value: (FeedProbe) -> String)
  var now = Clock.system.now()

  var failures: Int { probes.count { (try? $0.result.get()) == nil } }

  func print(asJSON: Bool) {
    guard asJSON else { return Terminal.print(table) }
    for probe in probes { Terminal.print(json(probe).text) }
  }

  private var table: String {
    var table = TextTable(header: [label.name, "FORMAT", "ITEMS", "NEWEST", "WHAT"])
    for probe in probes { table.append([label.value(probe)] + cells(probe)) }
    return table.text
  }

  private func cells(_ probe: FeedProbe) -> [String] {
    switch probe.result {
    case .success(let finding):
      let what =
        [finding.title.map { CleanText.singleLine($0, limit: 60) }].compactMap(\.self) + remarks(finding)
      return [
        finding.format.rawValue, "\(finding.items)", finding.newest.map { Age.text(of: $0, now: now) } ?? "-",
        what.joined(separator: "; "),
      ]
    case .failure(let failure): return ["FAILS", "-", "-", failure.message]
    }
  }

  private func remarks(_ finding: FeedProbe.Finding) -> [String] {
    let quiet = finding.newest.map { now - $0 > Self.longQuiet } ?? false
    return (finding.items == 0 ? ["it has no items"] : [])
      + (quiet ? ["nothing new for long: is it still kept?"] : [])
      + finding.notes
  }

  /// Half a year: a feed that is kept at all says something in that time.
  private static let longQuiet = 180 * TimeSpan.day

  private func json(_ probe: FeedProbe) -> JSONValue {
    let head: [(String, JSONValue)] = [("name", .string(probe.feed.name)), ("url", .string(probe.feed.url))]
    switch probe.result {
    case .success(let finding):
      return .object(
        pairs: head + [
          ("ok", .bool(true)), ("format", .string(finding.format.rawValue)),
          ("title", .optional(finding.title)),
          ("items", .integer(finding.items)), ("newest", .optional(finding.newest.map(FeedDate.rfc3339))),
          ("notes", .array(remarks(finding).map { .string($0) })),
        ])
    case .failure(let failure):
      return .object(
        pairs: head + [
          ("ok", .bool(false)), ("error", .string(failure.message)),
          ("offered", .array(failure.offered.map { .string($0) })),
        ])
    }
  }
}
