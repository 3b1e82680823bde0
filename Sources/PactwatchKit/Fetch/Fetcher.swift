import Curl

/// Asks for many feeds at once, politely: conditional requests, one for each host at a time, a pause between two.
package struct Fetcher {
  private let settings: FetchSettings

  package init(_ settings: FetchSettings) {
    self.settings = settings
  }

  /// Asks for all feeds on this thread and hands out each outcome, exactly one for each request, as it comes.
  ///
  /// Ends early, without the outcomes of the rest, where `each` throws or `isStopped` says so; it is asked at least twice a
  /// second. `each` may take its time: transfers go on in the kernel's buffers meanwhile.
  package func run<Failure: Error>(
    _ requests: [FetchRequest], isStopped: () -> Bool = { false },
    each: (FetchRequest, FetchOutcome) throws(Failure) -> Void
  ) throws(Failure) {
    var run = FetchRun(settings)
    for (request, outcome) in run.begin(requests) { try each(request, outcome) }
    while !run.isDone, !isStopped() {
      for (request, outcome) in run.step() { try each(request, outcome) }
    }
  }
}
