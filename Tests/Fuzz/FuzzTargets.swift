/// What can be fuzzed, by name. A target takes any bytes; a crash or a broken promise is a finding.
///
/// A new one is a function and a line here; `Scripts/fuzz` runs all of them and takes seeds from
/// `Tests/Fuzz/Seeds/NAME`.
enum FuzzTargets {
  static let all: [String: @Sendable ([UInt8]) -> Void] = [
    "dates": DateTarget.run,
    "encodings": EncodingTarget.run,
    "html": HTMLTarget.run,
    "json": JSONTarget.run,
    "statements": StatementTarget.run,
    "topics": TopicTarget.run,
    "xml": XMLTarget.run,
  ]
}

/// Ends the run where a promise does not hold, so that libFuzzer keeps the input.
func promise(_ holds: Bool, _ what: @autoclosure () -> String) {
  if !holds { fatalError("broken promise: \(what())") }
}
