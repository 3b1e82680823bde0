import CCurl

/// What becomes of a piece of a body.
enum BodyVerdict {
  case taken
  case refused
  case pause
}

/// One transfer: an easy handle and what its callbacks gather.
@safe final class Transfer {
  let id: Int
  let handle: UnsafeMutableRawPointer
  private let request: HTTPRequest
  private var collector: ReplyCollector
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private let detail: UnsafeMutablePointer<CChar>
  private var blocked: IPAddress?
  private let budget: BodyBudget
  private var isPaused = false
  private var heldBytes = 0

  init?(_ request: HTTPRequest, id: Int, budget: BodyBudget) {
    guard let handle = unsafe curl_easy_init() else { return nil }
    self.id = id
    unsafe self.handle = handle
    self.request = request
    self.budget = budget
    self.collector = ReplyCollector(limits: request.limits)
    unsafe self.detail = .allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe self.detail.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    guard configure() else { return nil }
  }

  deinit {
    unsafe curl_easy_cleanup(handle)
    unsafe curl_slist_free_all(headerList)
    unsafe detail.deallocate()
  }

  /// Tells transfers apart where libcurl names them by their handles.
  var key: UInt { unsafe UInt(bitPattern: handle) }

  /// What came of it, once libcurl is done.
  func result(_ code: CURLcode) -> Result<HTTPResponse, TransferError> {
    if let failure = collector.failure { return .failure(failure) }
    guard code == CURLE_OK || collector.isCut else { return .failure(error(code)) }
    let response = HTTPResponse(
      url: request.url, status: collector.status, headers: collector.headers, body: collector.body.take())
    return .success(response)
  }

  private func error(_ code: CURLcode) -> TransferError {
    if let blocked, code == CURLE_COULDNT_CONNECT || code == CURLE_ABORTED_BY_CALLBACK {
      return .blockedAddress(blocked)
    }
    let words = unsafe String(cString: detail).unicodeScalars.filter { (0x20..<0x7f).contains($0.value) }
    let diagnosis = unsafe TransferDiagnosis(
      code: code, handle: handle, detail: String(String.UnicodeScalarView(words)), request: request,
      receivedBytes: collector.body.count)
    return diagnosis.error
  }
}

extension Transfer {
  func receive(line bytes: UnsafeRawBufferPointer) -> Bool {
    collector.take(line: unsafe Array(bytes))
  }

  func receive(body bytes: UnsafeRawBufferPointer) -> BodyVerdict {
    guard budget.admit(bytes.count, to: key, holding: heldBytes) else {
      isPaused = true
      return .pause
    }
    heldBytes += bytes.count
    return unsafe collector.take(body: bytes) ? .taken : .refused
  }

  /// Goes on where the budget made it pause.
  func resume() {
    guard isPaused else { return }
    isPaused = false
    // libcurl hands over what it kept meanwhile within this call, which may make it pause again.
    unsafe curl_easy_pause(handle, CURLPAUSE_CONT)
  }

  /// Gives back what the body took of the budget.
  func release() {
    budget.release(heldBytes, of: key)
    heldBytes = 0
  }

  /// Whether a connection to that address may carry this transfer. A proxy was configured, so it may be anywhere.
  func permits(_ address: IPAddress?) -> Bool {
    guard let address else { return false }
    if request.proxy != nil || request.addressPolicy.permits(address) { return true }
    blocked = address
    return false
  }
}

// MARK: - Options

extension Transfer {
  private func configure() -> Bool {
    let canExplain = unsafe pw_set_pointer(handle, CURLOPT_ERRORBUFFER, detail) == CURLE_OK
    return canExplain && set(CURLOPT_URL, request.url.text) && setSafety() && setLimits() && setTLS()
      && setMethod() && setHeaders() && setCallbacks()
  }

