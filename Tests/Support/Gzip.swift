import Foundation

/// Compresses through gzip(1), so that what the product inflates does not come from its own library code.
package enum Gzip {
  package static func compress(_ bytes: [UInt8]) -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = ["-9", "-n"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    guard (try? process.run()) != nil else { fatalError("there is no gzip(1)") }
    // gzip waits for its reader: a thread of its own writes, or both would wait on full pipes.
    Thread.detachNewThread {
      input.fileHandleForWriting.write(Data(bytes))
      try? input.fileHandleForWriting.close()
    }
    let compressed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Array(compressed)
  }
}
