import Glibc
import Posix
import Support
import Testing

@Suite struct PosixProcessTests {
  @Test("the run lock is held once, says who holds it, and is free again afterwards")
  func locking() throws {
    let directory = try TemporaryDirectory()
    let path = directory("run.lock")
    do {
      let lock = try RunLock(path)
      let error = #expect(throws: PosixError.self) { _ = try RunLock(path) }
      #expect(error?.reason == .locked(holder: "process \(getpid())"))
      #expect(error?.message == "another run is on: process \(getpid()) holds \(path)")
      withExtendedLifetime(lock) {}
    }
    _ = try RunLock(path)
  }

  @Test("the lock does not follow a symbolic link that somebody put in its place")
  func lockingThroughLink() throws {
    let directory = try TemporaryDirectory()
    let target = try directory.write("precious", "text")
    #expect(symlink(target, directory("run.lock")) == 0)
    #expect(throws: PosixError.self) { _ = try RunLock(directory("run.lock")) }
    #expect(try directory.text("precious") == "text")
  }

  @Test("clocks tell milliseconds")
  func clocks() {
    let clock = Clock.system
    #expect(abs(clock.now() / 1_000 - time(nil)) <= 1)
    let start = clock.elapsed()
    #expect(clock.elapsed() >= start)
  }

  @Test("environment variables are read, absent ones are nil")
  func environment() {
    setenv("PACTWATCH_TEST", "한국", 1)
    #expect(CurrentProcess.environment("PACTWATCH_TEST") == "한국")
    #expect(CurrentProcess.environment("PACTWATCH_ABSENT") == nil)
  }

  @Test("random bytes differ each time")
  func random() {
    #expect(CurrentProcess.randomBytes(16).count == 16)
    #expect(CurrentProcess.randomBytes(16) != CurrentProcess.randomBytes(16))
  }

  @Test("the first SIGTERM asks to stop and the process goes on")
  func stopping() {
    StopSignal.install()
    #expect(!StopSignal.isRequested)
    // Test threads block signals; one raised here must be handled before `raise` returns.
    var signals = sigset_t()
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    raise(SIGTERM)
    #expect(StopSignal.isRequested)
    StopSignal.install()
  }
}
