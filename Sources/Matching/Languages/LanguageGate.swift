/// Decides which languages' terms apply to an item (docs/topics.md, "Languages").
struct LanguageGate {
  /// Which of the vocabulary's languages are open, one flag each.
  static func open(_ languages: [String], declared: String?, folded: Span<UInt8>) -> [Bool] {
    let scripts = ScriptCounts(folded)
    let declared = declared.map(primaryTag)
    let cjk = cjkLanguages(scripts, declared)
    let cyrillic = cyrillicLanguages(scripts, declared)
    let latin = latinLanguages(scripts, declared, folded)
    return languages.map { language in
      switch Script(language) {
      case _ where language == Term.anyLanguage: true
      case .cjk: cjk.contains(language)
      case .cyrillic: cyrillic?.contains(language) ?? (scripts.cyrillic > 0)
      case .other: latin?.contains(language) ?? true
      }
    }
  }

  /// The family of scripts that a language is written in.
  enum Script {
    case cjk, cyrillic, other

    init(_ language: String) {
      switch language {
      case "ko", "ja", "zh": self = .cjk
      case "ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg": self = .cyrillic
      default: self = .other
      }
    }
  }

  /// The primary tag, in small letters; country codes that feeds write instead are mended.
  static func primaryTag(_ tag: String) -> String {
    let primary = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
    return switch primary {
    case "ua": "uk"
    case "kr": "ko"
    case "jp": "ja"
    case "cn", "tw", "hk": "zh"
    default: primary
    }
  }

  /// A text with so many Han characters and no kana or Hangul is Chinese, whatever it was declared.
  private static let surelyChinese = 20

  private static func cjkLanguages(_ scripts: ScriptCounts, _ declared: String?) -> Set<String> {
    guard scripts.hangul + scripts.kana + scripts.han > 0 else { return [] }
    // A few kana in Chinese are decoration or a name.
    let isFewKana = scripts.kana * 20 < scripts.han
    if scripts.kana > scripts.hangul, !(declared == "zh" && isFewKana) { return ["ja"] }
    if scripts.hangul > 0 { return ["ko"] }
    if scripts.han >= surelyChinese { return ["zh"] }
    if let declared, Script(declared) == .cjk { return [declared] }
    return ["zh", "ja"]
  }

  /// nil opens all.
  private static func cyrillicLanguages(_ scripts: ScriptCounts, _ declared: String?) -> Set<String>? {
    guard scripts.cyrillic > 0 else { return [] }
    guard let declared, Script(declared) == .cyrillic else { return nil }
    var open: Set = [declared]
    if scripts.hasUkrainianLetters { open.insert("uk") }
    if scripts.hasRussianLetters { open.insert("ru") }
    return open
  }

  /// nil opens all.
  private static func latinLanguages(
    _ scripts: ScriptCounts, _ declared: String?, _ folded: Span<UInt8>
  ) -> Set<String>? {
    let others = scripts.hangul + scripts.kana + scripts.han + scripts.cyrillic
    let isDeclaredLatin = declared.map { Script($0) == .other } ?? false
    if !isDeclaredLatin, declared != nil, scripts.latin <= others { return ["en"] }
    guard scripts.latin > 0 else { return ["en"] }
    let words = FunctionWords.counts(folded)
    let best = words.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let declared, isDeclaredLatin else {
      guard let best, words.filter({ $0.value == best.value }).count == 1 else { return nil }
      return ["en", best.key]
    }
    var open: Set = ["en", declared]
    // The declared language would show at least one of its words where another shows two.
    if let best, best.value >= 2, words[declared] == nil { open.insert(best.key) }
    return open
  }
}
