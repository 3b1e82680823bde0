/// How long ago something was, for people: `3 min`, `5 h`, `12 d`.
enum Age {
  /// Both in milliseconds since 1970.
  static func text(of time: Int, now: Int) -> String {
    let minutes = max(0, now - time) / 60_000
    switch minutes {
    case ..<1: return "now"
    case ..<120: return "\(minutes) min"
    case ..<2_880: return "\(minutes / 60) h"
    default: return "\(minutes / 1_440) d"
    }
  }
}
