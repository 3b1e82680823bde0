import Glibc

/// The command of `Scripts/fuzz`: libFuzzer's loop around the target that `FUZZ_TARGET` names.
///
/// Beside the walls this is the only place that is `unsafe`: libFuzzer speaks in pointers.
@main
enum Fuzz {
  static func main() {
    var count = CommandLine.argc
    var arguments = unsafe CommandLine.unsafeArgv
    exit(unsafe runDriver(&count, &arguments, testOneInput))
  }

  private static let target: @Sendable ([UInt8]) -> Void = {
    let name = unsafe getenv("FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
    if let target = FuzzTargets.all[name] { return target }
    fatalError(
      "FUZZ_TARGET is \"\(name)\"; there are: \(FuzzTargets.all.keys.sorted().joined(separator: ", "))")
  }()

  private static let testOneInput: Callback = { start, count in
    target(unsafe [UInt8](UnsafeBufferPointer(start: start, count: count)))
    return 0
  }
}

private typealias Callback = @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
private typealias ArgumentVector = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// From libFuzzer, for programs that have a `main` of their own (llvm.org/docs/LibFuzzer.html, "as a library").
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<ArgumentVector>, _ callback: Callback
) -> CInt
