import Testing

@testable import PactwatchKit

/// What is the same item, and what is another one.
@Suite struct ItemIdentityTests {
  let fixture: StoreFixture

  init() throws { fixture = try StoreFixture() }

  private func novelties(_ items: [Item]) throws -> [String] {
    try fixture.store.sightings(of: items, feed: fixture.state).map {
      switch $0.novelty {
      case .new: "new"
      case .changed: "changed"
      case .known: "known"
      }
    }
  }

  @Test("an item is new once, known afterwards, and changed when its text is another")
  func lifecycle() throws {
    let item = Item.numbered(1)
    #expect(try novelties([item]) == ["new"])
    try fixture.take([item])
    #expect(try novelties([item]) == ["known"])
    var changed = item
    changed.content = "The flash has gained its body."
    #expect(try novelties([changed, .numbered(2)]) == ["changed", "new"])
    try fixture.take([changed])
    #expect(try novelties([changed]) == ["known"])
  }

  @Test("without a guid the link names the item, without both the title does")
  func fallbacks() throws {
    let linked = Item(link: "https://example.org/a", title: "A")
    let titled = Item(title: "Only a title")
    try fixture.take([linked, titled])
    #expect(try novelties([linked, titled]) == ["known", "known"])
    #expect(
      try novelties([
        Item(link: "https://example.org/a", title: "A, corrected"), Item(title: "Another title"),
      ]) == ["changed", "new"])
  }

  @Test("items that share one guid are told apart by link or title, now and when some have left the feed")
  func repeatedGuids() throws {
    let items = (1...3).map { Item(guid: "site", link: "https://example.org/\($0)", title: "Report \($0)") }
    #expect(try novelties(items) == ["new", "new", "new"])
    try fixture.take(items)
    #expect(try novelties(items) == ["known", "known", "known"])
    #expect(try novelties([items[1]]) == ["known"])
    let next = Item(guid: "site", link: "https://example.org/4", title: "Report 4")
    #expect(try novelties([next]) == ["new"])
    #expect(try novelties([next, items[2]]) == ["new", "known"])
    let unlinked = (1...2).map { Item(guid: "other", link: "https://example.org", title: "Story \($0)") }
    try fixture.take(unlinked)
    #expect(try novelties(unlinked) == ["known", "known"])
  }

  /// What a feed without own identities says: two items of three, later the second and the third.
  private static let anonymous: [(shared: String, item: @Sendable (Int) -> Item)] = [
    ("link", { Item(link: "https://example.org/", title: "Title \($0)", content: "T\($0)", published: $0) }),
    ("nothing", { Item(title: "", content: "T\($0)", published: $0) }),
    ("title", { Item(title: "Breaking", content: "T\($0)", published: $0) }),
    (
      "title and link",
      { Item(link: "https://example.org/", title: "Live", content: "T\($0)", published: $0) }
    ),
    ("guid and link", { Item(guid: "g", link: "https://example.org/", title: "Title \($0)", published: $0) }),
    (
      "live page",
      {
        Item(guid: "\($0)", link: "https://example.org/live", title: "Live", content: "T\($0)", published: $0)
      }
    ),
    (
      "live page with fragments",
      {
        Item(
          guid: "\($0)", link: "https://example.org/live#post-\($0)", title: "Live", content: "T\($0)",
          published: $0)
      }
    ),
  ]

  @Test("an item never takes the place of one that left the feed", arguments: anonymous.indices)
  func anonymousItems(index: Int) throws {
    let (shared, item) = Self.anonymous[index]
    try fixture.take([item(1), item(2)])
    #expect(try novelties([item(2), item(3)]) == ["known", "new"], "\(shared)")
    try fixture.take([item(2), item(3)])
    #expect(try novelties([item(2), item(3)]) == ["known", "known"], "\(shared)")
  }

  @Test(
    "one item at a time, with one trait for all, is another item where the dates differ",
    arguments: [0, 2, 6])
  func oneAtATime(index: Int) throws {
    let item = Self.anonymous[index].item
    try fixture.take([item(1)])
    #expect(try novelties([item(2)]) == ["new"])
  }

  @Test("under one guid another link and another title are another item, whatever the date")
  func reusedGuid() throws {
    let first = Item(guid: "latest", link: "https://example.org/1", title: "One", published: 1_000)
    try fixture.take([first])
    var second = Item(guid: "latest", link: "https://example.org/2", title: "Two", published: 2_000)
    #expect(try novelties([second]) == ["new"])
    second.published = 1_000
    #expect(try novelties([second]) == ["new"])
  }

  @Test("an item under its own guid is changed, whatever its editors do to title, text and date")
  func edited() throws {
    let item = Item(guid: "own", link: "https://example.org/1", title: "One", content: "C", published: 1_000)
    try fixture.take([item])
    var edited = item
    (edited.title, edited.content, edited.published) = ("One, corrected", "C, too", 2_000)
    #expect(try novelties([edited]) == ["changed"])
    edited = item
    (edited.link, edited.content) = ("http://www.example.org/1/?utm_source=rss", "D")
    edited.published = 2_000
    #expect(try novelties([edited]) == ["changed"])
    try fixture.take([Item(guid: "linkless", title: "One", published: 1_000)])
    #expect(try novelties([Item(guid: "linkless", title: "Two", published: 1_000)]) == ["changed"])
    #expect(
      try novelties([Item(guid: "linkless", title: "One", content: "More", published: 2_000)]) == ["changed"])
  }

  @Test("an article without a guid is changed if link and title stay, or either of them and the date")
  func editedWithoutGuid() throws {
    let item = Item(link: "https://example.org/1", title: "One", content: "C", published: 1_000)
    try fixture.take([item])
    var edited = item
    (edited.content, edited.published) = ("D", 2_000)
    #expect(try novelties([edited]) == ["changed"])
    (edited.title, edited.published) = ("One, corrected", 1_000)
    #expect(try novelties([edited]) == ["changed"])
    edited.published = 2_000
    #expect(try novelties([edited]) == ["new"])
  }

  @Test("headlines that come under new guids at each fetch, twice each, are known")
  func restlessGuids() throws {
    let items = { (run: Int) in
      (1...2).map { Item(guid: "\(run)-\($0)", link: "https://example.org/a", title: "T", published: 1_000) }
    }
    try fixture.take(items(1))
    #expect(try novelties(items(2)) == ["known", "known"])
  }

  @Test("an exact repeat within one document counts once")
  func exactRepeat() throws {
    #expect(try novelties([.numbered(1), .numbered(1)]) == ["new"])
  }

  @Test("under one guid and one headline, two pages are two items, in any order")
  func headlineWithTwoPages() throws {
    let items = (1...2).map {
      Item(guid: "site", link: "https://example.org/\($0)", title: "Statement", published: $0 * 3_600_000)
    }
    #expect(try novelties(items) == ["new", "new"])
    try fixture.take(items)
    #expect(try novelties(items) == ["known", "known"])
    #expect(try novelties(items.reversed()) == ["known", "known"])
  }

  @Test("repeats of one identity with other texts stay what they are from run to run")
  func stableRepeats() throws {
    let items = ["short", "long"].map {
      Item(guid: "g", link: "https://example.org", title: "T", summary: $0)
    }
    try fixture.take(items)
    #expect(try novelties(items) == ["known", "known"])
    #expect(try novelties(items.reversed()) == ["known", "known"])
  }

  @Test(
    "under a changed guid an item is the same if normalised link and folded title agree",
    arguments: [
      ("http://www.example.org/a/?utm_source=rss#", "Treaty signed!", "known"),
      ("https://example.org/a", "TREATY SIGNED", "known"),
      ("https://example.org/a?id=2", "Treaty signed", "new"),
      ("https://example.org/a#2", "Treaty signed", "new"),
      ("https://example.org/a", "Treaty ratified", "new"),
    ])
  func changedGuid(link: String, title: String, novelty: String) throws {
    try fixture.take([Item(guid: "old", link: "https://example.org/a", title: "Treaty signed")])
    let sightings = try fixture.store.sightings(
      of: [Item(guid: "new", link: link, title: title)], feed: fixture.state)
    #expect(sightings.map { $0.novelty == .new ? "new" : "known" } == [novelty])
  }

  @Test(
    "under a changed guid and link an item is the same if all of its text agrees, unless it is only a headline"
  )
  func movedSite() throws {
    let body = "The two sides exchanged the instruments of ratification in Moscow."
    try fixture.take([
      Item(guid: "1", link: "https://old.example/a", title: "Treaty", content: body),
      Item(guid: "2", link: "https://old.example/b", title: "Weather"),
    ])
    #expect(
      try novelties([
        Item(guid: "3", link: "https://new.example/a", title: "Treaty", content: body),
        Item(guid: "4", link: "https://new.example/b", title: "Weather"),
      ]) == ["known", "new"])
  }

  @Test("an item that was recognised under a changed guid is found by that guid the next time")
  func renamed() throws {
    let link = "https://example.org/a"
    try fixture.take([Item(guid: "old", link: link, title: "Treaty signed")])
    try fixture.take([Item(guid: "new", link: link, title: "Treaty signed")])
    #expect(try novelties([Item(guid: "new", link: link, title: "Treaty signed, at last")]) == ["changed"])
  }

  @Test("an item is not the same as a like one that stands in the same document")
  func likeNeighbours() throws {
    let first = Item(guid: "1", link: "https://example.org/live", title: "Live")
    try fixture.take([first])
    let second = Item(guid: "2", link: "https://example.org/live", title: "Live")
    #expect(try novelties([first, second]) == ["known", "new"])
  }

  @Test("feeds do not share items")
  func feeds() throws {
    try fixture.take([.numbered(1)])
    let states = try fixture.store.feedStates(for: [Feed(name: "other", url: "https://example.net/")])
    let other = try #require(states["other"])
    #expect(try fixture.store.sightings(of: [.numbered(1)], feed: other).map(\.novelty) == [.new])
  }

  @Test("fifty thousand items of one guid are told apart in linear time")
  func hostileGuids() throws {
    let items = (0..<50_000).map { Item(guid: "g", link: "https://example.org/\($0)", title: "T") }
    let clock = ContinuousClock()
    let elapsed = try clock.measure {
      try fixture.take(items)
      #expect(try fixture.store.sightings(of: items, feed: fixture.state).allSatisfy { !$0.isNews })
    }
    #expect(elapsed < .seconds(60))
  }
}

@Suite struct NormalizedLinkTests {
  @Test(
    "addresses of one page become one",
    arguments: [
      ("https://www.Example.org/Path/?utm_source=rss&utm_medium=feed", "example.org/Path"),
      ("http://example.org/Path#comments", "example.org/Path#comments"),
      ("http://example.org/#", "example.org"),
      ("//example.org/Path", "example.org/Path"),
      ("https://example.org/?id=7&fbclid=x", "example.org?id=7"),
      ("https://example.org/a?id=7&page=2", "example.org/a?id=7&page=2"),
      ("urn:x", "urn:x"), ("", ""), ("?", ""), ("https://", ""),
    ])
  func normalizing(link: String, expected: String) {
    #expect(NormalizedLink.text(of: link) == expected)
  }
}
