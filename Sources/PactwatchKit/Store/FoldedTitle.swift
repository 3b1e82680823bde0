import Bytes

/// A title without differences of case, spacing and punctuation, which editors change freely.
enum FoldedTitle {
  /// Its words in lower case, a blank between two.
  static func text(of title: String) -> String {
    var words = Words(room: title.utf8.count)
    for scalar in title.unicodeScalars {
      switch scalar.value {
      // The letters that most titles are made of; all others take Unicode's tables, which are slow.
      case 0x41...0x5A, 0x0410...0x042F: words.append(Unicode.Scalar(scalar.value + 0x20) ?? scalar)
      case 0x61...0x7A, 0x0430...0x044F, 0x4E00...0x9FFF, 0xAC00...0xD7A3: words.append(scalar)
      case 0x30...0x39: words.append(scalar)
      case 0x00...0x7F: words.end()
      default:
        for letter in scalar.properties.lowercaseMapping.unicodeScalars {
          if isOfWord(letter) { words.append(letter) } else { words.end() }
        }
      }
    }
    return words.text.string
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private struct Words {
    private(set) var text: ByteBuffer
    private var isInWord = true

    init(room: Int) { text = ByteBuffer(room: room) }

    mutating func append(_ letter: Unicode.Scalar) {
      if !isInWord, !text.isEmpty { text.append(UInt8(ascii: " ")) }
      isInWord = true
      text.append(letter)
    }

    mutating func end() { isInWord = false }
  }
}
