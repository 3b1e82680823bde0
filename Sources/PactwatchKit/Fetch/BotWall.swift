import Curl

/// Services that stand before sites and let only browsers in: what they say that a feed does not mean.
enum BotWall {
  /// Whose wall an answer other than a feed comes from, where it says so.
  static func vendor(of response: HTTPResponse) -> String? {
    let headers = response.headers
    // Each vendor's own way to say that a person should solve a puzzle.
    if headers["cf-mitigated"] == "challenge" { return "Cloudflare" }
    if headers["x-amzn-waf-action"] != nil { return "AWS WAF" }
    guard [401, 403, 405, 429, 503].contains(response.status) else { return nil }
    if headers["x-datadome"] != nil { return "DataDome" }
    if headers["x-iinfo"] != nil { return "Imperva" }
    let server = headers["server"]?.lowercased() ?? ""
    return refusingServers.first(where: { server.hasPrefix($0.beginning) })?.vendor
  }

  /// What their own refusals name as the server; answers of the sites behind them name the sites' servers.
  private static let refusingServers: [(beginning: String, vendor: String)] = [
    ("ddos-guard", "DDoS-Guard"), ("qrator", "Qrator"), ("sucuri", "Sucuri"),
  ]
}
