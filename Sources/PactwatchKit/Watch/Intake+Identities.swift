extension Intake {
  /// The folded titles of items that the feed had before and that come with new identities now.
  ///
  /// That is a first sight of them again: the log gets all of them, and no room is flooded with what it was told before.
  mutating func renamedTitles(
    _ state: FeedState, from sightings: [Sighting]
  ) throws(StoreError) -> Set<String> {
    let new = sightings.filter { $0.novelty == .new }
    guard state.isSeeded, new.count >= Self.fewestItems, Self.areMost(new.count, of: sightings.count) else {
      if new.count < sightings.count { try end(.identitiesChanged, of: state.name) }
      return []
    }
    // Counted once each: a feed may call all its items the same.
    let known = try store.titles(of: state).intersection(new.map { FoldedTitle.text(of: $0.item.title) })
    guard Self.areMost(known.count, of: new.count) else { return [] }
    try beginChange(of: state.name, items: known.count)
    return known
  }

  /// Fewer than these flood nobody.
  private static let fewestItems = 10

  /// Four of five: some items are always really new, some gone.
  private static func areMost(_ part: Int, of whole: Int) -> Bool { part * 5 >= whole * 4 }

  private mutating func beginChange(of feed: String, items: Int) throws(StoreError) {
    let title =
      "feed \(feed): \(RunReport.count(items, "known item")) came with new identities; they are told as backlog"
    let advice = "nothing is to be done, unless it does so in every run"
    try begin(Trouble(.identitiesChanged, of: feed, title, advice: advice))
  }
}
