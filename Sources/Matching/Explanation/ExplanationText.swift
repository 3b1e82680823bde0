import Statements

extension Explanation {
  /// The explanation for a terminal or a chat message, in lines.
  package var text: String {
    let languages = "languages: " + languages.filter { $0 != Term.anyLanguage }.joined(separator: ", ")
    return ([languages] + topics.map(\.text)).joined(separator: "\n") + "\n"
  }
}

extension TopicExplanation {
  package var text: String {
    var lines = [headline, "  \(branch.tier == .alert ? "match" : "possible") \(branch.text)"]
    lines += branch.hits.map { "  " + $0.text }
    lines += branch.findings.map { "  \($0.holds ? "+" : "-") \($0.text)" }
    lines += dropped.map { drop in
      "  @\(drop.concept): \"\(drop.text)\" dropped, inside the decoy \"\(drop.decoy)\" (\(drop.location.place))"
    }
    if let match { lines.append("  > \(match.why)") }
    return lines.joined(separator: "\n")
  }

  private var headline: String {
    let place = "branch \(branch.number) (\(branch.location.place))"
    switch match?.tier {
    case .alert: return "\(topic): fires, \(place)"
    case .possible: return "\(topic): possible, \(place)"
    case nil: return "\(topic): does not fire; closest is \(place)"
    }
  }
}

extension ExplainedHit {
  package var text: String {
    let weak = isWeak ? ", weak" : ""
    let distance = wordsBefore.map { ", \($0) \($0 == 1 ? "word" : "words") behind the one before" } ?? ""
    return "@\(evidence.concept): \"\(evidence.text)\" is \(evidence.term) (\(location.place)\(weak)), "
      + "\(evidence.field.rawValue) \(evidence.start)-\(evidence.end), sentence \(sentence)\(distance)"
  }
}

extension Location {
  /// File and line, for readers who want to look a term up.
  fileprivate var place: String { "\(file):\(line)" }
}
