import Testing

@testable import PactwatchKit

@Suite struct TroubleTests {
  var fixture: StoreFixture

  init() throws { fixture = try StoreFixture() }

  private let failing = Trouble(
    .feedFailing, of: "wire", "feed wire has failed for 2 days: no such host", advice: "look at its address")

  @Test("a trouble is told once when it begins and once when it is over")
  func episode() throws {
    let recorder = fixture.recorder
    let begun = try #require(try recorder.begin(failing)).alert
    #expect(begun.kind == .operational && begun.topic == "operational" && begun.tier == .alert)
    #expect(begun.title == "feed wire has failed for 2 days: no such host")
    #expect(begun.why == "look at its address" && begun.feed == "wire" && begun.source == "pactwatch")
    #expect(try recorder.begin(failing) == nil)
    #expect(try fixture.store.troubles() == [failing])

    let over = try #require(try recorder.end(.feedFailing, of: "wire", "feed wire works again")).alert
    #expect(over.title == "feed wire works again" && over.kind == .operational)
    #expect(try recorder.end(.feedFailing, of: "wire") == nil)
    #expect(try fixture.store.troubles().isEmpty)
    #expect(try recorder.begin(failing) != nil)
  }

  @Test("the end of a trouble says what is well again, and names what it was about")
  func end() throws {
    for kind in Trouble.Kind.allCases {
      try fixture.recorder.begin(Trouble(kind, of: "wire", "bad"))
      let over = try #require(try fixture.recorder.end(kind, of: "wire")).alert.title
      #expect(!over.contains("bad"))
      #expect(over.contains("wire") || [.allFeedsFailing, .runOverran].contains(kind))
    }
  }

  @Test("a trouble that lasts is kept in the words of its last cause, and not told again")
  func changed() throws {
    try fixture.recorder.begin(failing)
    let now = Trouble(.feedFailing, of: "wire", "feed wire has failed for 3 days: 404", advice: "look")
    #expect(try fixture.recorder.begin(now) == nil)
    #expect(try fixture.store.troubles() == [now])
  }

  @Test("troubles of one kind are settled by what holds now; other kinds are left alone")
  func settle() throws {
    let recorder = fixture.recorder
    try recorder.begin(failing)
    let (first, second) = (Trouble(.mistake, of: "topic a", "a"), Trouble(.mistake, of: "topic b", "b"))
    #expect(try recorder.settle(.mistake, to: [first, second]).map(\.alert.title) == ["a", "b"])
    #expect(
      try recorder.settle(.mistake, to: [second]).map(\.alert.title) == ["topic a: its mistake is mended"])
    #expect(try recorder.settle(.mistake, to: [second]).isEmpty)
    #expect(Set(try fixture.store.troubles().map(\.kind)) == [.mistake, .feedFailing])
  }

  @Test(
    "a receiver is told of troubles where it names no topics, or names operational",
    arguments: [(nil, true), (["operational", "treaty"], true), (["treaty"], false)] as [(Set<String>?, Bool)]
  )
  func route(topics: Set<String>?, isTold: Bool) throws {
    var fixture = fixture
    fixture.receivers = [Receiver(name: "room", kind: .slack(url: .credential("room")), topics: topics)]
    try fixture.recorder.begin(failing)
    #expect(try fixture.states(of: "room")[.pending] == (isTold ? 1 : nil))
  }
}
