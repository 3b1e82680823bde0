internal import FeedParsing
internal import Matching

/// What the kinds of web receivers differ in, beside their form: one row each.
struct TargetTraits: Sendable {
  /// What its limits count, behind all escaping.
  let unit: TextLimit.Unit
  /// The longest text of one message.
  let longestText: Int
  /// Turns a character from outside into what shows as that character and nothing else.
  let escape: @Sendable (Character) -> String
  /// Stands on both sides of a hit.
  let mark: String
  /// Whether it tells repeats by their key. If not, its readers are told what may be one.
  let isIdempotent: Bool
  let rate: TokenBucket
}

extension TargetTraits {
  /// Standard Webhooks asks for less than 20 KB; nothing is cut for it, since what reads it is a program.
  static let webhook = TargetTraits(
    unit: .bytes, longestText: 20_000, escape: { String($0) }, mark: "**", isIdempotent: true,
    rate: TokenBucket(burst: 50, interval: 100))

  /// One message a second with short bursts; 40,000 characters (https://api.slack.com/docs/rate-limits, changelog 2018-04).
  ///
  /// Slack does not say what it counts, and UTF-16 units are the most it may be.
  static let slack = TargetTraits(
    unit: .utf16, longestText: 40_000, escape: SlackMarkup.escape, mark: "*", isIdempotent: false,
    rate: TokenBucket(burst: 6, interval: 1_000))

  /// 16,383 characters in a post (https://developers.mattermost.com, "Incoming webhooks"); its server counts scalars.
  static let mattermost = TargetTraits(
    unit: .scalars, longestText: 16_383, escape: MattermostMarkup.escape, mark: "**", isIdempotent: false,
    rate: TokenBucket(burst: 6, interval: 1_000))

  func limit(_ count: Int) -> TextLimit { TextLimit(count: count, unit: unit) }

  /// Text from outside on one line, escaped and at most so long.
  func text(_ text: String, limit count: Int) -> String {
    CleanText.singleLine(text).fitted(to: limit(count), escaping: escape)
  }

  /// The sentence of an alert with its hits marked, escaped and at most so long.
  func sentence(_ why: String, limit count: Int) -> String {
    MarkedText(CleanText.singleLine(why)).fitted(to: limit(count), escaping: escape, mark: mark)
  }
}
