import Bytes
import CCurl
import Glibc

/// Finds the reason of a failed transfer in what libcurl left behind.
@safe struct TransferDiagnosis {
  let code: CURLcode
  let handle: UnsafeMutableRawPointer
  /// libcurl's own words for what happened, where it has any.
  let detail: String
  let request: HTTPRequest
  let receivedBytes: Int

  var error: TransferError {
    switch code {
    case CURLE_COULDNT_RESOLVE_PROXY: .proxy(reason: "its name has no address")
    case CURLE_PROXY: .proxy(reason: reason)
    case CURLE_RECV_ERROR where detail.hasPrefix("CONNECT"): .proxy(reason: reason)
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH: .tls(reason: "the server has another key than the pinned one")
    case CURLE_COULDNT_RESOLVE_HOST: .nameNotFound
    case CURLE_COULDNT_CONNECT: connectError
    case CURLE_OPERATION_TIMEDOUT: timeout
    case CURLE_PARTIAL_FILE: truncation
    case CURLE_GOT_NOTHING: .noReply
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR: brokenConnection
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      .badReply(reason: reason)
    // libcurl 7.88 gives this code for a header line over 100 KiB.
    case CURLE_OUT_OF_MEMORY: .headersTooLarge(limit: request.limits.headerBytes)
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT:
      .tls(reason: reason)
    default: .other(code: Int(code.rawValue), reason: reason)
    }
  }

  private var reason: String {
    detail.isEmpty ? unsafe String(cString: curl_easy_strerror(code)) : detail
  }

  private var connectError: TransferError {
    let number = Int32(truncatingIfNeeded: unsafe pw_info_long(handle, CURLINFO_OS_ERRNO))
    if number == ECONNREFUSED {
      return request.proxy == nil ? .refused : .proxy(reason: "connection refused")
    }
    if number == ETIMEDOUT { return .connectTimeout }
    return .unreachable(reason: number == 0 ? reason : unsafe String(cString: strerror(number)))
  }

  /// The phase that the time ran out in: libcurl notes when each one ended, 0 where it did not.
  private var timeout: TransferError {
    if ended(CURLINFO_NAMELOOKUP_TIME_T) == false { return .nameTimeout }
    if ended(CURLINFO_CONNECT_TIME_T) == false { return .connectTimeout }
    if request.url.isSecure && ended(CURLINFO_APPCONNECT_TIME_T) == false { return .tlsTimeout }
    if detail.hasPrefix("Operation too slow") {
      return .tooSlow(bytesPerSecond: request.limits.slowBytesPerSecond, seconds: request.limits.slowSeconds)
    }
    return .timeout(milliseconds: request.limits.total.milliseconds)
  }

  private func ended(_ phase: CURLINFO) -> Bool {
    unsafe pw_info_size(handle, phase) > 0
  }

  private var truncation: TransferError {
    let expected = unsafe pw_info_size(handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T)
    return .truncated(received: receivedBytes, expected: expected > 0 ? expected : nil)
  }

  /// libcurl 7.88 tells oversized heads and resets apart in words only.
  private var brokenConnection: TransferError {
    if detail.hasPrefix("Too large response headers") {
      return .headersTooLarge(limit: request.limits.headerBytes)
    }
    if receivedBytes > 0 { return .truncated(received: receivedBytes, expected: nil) }
    return detail.contains("reset by peer") ? .reset : .badReply(reason: reason)
  }
}
