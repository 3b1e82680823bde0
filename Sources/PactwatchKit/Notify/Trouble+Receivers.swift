extension Trouble {
  /// A receiver whose breaker is open; `error` is what it said last.
  static func receiverFailing(_ receiver: String, _ error: String?) -> Trouble {
    Trouble(
      .receiverFailing, of: receiver,
      "receiver \(receiver) takes nothing\(error.map { " (\($0))" } ?? ""); its alerts wait",
      advice: "mend its address or secret, then try: pactwatch test-receiver \(receiver)")
  }

  static func deadLetters(_ receiver: String, _ count: Int) -> Trouble {
    Trouble(
      .deadLetters, of: receiver,
      "receiver \(receiver) refused \(RunReport.count(count, "alert")) for good; the log has every one",
      advice:
        "see why: pactwatch deliveries list --state dead; then send or drop them: pactwatch deliveries retry")
  }
}
