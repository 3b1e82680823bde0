import Bytes

/// Makes clean, valid UTF-8 of bytes that are not, for the documents that need it.
enum UTF8Cleaner {
  /// Each malformed sequence becomes one U+FFFD (the Encoding Standard's way), each control goes.
  ///
  /// - Parameter malformed: how many bytes belong to such sequences. A replacement has three, and to grow would double the memory.
  static func clean(_ bytes: [UInt8], malformed: Int = 0) -> [UInt8] {
    var cleaned = ByteBuffer(room: bytes.count + 2 * malformed)
    var at = 0
    while at < bytes.count {
      if bytes[at] < 0x80 {
        CleanText.append(Unicode.Scalar(bytes[at]), to: &cleaned)
        at += 1
        continue
      }
      let length = UTF8Character.length(in: bytes, at: at)
      if length == 0 {
        cleaned.append("\u{FFFD}" as Unicode.Scalar)
        at = behindMalformed(bytes, at)
      } else if UTF8Character.maySteer(bytes, at: at) {
        for scalar in String(decoding: bytes[at..<at + length], as: UTF8.self).unicodeScalars {
          CleanText.append(scalar, to: &cleaned)
        }
        at += length
      } else {
        cleaned.append(at..<at + length, of: bytes)
        at += length
      }
    }
    return cleaned.finish()
  }

  /// A lead byte takes along the continuation bytes that could have followed it.
  private static func behindMalformed(_ bytes: [UInt8], _ at: Int) -> Int {
    let wanted =
      switch bytes[at] {
      case 0xE1...0xEC, 0xEE, 0xEF: 2
      case 0xF1...0xF3: 3
      default: 1
      }
    var next = at + 1
    while next < bytes.count, next - at < wanted, bytes[next] & 0xC0 == 0x80 { next += 1 }
    return next
  }
}
