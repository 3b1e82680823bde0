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
  /// second, as `between` is. Both may take their time: transfers go on in the kernel's buffers meanwhile.
  package func run<Failure: Error>(
    _ requests: [FetchRequest], isStopped: () -> Bool = { false },
    between: () throws(Failure) -> Void, each: (FetchRequest, FetchOutcome) throws(Failure) -> Void
  ) throws(Failure) {
    var run = FetchRun(settings)
    for (request, outcome) in run.begin(requests) { try each(request, outcome) }
    while !run.isDone, !isStopped() {
      for (request, outcome) in run.step() { try each(request, outcome) }
      try between()
    }
  }

  /// The same with nothing to do in between.
  package func run<Failure: Error>(
    _ requests: [FetchRequest], isStopped: () -> Bool = { false },
    each: (FetchRequest, FetchOutcome) throws(Failure) -> Void
  ) throws(Failure) {
    try run(requests, isStopped: isStopped, between: { () throws(Failure) in }, each: each)
  }
}
