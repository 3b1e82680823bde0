/// What a scalar is to folding (docs/topics.md, "Folding" and "Separators in phrases").
enum FoldingClass: UInt8 {
  /// Whatever has no other class: symbols, dashes, middle dots.
  case softSeparator
  /// Latin and Greek: marks behind them are dropped.
  case latin
  case cyrillic
  case otherAlphabet
  case digit
  case hangul
  case han
  case kana
  /// Parts of Hangul syllables, which must be composed.
  case jamo
  /// A combining mark.
  case mark
  case invisible
  case space
  case newline
  case apostrophe
  case quote
  case fullStop
  case comma
  /// `! ? …`: ends a sentence if white space and no small letter follow.
  case sentenceMark
  /// `。！？`: always ends a sentence.
  case cjkSentenceMark
  /// `；【】`: ends a sentence outside of titles.
  case bodyMark
  case hardSeparator
  case opening
  case closing
  /// Bullets and boxes between the stories of a round-up.
  case roundUpMark

  /// The raw values of letters and digits that fold without a look at their neighbours.
  static let plainLetters = UInt32(FoldingClass.latin.rawValue)...UInt32(FoldingClass.kana.rawValue)

  static let ideographicLetters = UInt32(FoldingClass.han.rawValue)...UInt32(FoldingClass.kana.rawValue)

  /// The letter that stands for it in the generated table.
  init?(letter: UInt8) {
    switch letter {
    case UInt8(ascii: "L"): self = .latin
    case UInt8(ascii: "C"): self = .cyrillic
    case UInt8(ascii: "A"): self = .otherAlphabet
    case UInt8(ascii: "D"): self = .digit
    case UInt8(ascii: "H"): self = .hangul
    case UInt8(ascii: "N"): self = .han
    case UInt8(ascii: "K"): self = .kana
    case UInt8(ascii: "M"): self = .mark
    case UInt8(ascii: "I"): self = .invisible
    case UInt8(ascii: "S"): self = .space
    case UInt8(ascii: "n"): self = .newline
    case UInt8(ascii: "'"): self = .apostrophe
    case UInt8(ascii: "Q"): self = .quote
    case UInt8(ascii: "."): self = .fullStop
    case UInt8(ascii: ","): self = .comma
    case UInt8(ascii: "e"): self = .sentenceMark
    case UInt8(ascii: "E"): self = .cjkSentenceMark
    case UInt8(ascii: "b"): self = .bodyMark
    case UInt8(ascii: "h"): self = .hardSeparator
    case UInt8(ascii: "o"): self = .opening
    case UInt8(ascii: "c"): self = .closing
    case UInt8(ascii: "R"): self = .roundUpMark
    default: return nil
    }
  }

  /// The kind of word that a scalar of this class is part of.
  var script: WordScript {
    switch self {
    case .latin, .cyrillic, .otherAlphabet, .digit, .mark: .alphabet
    case .hangul, .jamo: .hangul
    case .han, .kana: .ideographic
    default: .none
    }
  }
}

/// Words are runs of one of these; where it changes, a word ends.
enum WordScript: UInt8 {
  case none
  /// Letters of alphabets, digits, marks.
  case alphabet
  case hangul
  /// Han and kana, which write no boundaries.
  case ideographic
}

/// The separators of folded text, from the weakest to the strongest. Each run of punctuation becomes one of them.
enum Separator {
  /// Joins the words of a phrase.
  static let soft = UInt8(ascii: " ")
  /// As soft, with a quotation mark in it; no decoy reaches over it.
  static let quoted = UInt8(ascii: "\"")
  /// Parts the words of a phrase.
  static let hard = UInt8(ascii: ",")
  static let sentenceEnd = UInt8(ascii: "\n")
  /// Ends a paragraph or a field; each field begins with one.
  static let paragraphEnd: UInt8 = 0x0C

  static func strength(_ byte: UInt8) -> Int {
    switch byte {
    case soft: 1
    case quoted: 2
    case hard: 3
    case sentenceEnd: 4
    case paragraphEnd: 5
    default: 0
    }
  }
}
