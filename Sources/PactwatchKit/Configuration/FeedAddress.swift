import Bytes
import Curl

/// Reads the address of a feed as people write it.
enum FeedAddress {
  /// `folder` is that of the file that says so: `file:name.xml` is seen from there.
  static func read(_ text: String, folder: String) throws(Mistake) -> String {
    if text.hasPrefix(fileScheme) { return fileURL(text, folder: folder) }
    do throws(WebURLError) {
      return try WebURL(text).text
    } catch {
      throw Mistake(message: message(of: error, text))
    }
  }

  struct Mistake: Error {
    var message: String
  }

  private static let fileScheme = "file:"

  private static func fileURL(_ text: String, folder: String) -> String {
    let written = text.dropFirst(fileScheme.count)
    let plain = written.hasPrefix("//") ? written.dropFirst(2) : written
    return "file://" + FilePath.absolute(FilePath.resolve(String(plain), in: folder))
  }

  /// What is wrong and what to write instead; it repeats nothing that may be a key.
  private static func message(of error: WebURLError, _ text: String) -> String {
    if text.hasPrefix("/") || text.hasPrefix(".") {
      return "a path is no address; a file on this machine is written file:\(text)"
    }
    switch error {
    case .credentials: return error.description + "; keep them in a file and name it: login: /path"
    case .scheme(let scheme):
      return error.description + proposal("https:" + text.dropFirst(scheme.count + 1))
    case .malformed where !text.contains("://"):
      return "the address begins with no https:// or http://" + proposal("https://" + text)
    default:
      // Some readers write feed:https://host/path.
      return error.description + proposal(String(text.drop { $0 != ":" }.dropFirst()))
    }
  }

  private static func proposal(_ text: String) -> String {
    (try? WebURL(text)).map { "; write \($0.redacted)" } ?? ""
  }
}
