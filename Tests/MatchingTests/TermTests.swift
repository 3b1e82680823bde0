import Testing

@testable import Matching

@Suite("Terms")
struct TermTests {
  /// Hits of one term, as texts; decoys behind a bar.
  private static func hits(_ terms: String, _ text: String, language: String? = nil) -> [String] {
    let parts = terms.split(separator: "|").map(String.init)
    let except = parts.count > 1 ? "\n  except: \(parts[1])" : ""
    let topics = Fixture.topics("concept c\n  any: \(parts[0])\(except)", "@c")
    let found = ItemMatcher(topics, Fixture.item(text, language: language)).located()
    return found.hits.hits[0].map { found.source.text($0.start..<$0.end) }
  }

  @Test(
    "hit what docs/topics.md says",
    arguments: [
      // Whole words, beginnings, ends, insides.
      ("pact", "The pact has an impact; compact PACTS, Pact.", ["pact", "Pact"]),
      ("ratif*", "ratified ratification beratified", ["ratified", "ratification"]),
      ("*pakt", "Beistandspakt Pakt Pakte", ["Beistandspakt", "Pakt"]),
      ("*korean*", "Nordkoreaner, Koreans", ["Nordkoreaner", "Koreans"]),
      ("договор{,а,у}", "договор договора договориться договоры", ["договор", "договора"]),
      ("\"договор{а,\tу\t}\"", "договора договору", ["договора", "договору"]),
      ("{mutual,joint}-defen{c,s}e", "mutual defense, joint-defence", ["mutual defense", "joint-defence"]),
      // A voiced kana at the end is a letter like others.
      ("サウジ", "前サウジ後", ["サウジ"]), ("ロシアで", "はロシアで戦う", ["ロシアで"]),
      // Apostrophes, hyphens, digits.
      ("Rusya", "Rusya'ya Rusyada", ["Rusya"]), ("accord", "l’accord d'accord", ["accord", "accord"]),
      ("4조", "제4조 14조 4조는", ["4조", "4조"]), ("nk", "nk-made NKs", ["nk"]),
      // Phrases.
      (
        #""N. Korea*""#, "N. Korea, N Korean, N.Korea, N-Korea; in Korea",
        ["N. Korea", "N Korean", "N.Korea", "N-Korea"]
      ),
      (#""China Russia""#, "China, Russia; China. Russia; China (Russia)", []),
      (
        #""China Russia""#, "China-Russia, China “Russia”, China/Russia",
        ["China-Russia", "China “Russia", "China/Russia"]
      ),
      (#""China, Russia""#, "China-Russia", ["China-Russia"]),
      (#""ст. 4""#, "по ст. 4, ст 4, ст.4", ["ст. 4", "ст 4", "ст.4"]),
      (
        #""Национальн* разведк*""#, "Национальная разведка, Национальной службы разведки",
        ["Национальная разведка"]
      ),
      (#""State  Duma""#, "State\nDuma", ["State\nDuma"]),
      // Capitals and diacritics.
      ("=Mosca", "Mosca mosca MOSCA MoSca", ["Mosca", "MOSCA"]), ("=NKorea*", "NKorean nkorean", ["NKorean"]),
      ("=СВО", "СВО сво", ["СВО"]), ("=öldü*", "öldürüldü oldu ÖLDÜ", ["öldürüldü"]),
      ("=KCNA", "ＫＣＮＡ", ["ＫＣＮＡ"]),
      (#"="Storm Corps""#, "Storm-Corps storm corps", ["Storm-Corps"]),
      (#""=N.K.""#, "N.K. and N. K, n.k.", ["N.K", "N. K"]),
      // Hangul.
      ("북한", "북한은 북한군 남북한", ["북한", "북한"]), ("북한~", "북한은 북한인 북한에서는 북한.", ["북한", "북한", "북한"]),
      ("*파병", "추가파병설 파병", ["파병", "파병"]), ("KCNA", "KCNA는", ["KCNA"]),
      (#""추가 파병""#, "추가파병, 추가 파병을", ["추가파병", "추가 파병"]),
      // Han and kana.
      ("北~", "北, 러에; 北은 北美 南北", ["北", "北"]), ("兵力", "増派兵力を", ["兵力"]), ("條約", "俄朝条约", ["条约"]),
      (#""キム・ジョンウン""#, "キム・ジョンウン キムジョンウン", ["キム・ジョンウン", "キムジョンウン"]), ("カ", "ガ カ", ["カ"]),
      // Decoys.
      ("俄罗斯|白俄罗斯", "白俄罗斯和俄罗斯", ["俄罗斯"]), ("북한|북한산", "북한산성 북한군", ["북한"]),
      (#"Pyongyang*|"Pyongyang naengmyeon""#, "Pyongyang naengmyeon, Pyongyang", ["Pyongyang"]),
      ("договор*|договорит*", "договориться о договоре", ["договоре"]),
      (#"파병|"영국 파병""#, "영국 “파병 확인”, 영국 파병", ["파병"]),
      (#"soldier*|"Russian soldier*""#, "Russian soldiers; Russian and Korean soldiers", ["soldiers"]),
      // Damaged text.
      ("soldiers", "sol\u{AD}diers", ["sol\u{AD}diers"]), ("北韓", "北 韓", ["北 韓"]),
      ("Київ", "Киі\u{308}в", ["Киі\u{308}в"]),
      ("п'ять", "п’ять пять", ["п’ять", "пять"]),
    ] as [(String, String, [String])])
  func table(_ terms: String, _ text: String, _ hits: [String]) {
    #expect(Self.hits(terms, text) == hits)
  }

  @Test("evidence is a range of UTF-8 in its field that is the text shown")
  func evidence() throws {
    let topics = Fixture.topics("concept a\n  any: КНДР\nconcept b\n  any: пакт{,а}", "@a AND @b")
    let match = try #require(topics.match(Fixture.item("Про КНДР", "О «пакта».")).first)
    #expect(match.evidence.map(\.field) == [.title, .summary])
    #expect(match.evidence.map(\.text) == ["КНДР", "пакта"])
    #expect(match.evidence.map(\.start) == [7, 5])
    #expect(match.evidence.map(\.end) == [15, 15])
    #expect(match.evidence.map(\.term) == ["КНДР", "пакт{,а}"])
    #expect(match.evidence.map(\.concept) == ["a", "b"])
  }
}
