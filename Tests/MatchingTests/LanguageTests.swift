import Testing

@testable import Matching

@Suite("Languages of items")
struct LanguageTests {
  private static let languages = ["any", "en", "de", "fr", "tr", "ru", "uk", "ko", "ja", "zh"]

  /// The open languages, in the order above, `any` and `en` left out.
  private static func open(_ text: String, _ declared: String?) -> String {
    var folder = Folder()
    let bytes = Array(text.utf8)
    folder.fold(.title, bytes.span)
    let open = LanguageGate.open(languages, declared: declared, folded: folder.folded.bytes.span)
    return zip(languages, open).filter { $0.1 && $0.0 != "any" && $0.0 != "en" }.map(\.0).joined(
      separator: " ")
  }

  @Test(
    "follow from scripts and declaration",
    arguments: [
      ("북한군 파병", nil, "ko"), ("북한군 파병", "en", "ko"), ("北, 러에 파병", "ko-KR", "ko"), ("북한 ロシア", nil, "ja"),
      ("ロシアに派兵", nil, "ja"), ("ロシアに派兵", "zh", "ja"), ("露朝条約発効", "ja", "ja"), ("露朝条約発効", nil, "ja zh"),
      ("俄朝條約生效", "zh-Hant", "zh"), ("俄朝條約生效", "cn", "zh"), ("北 派兵", "ko", "ko"),
      ("朝鲜国务委员长金正恩与俄罗斯总统普京在平壤签署全面战略伙伴关系条约", "ja", "zh"),
      ("朝鲜国务委员长金正恩与俄罗斯总统普京の在平壤签署全面战略伙伴关系条约", "zh", "zh"),
      ("Войска КНДР", nil, "ru uk"), ("Войска КНДР", "en", "ru uk"), ("Войска КНДР", "ru", "ru"),
      ("Війська КНДР", "ru", "ru uk"), ("Солдаты КНДР", "uk", "ru uk"), ("Війська КНДР", "ua", "uk"),
      ("The pact of the two states", "en-US", ""), ("The pact of the two states", nil, ""),
      ("Der Pakt mit der Duma", nil, "de"), ("Der Pakt mit der Duma", "en", "de"),
      ("Pakt Duma", nil, "de fr tr"),
      ("Le pacte et les soldats", "fr", "fr"), ("Pakt Duma", "de", "de"), ("KCNA 파병 북한군", "ko", "ko"),
      ("Der Pakt mit der Duma", "ko", "de"), ("", nil, ""),
    ] as [(String, String?, String)])
  func table(_ text: String, _ declared: String?, _ expected: String) {
    #expect(Self.open(text, declared) == expected)
  }

  @Test("terms apply to items of their language only")
  func gate() {
    let topics = Fixture.topics("concept c\n  zh: 朝方\n  ja: 協議\n  en: pact\n  de: Hut", "@c")
    #expect(topics.hits("朝方表示", language: "zh") == ["朝方"])
    #expect(topics.hits("朝方には雨が降る", language: "ja") == nil)
    #expect(topics.hits("朝方には雨が降る", language: "zh") == nil)
    #expect(topics.hits("露朝協議", language: "ja") == ["協議"])
    #expect(topics.hits("俄朝協議", language: "zh") == nil)
    #expect(topics.hits("Ein Hut mit der Feder", language: "de") == ["Hut"])
    #expect(topics.hits("The hut of the pact", language: "en") == ["pact"])
  }
}
