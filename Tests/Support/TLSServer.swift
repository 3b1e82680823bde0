import Foundation

/// An HTTPS server on 127.0.0.1 with a certificate of its own making: openssl(1), which Debian's ca-certificates brings along.
///
/// It serves `/feed.xml`. Ends when it goes out of scope.
package final class TLSServer {
  package let port: Int
  /// A PEM file with its certificate, for those who trust it.
  package let certificate: String
  private let process = Process()
  private let folder: TemporaryDirectory

  /// The hash of its key as `sha256//` and Base64.
  package let pinnedKey: String
  package static let feed = "<rss version=\"2.0\"/>\n"
  private static let tool = "/usr/bin/openssl"
  package static var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: tool) }

  /// `name` is what the certificate is for, such as `IP:127.0.0.1`; `days` how long it is good from now, at least -1.
  package init(name: String = "IP:127.0.0.1", days: Int = 1, options: [String] = []) throws {
    folder = try TemporaryDirectory()
    try folder.write("feed.xml", Self.feed)
    certificate = folder("certificate.pem")
    let (key, request) = (folder("key.pem"), folder("request.pem"))
    try Self.run([
      "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj",
      "/CN=test",
      "-addext", "subjectAltName=\(name)", "-keyout", key, "-out", request,
    ])
    try Self.run([
      "x509", "-req", "-in", request, "-signkey", key, "-days", "\(days)", "-copy_extensions", "copy",
      "-out", certificate,
    ])
    pinnedKey = try Self.pinnedKey(of: certificate)
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Self.tool)
    process.arguments =
      ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-WWW"] + options
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    port = try Self.port(from: output.fileHandleForReading)
  }

  deinit {
    // It inherits the signal mask of the thread that started it, in which SIGTERM may be blocked.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  package func url(host: String = "127.0.0.1") -> String { "https://\(host):\(port)/feed.xml" }

  private static func pinnedKey(of certificate: String) throws -> String {
    let command =
      "\(tool) x509 -in '\(certificate)' -noout -pubkey | \(tool) pkey -pubin -outform der "
      + "| \(tool) dgst -sha256 -binary | \(tool) base64"
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    return "sha256//" + text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Waits for the line `ACCEPT 127.0.0.1:PORT`.
  private static func port(from output: FileHandle) throws -> Int {
    var text = ""
    while true {
      let data = output.availableData
      guard !data.isEmpty else { throw SocketError("openssl s_server does not listen: \(text)") }
      text += String(decoding: data, as: UTF8.self)
      for line in text.split(separator: "\n").filter({ $0.hasPrefix("ACCEPT ") }) where text.hasSuffix("\n") {
        if let port = line.split(separator: ":").last.flatMap({ Int($0) }) { return port }
      }
    }
  }

  private static func run(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw SocketError("openssl \(arguments[0]) failed") }
  }
}
