internal import Curl
internal import JSON

extension RetryAfter {
  /// How long a reply asks to be left alone, in milliseconds: by the header or by what chat servers put into the body.
  static func milliseconds(_ response: HTTPResponse, now: Int) -> Int? {
    if let value = response.headers["retry-after"], let wait = milliseconds(value, now: now) { return wait }
    guard response.status == 429, let reply = try? JSONValue.read(response.body).value else { return nil }
    // Discord's seconds are a fraction, Telegram's stand in `parameters`, Matrix counts milliseconds.
    let seconds = [reply["retry_after"], reply["parameters"]?["retry_after"]].compactMap { $0?.number }.first
    return (seconds.map { $0 * 1_000 } ?? reply["retry_after_ms"]?.number).flatMap(bounded)
  }

  /// Rounded up: a moment too early would count as another offence.
  private static func bounded(_ milliseconds: Double) -> Int? {
    milliseconds >= 0 ? Int(min(milliseconds.rounded(.up), Double(TimeSpan.day))) : nil
  }
}

extension JSONValue {
  fileprivate var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .double(let number): number
    default: nil
    }
  }
}
