/// Tells languages in Latin script apart by the little words that every sentence has.
enum FunctionWords {
  private static let languages: [UInt64: [String]] = {
    let lists = [
      "en":
        "the of and to in that is was for with from by has have it its at as were will said not are been which",
      "de":
        "der die das und den dem des mit von ist im zu auf nicht ein eine einen einem fur wird nach auch bei uber aus sich hat",
      "fr":
        "le la les des et du une dans est que pour qui sur au aux par pas avec plus ont sont ete selon cette ces",
      "es":
        "el los las y del una por con que se en un su al lo como para mas ha han fue entre segun este esta",
      "it":
        "il di che della per gli una del nel sono con alla dei delle non ha anche piu dal nella e lo si come",
      "pl": "w z na do sie nie ze jest oraz przez dla po o jak od za tym ich ma sa byl tej ktore ktory",
      "tr": "ve bir bu ile icin da de gibi daha olarak ise en kadar sonra olan ancak dedi yeni oldu edildi",
      "pt": "o os as e do da dos das que em um uma para com nao por se na no mais ao foi segundo",
      "nl": "de het een en van in dat op te met voor niet zijn aan ook door bij wordt naar uit werd heeft",
    ]
    var words: [UInt64: [String]] = [:]
    for (language, list) in lists {
      for word in list.split(separator: " ") {
        words[word.utf8.reduce(0) { $0 << 8 | UInt64($1) }, default: []].append(language)
      }
    }
    return words
  }()

  /// Enough to tell the language; the rest of a long text adds nothing.
  private static let longestSample = 2_000
  /// Longer words do not fit 64 bits, and no function word is longer.
  private static let longestWord = 8

  /// How many function words of each language stand at the beginning of a folded text.
  static func counts(_ folded: Span<UInt8>) -> [String: Int] {
    let languages = languages
    var counts: [String: Int] = [:]
    var word: UInt64 = 0
    var length = 0
    for index in 0..<min(folded.count, longestSample) {
      let byte = folded[index]
      if Separator.strength(byte) == 0 {
        word = word << 8 | UInt64(byte)
        length += 1
        continue
      }
      if length > 0, length <= longestWord {
        for language in languages[word] ?? [] { counts[language, default: 0] += 1 }
      }
      word = 0
      length = 0
    }
    return counts
  }
}
