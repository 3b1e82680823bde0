import Testing

@testable import Matching

@Suite("Separators and sentences")
struct SentenceTests {
  /// Folded text with `|` for the end of a sentence and `¶` for that of a paragraph.
  private static func shown(_ field: Field, _ text: String) -> String {
    var folder = Folder()
    let bytes = Array(text.utf8)
    folder.fold(field, bytes.span)
    let shown = folder.folded.bytes.dropFirst().dropLast().map { byte -> UInt8 in
      switch byte {
      case Separator.sentenceEnd: UInt8(ascii: "|")
      case Separator.paragraphEnd: UInt8(ascii: "^")
      default: byte
      }
    }
    return String(decoding: shown, as: UTF8.self)
  }

  @Test(
    "bodies fall into sentences",
    arguments: [
      ("It rained. Troops left.", "it rained|troops left"),
      ("It rained! Troops left? Yes… No", "it rained|troops left|yes|no"),
      ("Talks with N. Korea and the U.S. President", "talks with n korea and the u s president"),
      ("N.Korea, U.S.-led", "n korea,u s led"),
      ("Lt. Gen. Kim met Mr. Putin.", "lt gen kim met mr putin"),
      ("по ст. 4 договора и 10 тыс. солдат", "по ст 4 договора и 10 тыс солдат"),
      ("Am 19. Juni 2024 im 11. Korps", "am 19 juni 2024 im 11 korps"),
      ("Antlaşmanın 4. maddesi", "antlasmanin 4 maddesi"),
      ("It ended in 2024. Russia said", "it ended in 2024|russia said"),
      ("He said “no.” She left", "he said\"no|she left"),
      ("x. then small letters", "x then small letters"),
      ("ended. then small letters", "ended,then small letters"),
      ("one line\nanother line", "one line another line"),
      ("one paragraph\n\nanother", "one paragraph^another"),
      ("one\n \nanother", "one^another"),
      ("派兵。増派！本当？はい", "派兵|増派|本当|はい"),
      ("签约；出兵【快讯】完", "签约|出兵|快讯|完"),
      ("▲북한 ■러시아 • three ① four", "북한|러시아|three|four"),
      ("a, b; c: d (e) f", "a,b,c,d,e,f"), ("10,000 and 1.5 and 7, 8", "10 000 and 1 5 and 7,8"),
      ("l'accord «Pacte» d’aide", "l accord\"pacte\"d aide"), ("wait... What", "wait|what"),
      ("보냈다…국정원", "보냈다,국정원"), ("Sumy, Ukraine", "sumy,ukraine"),
    ])
  func bodies(_ text: String, _ folded: String) {
    #expect(Self.shown(.summary, text) == folded)
  }

  @Test(
    "a title is one sentence, apart from round-up marks",
    arguments: [
      ("Pact signed. Putin: yes! Done", "pact signed,putin,yes,done"), ("【烏俄戰爭】普丁；簽約。完", "乌俄战争,普丁,签约,完"),
      ("▲ 북한 ▲ 러시아", "북한|러시아"), ("보냈다…국정원", "보냈다,국정원"),
      ("Kim opens resort; soldiers die in Kursk", "kim opens resort|soldiers die in kursk"),
      ("Un missile ; des soldats", "un missile|des soldats"), ("AT&amp;T", "at amp,t"),
      ("朝鲜试射；俄乌激战；签约", "朝鲜试射|俄乌激战|签约"), ("普京访朝；签约", "普京访朝,签约"),
    ])
  func titles(_ text: String, _ folded: String) {
    #expect(Self.shown(.title, text) == folded)
  }

  @Test(
    "a dateline is a sentence of its own",
    arguments: [
      ("MOSCOW, Oct 24 (Reuters) - Russia said", "moscow,oct 24,reuters|russia said"),
      ("(모스크바=연합뉴스) 북한은", "모스크바 연합뉴스|북한은"), ("[신화사 모스크바] 북한은", "신화사 모스크바|북한은"),
      ("МОСКВА, 24 окт. /ТАСС/. Госдума", "москва,24 окт тасс|госдума"),
      ("Russia (which denies it) and Kim", "russia,which denies it,and kim"),
    ])
  func datelines(_ text: String, _ folded: String) {
    #expect(Self.shown(.summary, text) == folded)
  }
}
