import PactwatchKit
import Posix

/// `pactwatch doctor`: does the state keep what it promises?
enum DoctorCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    OpenedState.use(arguments, locking: true) { state in
      let doctor = Doctor(
        store: state.store, configuration: state.configuration, secrets: SecretReader())
      let findings = try doctor.examine()
      for finding in findings { print(finding) }
      let count = findings.reduce(0) { $0 + $1.violations.count }
      Terminal.message(verdict(count, isComplete: findings.allSatisfy(\.omissions.isEmpty)))
      return count == 0 ? .ok : .data
    }
  }

  private static func print(_ finding: Doctor.Finding) {
    let word = !finding.violations.isEmpty ? "BROKEN" : finding.omissions.isEmpty ? "ok" : "unsure"
    Terminal.print("\(Help.pad(word, to: 6))  \(finding.promise)")
    for line in finding.violations + finding.omissions { Terminal.print("          \(line)") }
  }

  private static func verdict(_ violations: Int, isComplete: Bool) -> String {
    if violations > 0 { return "\(RunReport.count(violations, "violation")): please report them" }
    return isComplete ? "all is well" : "nothing is broken as far as could be seen"
  }
}
