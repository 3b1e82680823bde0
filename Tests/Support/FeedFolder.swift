import Foundation
import Synchronization

/// Answers with the files of a folder as a tidy server does: ETags, `304 Not Modified`, a Content-Type by extension.
///
///     let folder = FeedFolder(url)
///     let server = try LoopbackServer { folder.reply(to: $0) }
package final class FeedFolder: Sendable {
  private let folder: URL
  private let overlay = Mutex<[String: [UInt8]]>([:])

  package init(_ folder: URL) {
    self.folder = folder
  }

  /// Its files, those of folders within too, as paths from it; sorted.
  package var files: [String] {
    let all = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return all.filter(isFile).sorted()
  }

  /// The path of a file's address on the server.
  package static func path(of file: String) -> String {
    "/" + (file.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed.subtracting(["+"])) ?? file)
  }

  private func isFile(_ name: String) -> Bool {
    var isDirectory: ObjCBool = false
    let exists = FileManager.default.fileExists(
      atPath: folder.appendingPathComponent(name).path, isDirectory: &isDirectory)
    return exists && !isDirectory.boolValue
  }

  /// From now on `file` has this content.
  package func replace(_ file: String, with content: [UInt8]) {
    overlay.withLock { $0[file] = content }
  }

  package func reply(to request: Request) -> Reply {
    let path = request.path.split(separator: "?")[0].dropFirst()
    guard let name = String(path).removingPercentEncoding, !name.contains(".."), let body = content(of: name)
    else {
      return .status(404)
    }
    let tag = Self.tag(of: body)
    if request["If-None-Match"] == tag { return .status(304, headers: ["ETag: \(tag)"]) }
    return .status(200, headers: ["ETag: \(tag)", "Content-Type: \(Self.type(of: name))"], body: body)
  }

  private func content(of name: String) -> [UInt8]? {
    if let content = overlay.withLock({ $0[name] }) { return content }
    return (try? Data(contentsOf: folder.appendingPathComponent(name))).map { Array($0) }
  }

  /// FNV-1a: the same in every process, which Swift's own hashes are not.
  private static func tag(of bytes: [UInt8]) -> String {
    let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return "\"\(String(hash, radix: 16))\""
  }

  private static func type(of name: String) -> String {
    name.hasSuffix(".json") ? "application/feed+json" : "application/xml"
  }
}
