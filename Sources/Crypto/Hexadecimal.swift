/// Two lower-case digits a byte.
package enum Hexadecimal {
  package static func encode(_ bytes: [UInt8]) -> String {
    let digits = bytes.flatMap { [alphabet[Int($0 >> 4)], alphabet[Int($0 & 15)]] }
    return String(decoding: digits, as: UTF8.self)
  }

  private static let alphabet = Array("0123456789abcdef".utf8)
}
