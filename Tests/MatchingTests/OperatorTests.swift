import Testing

@testable import Matching

@Suite("Operators")
struct OperatorTests {
  private static let concepts = """
    concept nk
      any: Korea, 북한, 朝鲜
    concept ru
      any: Russia, 러시아, 俄
    concept army
      any: soldiers, *군, 军
    concept treaty
      any: treaty
      weak any: article
    """

  private static func fires(_ branch: String, _ title: String, _ body: String = "") -> Bool {
    Fixture.topics(concepts, branch).hits(title, body) != nil
  }

  @Test("a term in an expression is that term, also where a concept has its name")
  func termNamedLikeConcept() {
    let topics = Fixture.topics("concept kursk\n  en: Belgorod", "kursk", "possible @kursk")
    #expect(topics.match(Fixture.item("Kursk", language: "en")).map(\.tier) == [.alert])
    #expect(topics.match(Fixture.item("Belgorod", language: "en")).map(\.tier) == [.possible])
  }

  @Test(
    "hold where they should",
    arguments: [
      ("@nk AND @ru", "Korea. Russia", ""), ("@nk AND @ru", "Korea", "Russia"), ("@nk OR @ru", "Russia", ""),
      ("@nk AND NOT @ru", "Korea", ""), ("@nk NOT @ru", "Korea", "nothing"),
      ("@nk SENT @ru", "x", "Korea and Russia."), ("@nk SENT @ru", "Korea: x. Russia", ""),
      ("@nk PARA @ru", "x", "Korea is. Russia was."),
      ("@nk SENT @ru SENT @treaty", "Korea, treaty, Russia", ""),
      ("@nk NEAR/2 @ru", "Russia one two Korea", ""), ("@nk NEAR/0 @ru", "Korea Russia", ""),
      ("@nk NEAR/1 @ru", "Korea 10.000 Russia", ""), ("@nk NEAR/1 @ru", "Korea 10 000 Russia", ""),
      ("@nk NEAR/2 @ru", "Korea well-known Russia", ""), ("@nk NEAR/2 @ru", "Korea d'Orsay Russia", ""),
      ("@nk NEAR/1 @ru", "朝鲜两个俄", ""), ("@nk NEAR/0 @army", "북한군", ""), ("@nk ONEAR/0 @army", "북한군", ""),
      ("@nk ONEAR/2 @ru", "Korea one two Russia", ""),
      ("@nk NEAR/1 @ru NEAR/1 @army", "soldiers a Korea b Russia", ""),
      ("TITLE:@nk AND @ru", "Korea", "Russia"), ("TITLE:(@nk AND @ru)", "Korea Russia", ""),
      ("BODY:@nk", "x", "Korea"),
      ("LEAD:(@nk AND @ru)", "Korea", "In Russia it rains. More."),
      ("LEAD/2:(@nk AND @ru)", "Korea", "One. Russia."),
      ("LEAD:@ru", "x", "MOSCOW (Reuters) - Russia said."),
      ("ATLEAST/2 @nk", "Korea", "Korea"), ("ATLEAST/3 (@nk OR @ru)", "Korea Russia Korea", ""),
      ("@nk NOT SENT @ru", "Korea. Russia", "Korea is."), ("@nk NOT NEAR/2 @ru", "Korea a b c Russia", ""),
      ("@nk NOT PARA @ru", "x", "Korea.\n\nRussia."), ("@nk AND \"storm corps\"", "Korea storm corps", ""),
      ("@nk AND штурм*", "Korea штурмовики", ""),
      ("(@nk SENT @ru) AND (@army OR @treaty)", "Korea Russia", "soldiers"),
      ("@nk AND NOT (@ru AND @army)", "Korea Russia", ""), ("@treaty SENT @nk", "Korea article", ""),
      // Aliases of Lexis and Factiva.
      ("@nk w/2 @ru", "Russia one two Korea", ""), ("@nk pre/2 @ru", "Korea one two Russia", ""),
      ("@nk /s @ru", "Korea Russia", ""), ("@nk w/p @ru", "x", "Korea. Russia."),
      ("hd=(@nk and @ru)", "Korea Russia", ""),
      ("@nk or @ru", "Russia", ""), ("@nk and not @ru", "Korea", ""), ("atleast/2 @nk", "Korea Korea", ""),
      ("@nk same @ru", "x", "Korea. Russia."),
    ])
  func hold(_ branch: String, _ title: String, _ body: String) {
    #expect(Self.fires(branch, title, body))
  }