  /// What keeps libcurl from doing more than it is asked: redirects are ours, no cookies, no .netrc, no proxy from the environment.
  private func setSafety() -> Bool {
    setOwnConnection() && set(CURLOPT_NOSIGNAL, 1) && set(CURLOPT_FOLLOWLOCATION, 0) && set(CURLOPT_NETRC, 0)
      && set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1) && setProxy() && set(CURLOPT_PROTOCOLS_STR, "http,https")
      && set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
  }

  /// An empty name is no proxy, while a missing one is the environment's, as are the hosts to ask without it.
  private func setProxy() -> Bool {
    set(CURLOPT_PROXY, request.proxy?.text ?? "") && set(CURLOPT_NOPROXY, "")
      && set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
      && set(CURLOPT_PROXY_CAINFO, HTTPRequest.systemAuthorities) && set(CURLOPT_PROXY_CAPATH, nil)
  }

  /// libcurl 7.88 takes bytes that a server sent behind one answer for the answer to the next request on that connection.
  private func setOwnConnection() -> Bool {
    set(CURLOPT_FRESH_CONNECT, 1) && set(CURLOPT_FORBID_REUSE, 1)
  }

  private func setLimits() -> Bool {
    let limits = request.limits
    return set(CURLOPT_CONNECTTIMEOUT_MS, limits.connect.milliseconds)
      && set(CURLOPT_TIMEOUT_MS, limits.total.milliseconds)
      && set(CURLOPT_LOW_SPEED_LIMIT, limits.slowBytesPerSecond)
      && set(CURLOPT_LOW_SPEED_TIME, limits.slowSeconds)
      && set(CURLOPT_BUFFERSIZE, BodyCollector.blockBytes)
      // Without it one name that DNS is slow about holds up all transfers when its time is over.
      && set(CURLOPT_QUICK_EXIT, 1)
  }

  /// Debian's libcurl names a folder of certificates too, which keeps it from caching the parsed bundle: 17 ms a connection.
  private func setTLS() -> Bool {
    set(CURLOPT_CAINFO, request.authorities) && set(CURLOPT_CAPATH, nil)
      && set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)) && setPinnedKeys()
  }

  /// The key says more than any certificate could: who vouches for it, for which name and how long, does not matter then.
  private func setPinnedKeys() -> Bool {
    if request.pinnedKeys.isEmpty { return true }
    return set(CURLOPT_PINNEDPUBLICKEY, request.pinnedKeys.map(\.text).joined(separator: ";"))
      && set(CURLOPT_SSL_VERIFYPEER, 0) && set(CURLOPT_SSL_VERIFYHOST, 0)
  }

  private func setMethod() -> Bool {
    guard case .post(let body) = request.method else { return true }
    let copied = unsafe body.withUnsafeBytes { bytes in
      unsafe pw_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, bytes.count) == CURLE_OK
        && pw_set_pointer(
          handle, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress)) == CURLE_OK
    }
    // No waiting for the permission to send a large body.
    return copied && append(header: Array("Expect:".utf8))
  }

  private func setHeaders() -> Bool {
    for field in request.headers {
      // libcurl leaves out a field that ends in a colon; the semicolon is its way to say "with an empty value".
      let value =
        field.value.isEmpty ? [UInt8(ascii: ";")] : Array(": ".utf8) + HTTPHeader.bytes(of: field.value)
      guard append(header: Array(field.name.utf8) + value) else { return false }
    }
    return unsafe pw_set_pointer(handle, CURLOPT_HTTPHEADER, headerList) == CURLE_OK
  }

  private func append(header line: [UInt8]) -> Bool {
    let text = line.map { CChar(bitPattern: $0) } + [0]
    guard let longer = unsafe curl_slist_append(headerList, text) else { return false }
    unsafe headerList = longer
    return true
  }

  private func set(_ option: CURLoption, _ value: Int) -> Bool {
    unsafe pw_set_long(handle, option, value) == CURLE_OK
  }

  private func set(_ option: CURLoption, _ value: String?) -> Bool {
    unsafe pw_set_string(handle, option, value) == CURLE_OK
  }
}

extension Duration {
  /// Whole milliseconds, at least one: libcurl takes 0 for "no limit".
  var milliseconds: Int {
    let (seconds, attoseconds) = components
    return max(1, Int(min(seconds, 1 << 32)) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
  }
}
