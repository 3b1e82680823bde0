import PactwatchKit
import Posix
import Statements

/// What `pactwatch check` makes of all that it found.
struct CheckVerdict {
  private let mistakes: Int
  private let unusableFeeds: Int
  private let unusableReceivers: Int
  private let warnings: Int
  /// What nobody can look at from here.
  private let unchecked: Int
  /// How many feeds were to be asked, and how many of them fail.
  var feeds = 0
  var failures = 0
  /// How many a wish to stop kept from being asked.
  var unasked = 0

  init(_ configuration: Configuration, _ outside: [OutsideProblem]) {
    mistakes = configuration.problems.count { $0.severity == .error }
    let unusable = Set(outside.filter(\.isFatal).map(\.subject))
    unusableFeeds = unusable.count { $0.hasPrefix("feed ") }
    unusableReceivers = unusable.count - unusableFeeds
    warnings = configuration.problems.count - mistakes + outside.count(where: \.isWarning)
    unchecked = outside.count(where: \.isUnchecked)
  }

  /// `1 mistake, 2 receivers cannot be used, 1 of 5 feeds fails, 3 warnings`; or that all is well.
  var text: String {
    let parts = [
      mistakes > 0 ? RunReport.count(mistakes, "mistake") : nil,
      unusableFeeds > 0 ? "\(RunReport.count(unusableFeeds, "feed")) cannot be used" : nil,
      unusableReceivers > 0 ? "\(RunReport.count(unusableReceivers, "receiver")) cannot be used" : nil,
      failures > 0
        ? "\(failures) of \(RunReport.count(feeds, "feed")) \(failures == 1 ? "fails" : "fail")" : nil,
      unasked > 0 ? "\(RunReport.count(unasked, "feed")) not asked" : nil,
      warnings > 0 ? RunReport.count(warnings, "warning") : nil,
      unchecked > 0 ? "\(RunReport.count(unchecked, "secret")) not checked" : nil,
    ].compactMap(\.self)
    return parts.isEmpty ? "all is well" : parts.joined(separator: ", ")
  }

  var status: ExitStatus {
    if mistakes + unusableFeeds + unusableReceivers > 0 { return .configuration }
    if failures > 0 { return .unavailable }
    return unasked > 0 ? .temporary : .ok
  }
}