  @Test(
    "do not hold where they should not",
    arguments: [
      // A weak term excludes like any other; words joined by a hyphen or an apostrophe are two.
      ("@nk AND NOT @treaty", "Korea article", ""), ("@nk NOT SENT @treaty", "Korea article", ""),
      ("@nk NEAR/1 @ru", "Korea well-known Russia", ""), ("@nk NEAR/1 @ru", "Korea d'Orsay Russia", ""),
      ("@nk AND @ru", "Korea", ""), ("@nk AND NOT @ru", "Korea", "Russia"),
      ("@nk NOT @ru", "Korea", "Russia"),
      ("@nk SENT @ru", "Korea", "Russia"), ("@nk SENT @ru", "x", "Korea is. Russia was."),
      ("@nk PARA @ru", "x", "Korea.\n\nRussia."), ("@nk PARA @ru", "Korea", "Russia"),
      ("@nk NEAR/1 @ru", "Russia one two Korea", ""), ("@nk NEAR/9 @ru", "x", "Korea is. Russia was."),
      ("@nk NEAR/1 @ru", "朝鲜三个人俄", ""), ("@nk NEAR/0 @ru", "Korea 10 000 Russia", ""),
      ("@nk ONEAR/2 @ru", "Russia one Korea", ""), ("@army ONEAR/0 @nk", "북한군", ""),
      ("TITLE:@nk", "x", "Korea"), ("TITLE:(@nk AND @ru)", "Korea", "Russia"), ("BODY:@nk", "Korea", "x"),
      ("LEAD:(@nk AND @ru)", "Korea", "One. Russia."), ("ATLEAST/2 @nk", "Korea", ""),
      ("@nk NOT SENT @ru", "Korea Russia", ""), ("@nk NOT NEAR/3 @ru", "Korea a b c Russia", ""),
      ("@nk NOT PARA @ru", "x", "Korea. Russia."), ("TITLE:(@nk AND NOT @ru)", "Korea Russia", ""),
      // Weak hits alone never fire.
      ("@treaty", "article", ""), ("@treaty AND article", "x", ""),
    ])
  func holdNot(_ branch: String, _ title: String, _ body: String) {
    #expect(!Self.fires(branch, title, body))
  }

  @Test("a scope limits what NOT sees")
  func scopeOfNot() {
    #expect(Self.fires("TITLE:(@nk AND NOT @ru)", "Korea", "Russia"))
  }

  @Test("a weak hit that is closer does not hide a strong one")
  func weakAndStrong() {
    let concepts = "concept a\n  weak any: one\n  any: three\nconcept b\n  weak any: two"
    let topics = Fixture.topics(concepts, "@a SENT @b")
    #expect(topics.hits("one two three") == ["two", "three"])
    #expect(topics.hits("one two") == nil)
  }

  @Test("a hit that overlaps another in part is not near it")
  func partialOverlap() {
    let topics = Fixture.topics("concept a\n  any: \"x y\"\nconcept b\n  any: \"y z\"", "@a NEAR/5 @b")
    #expect(topics.hits("x y z") == nil)
    #expect(topics.hits("x y a y z") == ["x y", "y z"])
  }

  @Test("a concept may be a rule of other concepts")
  func rulesInConcepts() {
    let topics = Fixture.topics(
      "concept kim\n  any: Kim\nconcept putin\n  any: Putin\nconcept nk\n  any: Korea\n  match @kim SENT @putin",
      "@nk AND treaty")
    #expect(topics.hits("Kim met Putin", "the treaty") == ["Kim", "Putin", "treaty"])
    #expect(topics.hits("Korea", "the treaty") == ["Korea", "treaty"])
    #expect(topics.hits("Kim", "the treaty") == nil)
  }

  @Test("branches are counted together, and match goes before possible")
  func branches() throws {
    let topics = Fixture.topics(
      "concept a\n  any: one\nconcept b\n  any: two", "possible @a", "@b", "@a AND @b")
    let both = try #require(topics.match(Fixture.item("one two")).first)
    #expect(both.tier == .alert)
    #expect(both.branch == 2)
    let one = try #require(topics.match(Fixture.item("one")).first)
    #expect(one.tier == .possible)
    #expect(one.branch == 1)
    #expect(topics.match(Fixture.item("three")).isEmpty)
  }
}
