import Curl
import Zlib

/// Undoes the `Content-Encoding` of a body (RFC 9110, 8.4), forgiving labels that are wrong.
struct BodyDecoder {
  let maxBytes: Int

  enum Problem: Error, Equatable {
    case unsupported(String)
    case inflate(InflateError)
  }

  func decode(_ response: HTTPResponse) throws(Problem) -> (body: [UInt8], note: String?) {
    let codings = Self.codings(of: response.headers)
    guard codings.count <= 1 else { throw .unsupported(codings.joined(separator: ", ")) }
    switch codings.first {
    // Files stored compressed often come without a label.
    case nil: return (try inflateIfGzip(response.body), nil)
    case "gzip", "x-gzip":
      if CompressedFormat.isGzip(response.body) { return (try inflate(response.body, .gzip), nil) }
      return (response.body, "mislabelled encoding: it says gzip, but is not compressed")
    case "deflate":
      let format: CompressedFormat = CompressedFormat.isZlib(response.body) ? .zlib : .rawDeflate
      return (try inflate(response.body, format), nil)
    case let coding?: throw .unsupported(coding)
    }
  }

  func inflateIfGzip(_ bytes: [UInt8]) throws(Problem) -> [UInt8] {
    CompressedFormat.isGzip(bytes) ? try inflate(bytes, .gzip) : bytes
  }

  private func inflate(_ bytes: [UInt8], _ format: CompressedFormat) throws(Problem) -> [UInt8] {
    var limits = InflateLimits()
    limits.outputBytes = maxBytes
    do {
      return try Inflater.inflate(bytes, format, limits: limits)
    } catch {
      throw .inflate(error)
    }
  }

  /// In lower case, without `identity`; of outlandish ones what a message can hold.
  private static func codings(of headers: HTTPHeaders) -> [String] {
    headers.all("content-encoding")
      .flatMap { $0.lowercased().split { $0 == "," || $0 == " " } }
      .map { String($0.unicodeScalars.filter { (0x21..<0x7f).contains($0.value) }.prefix(20)) }
      .filter { $0 != "identity" }
  }
}

extension BodyDecoder.Problem {
  var kind: FetchError.Kind {
    switch self {
    case .unsupported, .inflate(.damaged): .encoding
    case .inflate(.truncated): .truncated
    case .inflate(.tooLarge), .inflate(.bomb): .tooLarge
    }
  }

  var reason: String {
    switch self {
    case .unsupported(let coding): "unsupported encoding '\(coding)'; only gzip was asked for"
    case .inflate(let error): error.description
    }
  }
}
