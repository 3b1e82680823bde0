import Bytes

/// Calls ours by their whole type: tests see the functions of the same names in the standard library too.
enum StringParts {
  static func contains(_ text: String, _ part: String) -> Bool { text.contains(part) }
  static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool { bytes.contains(part) }
  static func replacing(_ text: String, _ part: String, _ other: String) -> String {
    text.replacing(part, with: other)
  }
  static func split(_ text: String, _ separator: String) -> [String] { text.parts(separatedBy: separator) }
}
