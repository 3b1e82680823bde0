import PactwatchKit

/// How long ago something was, for people: `3 min`, `5 h`, `12 d`.
enum Age {
  /// Both in milliseconds since 1970.
  static func text(of time: Int, now: Int) -> String {
    let span = max(0, now - time)
    switch span {
    case ..<TimeSpan.minute: return "now"
    case ..<(2 * TimeSpan.hour): return "\(span / TimeSpan.minute) min"
    case ..<(2 * TimeSpan.day): return "\(span / TimeSpan.hour) h"
    default: return "\(span / TimeSpan.day) d"
    }
  }
}
