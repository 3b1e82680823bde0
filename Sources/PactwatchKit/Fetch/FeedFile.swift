import Crypto
import Posix

/// A feed that is a file on this machine: `file:///path`, the path as it is, without percent-encoding.
///
/// Only a configured feed may be one; redirects never lead here, they are followed in `WebURL`s.
struct FeedFile {
  let request: FetchRequest
  let path: String
  let maxBodyBytes: Int

  /// Nil where the feed is none.
  init?(_ request: FetchRequest, maxBodyBytes: Int) {
    guard request.feed.url.hasPrefix("file://") else { return nil }
    self.request = request
    self.path = String(request.feed.url.dropFirst("file://".count))
    self.maxBodyBytes = maxBodyBytes
  }

  var outcome: FetchOutcome {
    let bytes: [UInt8]
    do {
      bytes = try Files.read(path, limit: maxBodyBytes)
    } catch {
      return .failed(FetchError(.file, host: "file", error.message))
    }
    let document = FeedDocument(url: request.feed.url, status: 200, etag: Self.tag(of: bytes))
    let isSame = document.etag == request.etag && document.url == request.validatorsURL
    return isSame ? .unchanged(document) : decoded(bytes, document)
  }

  private func decoded(_ bytes: [UInt8], _ document: FeedDocument) -> FetchOutcome {
    var document = document
    do {
      document.body = try BodyDecoder(maxBytes: maxBodyBytes).inflateIfGzip(bytes)
      return document.body.isEmpty ? failure("the file is empty") : .fetched(document)
    } catch {
      return failure(error.reason)
    }
  }

  private func failure(_ reason: String) -> FetchOutcome {
    .failed(FetchError(.file, host: path, reason))
  }

  /// By content: the times of files are too coarse to tell two changes apart.
  private static func tag(of bytes: [UInt8]) -> String {
    "\"\(Hexadecimal.encode(SHA256.hash(bytes)))\""
  }
}
