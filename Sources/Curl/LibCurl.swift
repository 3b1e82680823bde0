import CCurl

/// The library as a whole.
enum LibCurl {
  /// Set up once, before the first handle; a `static let` is initialised by one thread only.
  static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK
}
