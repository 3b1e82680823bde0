import Glibc
import Synchronization

/// Whether SIGTERM or SIGINT asked the process to end; long loops look at it between steps.
package enum StopSignal {
  /// An atomic store is one of the few things that a signal handler may do; see signal-safety(7).
  private static let requested = Atomic<Bool>(false)

  package static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// From now on the first SIGTERM or SIGINT sets the flag; a second one ends the process at once.
  package static func install() {
    requested.store(false, ordering: .relaxed)
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = { _ in
      StopSignal.requested.store(true, ordering: .relaxed)
    }
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    unsafe sigaction(SIGTERM, &action, nil)
    unsafe sigaction(SIGINT, &action, nil)
  }
}
