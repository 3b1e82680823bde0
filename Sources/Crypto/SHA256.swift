internal import CCrypto

/// SHA-256 (FIPS 180-4): 32 bytes that stand for any number of bytes.
package enum SHA256 {
  package static let size = 32

  /// Found once: OpenSSL 3 would look for it anew at every call of `EVP_sha256()`.
  nonisolated(unsafe) private static let algorithm = unsafe EVP_MD_fetch(nil, "SHA256", nil)

  package static func hash(_ bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: size)
    let result = unsafe EVP_Digest(bytes, bytes.count, &digest, nil, algorithm, nil)
    precondition(result == 1, "libcrypto cannot compute SHA-256")
    return digest
  }

  /// HMAC (RFC 2104) with SHA-256: shows that the sender of a message knows the key.
  package static func authenticationCode(of message: [UInt8], key: [UInt8]) -> [UInt8] {
    var code = [UInt8](repeating: 0, count: size)
    // An absurdly long key is hashed first, as RFC 2104 section 2 says; HMAC() takes its length as Int32.
    let key = key.count > blockSize ? hash(key) : key
    let result = unsafe HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &code, nil)
    precondition(unsafe result != nil, "libcrypto cannot compute HMAC-SHA-256")
    return code
  }

  private static let blockSize = 64
}
