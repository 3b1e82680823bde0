/// Words whose full stop does not end a sentence, in folded form.
///
/// Single letters and numbers of one or two digits never end one and are not listed (docs/topics.md, "Fields, paragraphs, sentences").
enum Abbreviations {
  /// No entry is longer, so that a word fits 64 bits.
  private static let longest = 8

  private static let packed: Set<UInt64> = {
    let words = [
      // Titles and ranks.
      "mr mrs ms dr st gen lt col maj sgt capt brig adm vadm cmdr cpl pvt sen rep gov pres prof rev hon jr sr",
      "sra mme mlle gral cnel dona dott sig on płk kpt mjr hab inż prez min dep doc akad ген полк подп ак им гр",
      // Places, numbers, time.
      "ul vol nr art abs ziff par pkt poz ust num pag pp ca bzw usw ggf inkl evtl sog tzw np tys mln mld mlrd mio mrd",
      "ст гл пп рис стр см ср ок тыс млн млрд трлн чел руб дол обл ул пр пос сел ред нач тел напр ім див вул обл грн",
      "jan feb mar apr jun jul aug sep sept oct nov dec янв февр апр авг сент сен окт нояб дек jan okt dez",
      "mon tue wed thu fri vs etc inc ltd corp co bros dept fig approx",
      "ee uu eeuu cia av bd ave blvd rd ft mt tr sok cad alb yrd doç vb vs bkz",
      "uni ukr russ engl franz span poln kor dpr rok",
    ]
    return Set(words.flatMap { $0.split(separator: " ") }.compactMap { pack(Folder.fold(term: String($0))) })
  }()

  /// "No." is one before a number only.
  private static let number = pack(Array("no".utf8))

  /// Whether the full stop behind the last word of a folded text leaves its sentence open.
  static func leavesOpen(after folded: [UInt8], beforeDigit: Bool) -> Bool {
    var word: UInt64 = 0
    var length = 0
    var scalars = 0
    var isNumber = true
    for byte in folded.reversed() {
      if Separator.strength(byte) > 0 { break }
      guard length < longest else { return false }
      word |= UInt64(byte) << UInt64(length * 8)
      length += 1
      if !UTF8Text.isContinuation(byte) { scalars += 1 }
      if !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { isNumber = false }
    }
    guard length > 0 else { return false }
    if isNumber { return length <= 2 }
    if beforeDigit, word == number { return true }
    return scalars == 1 && isLetter(folded, at: folded.count - length) || packed.contains(word)
  }

  private static func isLetter(_ folded: [UInt8], at index: Int) -> Bool {
    FoldingTable.shared[UTF8Text.scalar(folded.span, at: index).value].foldingClass.script == .alphabet
  }

  private static func pack(_ word: [UInt8]) -> UInt64? {
    guard word.count <= longest else { return nil }
    return word.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
