import PactwatchKit
import Posix

/// `pactwatch doctor`: does the state keep what it promises?
enum DoctorCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    OpenedState.use(arguments, locking: true) { state in
      let secrets = SecretReader()
      let doctor = Doctor(store: state.store, receivers: state.configuration.receivers, secrets: secrets)
      let findings = try doctor.examine()
      for finding in findings {
        Terminal.print("\(finding.violations.isEmpty ? "ok    " : "BROKEN")  \(finding.promise)")
        for violation in finding.violations { Terminal.print("          \(violation)") }
      }
      let count = findings.reduce(0) { $0 + $1.violations.count }
      Terminal.message(
        count == 0 ? "all is well" : "\(RunReport.count(count, "violation")): please report them")
      return count == 0 ? .ok : .data
    }
  }
}
