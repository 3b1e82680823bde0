internal import FeedParsing
internal import JSON
internal import Matching

/// The line that a file receiver gets for an alert. The same alert always gives the same bytes.
package enum AlertLine {
  /// The line with its newline at the end.
  package static func bytes(_ recorded: RecordedAlert, _ format: Receiver.LineFormat) -> [UInt8] {
    switch format {
    case .json: AlertJSON.value(of: recorded).serialized + [UInt8(ascii: "\n")]
    case .plain: Array((plain(recorded) + "\n").utf8)
    }
  }

  /// `2026-01-01 00:00 UTC  treaty  The Wire [en]: A treaty is signed | why | link | id`.
  package static func plain(_ recorded: RecordedAlert) -> String {
    let alert = recorded.alert
    let remarks = alert.remarks.joined(separator: ", ")
    let parts = ["\(source(of: alert)): \(alert.title)", alert.why, remarks, alert.link ?? "", alert.id].map {
      CleanText.singleLine($0)
    }
    let text = parts.filter { !$0.isEmpty }.joined(separator: " | ")
    return "\(minutes(alert.time))  \(label(of: alert))  \(text)"
  }

  /// `2026-01-01 00:00 UTC`, for people.
  package static func minutes(_ milliseconds: Int) -> String {
    let text = FeedDate.rfc3339(milliseconds)
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
  }

  /// `The Wire [en]`.
  static func source(of alert: Alert) -> String {
    [alert.source, alert.language.map { "[\($0)]" } ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The topic, with what is special about the alert: `treaty (backlog)`, `troops (possible, update)`.
  package static func label(of alert: Alert) -> String {
    let remarks = [
      alert.tier == .possible ? alert.tier.rawValue : nil, alert.kind == .new ? nil : alert.kind.rawValue,
    ].compactMap { $0 }
    return remarks.isEmpty ? alert.topic : "\(alert.topic) (\(remarks.joined(separator: ", ")))"
  }
}
