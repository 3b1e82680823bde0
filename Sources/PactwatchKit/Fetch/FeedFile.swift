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
    do {
      let (tag, bytes) = try read()
      guard let bytes else { return .unchanged(document(tag: tag, body: [])) }
      return decoded(bytes, tag: tag)
    } catch {
      return .failed(FetchError(.file, host: "file", error.message))
    }
  }

  /// The bytes, nil where they are those of the last time.
  private func read() throws(PosixError) -> (tag: String, bytes: [UInt8]?) {
    let file = try OpenFile.reading(path)
    let tag = Self.tag(of: try file.status())
    return (tag, tag == request.etag ? nil : try file.read(limit: maxBodyBytes))
  }

  private func decoded(_ bytes: [UInt8], tag: String) -> FetchOutcome {
    do {
      let body = try BodyDecoder(maxBytes: maxBodyBytes).inflateIfGzip(bytes)
      return body.isEmpty ? failure("the file is empty") : .fetched(document(tag: tag, body: body))
    } catch {
      return failure(error.reason)
    }
  }

  private func document(tag: String?, body: [UInt8]) -> FeedDocument {
    FeedDocument(url: request.feed.url, status: body.isEmpty ? 304 : 200, body: body, etag: tag)
  }

  private func failure(_ reason: String) -> FetchOutcome {
    .failed(FetchError(.file, host: path, reason))
  }

  /// Changes whenever the file does.
  private static func tag(of status: FileStatus) -> String {
    "\"\(status.inode)-\(status.size)-\(status.modified)\""
  }
}
