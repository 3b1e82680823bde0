import Curl

/// Judges an answer that is no redirect: a document, "unchanged", or a failure.
struct FeedAnswer {
  let walk: FeedWalk
  let response: HTTPResponse
  let maxBodyBytes: Int

  var outcome: FetchOutcome {
    switch response.status {
    // 203: changed by a proxy. 226: what is new only, RFC 3229. Both are feeds like any other to us.
    case 200, 203, 226: fetched
    case 304: unchanged
    default: .failed(FetchError(answer: response))
    }
  }

  private var fetched: FetchOutcome {
    do {
      let (body, note) = try BodyDecoder(maxBytes: maxBodyBytes).decode(response)
      guard !body.isEmpty else { return failure(.empty, "empty response; the server may be in trouble") }
      let (validators, notes) = Validators.of(response.headers)
      var document = document(validators, notes: notes + [note].compactMap { $0 })
      document.body = body
      return .fetched(document)
    } catch {
      return failure(error.kind, error.reason)
    }
  }

  /// A `Location` beside 304 means nothing: some servers send one, and following it would mix in another feed's items.
  private var unchanged: FetchOutcome {
    guard !walk.validators.headers.isEmpty else {
      return failure(
        .notModified, "304 Not Modified without a condition; the server or a cache before it is broken")
    }
    let (newer, notes) = Validators.of(response.headers)
    return .unchanged(document(walk.validators.updated(by: newer), notes: notes))
  }

  private func document(_ validators: Validators, notes: [String]) -> FeedDocument {
    FeedDocument(
      url: response.url.text, status: response.status, contentType: value("content-type"),
      contentLanguage: value("content-language"), etag: validators.etag,
      lastModified: validators.lastModified, freshness: Freshness.lifetime(of: response.headers),
      redirects: walk.redirects, notes: notes)
  }

  /// A header that goes on to the parser; none with control characters in it.
  private func value(_ name: String) -> String? {
    response.headers[name].flatMap { HTTPHeader.isSendable($0) ? $0 : nil }
  }

  private func failure(_ kind: FetchError.Kind, _ reason: String) -> FetchOutcome {
    .failed(FetchError(kind, host: response.url.host, status: response.status, reason))
  }
}
