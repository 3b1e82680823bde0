/// Why a date that can be read is kept but not believed.
///
/// Publishers fill in what they do not know (1970, year 1), schedule ahead or take another zone's clock.
package enum DateDoubt: String, Sendable {
  /// More than a day from now: no zone is further ahead.
  case future
  /// Before there were feeds: Netscape's RSS 0.90 is of March 1999, archives of papers reach back further.
  case past

  /// The doubt about an instant, in milliseconds since 1970, at the moment `now`.
  package init?(about instant: Int, now: Int) {
    if instant > now + Self.day {
      self = .future
    } else if instant < Self.beginningOf1990 {
      self = .past
    } else {
      return nil
    }
  }

  /// For a person, behind the name of what has the date.
  package var clause: String {
    switch self {
    case .future: "dated more than a day ahead"
    case .past: "dated before 1990"
    }
  }

  private static let day = FeedDate.secondsOfDay * 1_000
  private static let beginningOf1990 = 631_152_000_000
}
