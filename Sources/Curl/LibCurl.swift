import CCurl
import Glibc

/// The library as a whole.
enum LibCurl {
  /// Set up once, before the first handle; a `static let` is initialised by one thread only.
  static let isReady: Bool = {
    // TLS writes to connections that the server has closed; without this that would end the process.
    signal(SIGPIPE, SIG_IGN)
    // Bodies take megabytes for a moment: each goes back to the system when it is freed.
    pw_return_large_blocks()
    return curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK
  }()
}
