extension Intake {
  /// The state of a feed to record news by. Where the feed gave the items that it had new identities, that is a first sight
  /// again: the log gets all of them, and no room is flooded with what it was told before.
  mutating func known(_ state: FeedState, from sightings: [Sighting]) throws(StoreError) -> FeedState {
    let new = sightings.filter { $0.novelty == .new }
    guard state.isSeeded, new.count >= Self.fewestItems, Self.areMost(new.count, of: sightings.count) else {
      if new.count < sightings.count { try endChange(of: state.name) }
      return state
    }
    // Counted once each: a feed may call all its items the same.
    let known = try store.titles(of: state).intersection(new.map { ItemKeys.folded($0.item.title) })
    guard Self.areMost(known.count, of: new.count) else { return state }
    try beginChange(of: state.name, items: known.count)
    var unseeded = state
    unseeded.isSeeded = false
    return unseeded
  }

  /// Fewer than these flood nobody.
  private static let fewestItems = 10

  /// Four of five: some items are always really new, some gone.
  private static func areMost(_ part: Int, of whole: Int) -> Bool { part * 5 >= whole * 4 }

  private mutating func beginChange(of feed: String, items: Int) throws(StoreError) {
    let title =
      "feed \(feed): \(RunReport.count(items, "known item")) came with new identities; they are told as backlog"
    let advice = "nothing is to be done, unless it does so in every run"
    tell(
      [try recorder.begin(Trouble(.identitiesChanged, of: feed, title, advice: advice))].compactMap(\.self))
  }

  private mutating func endChange(of feed: String) throws(StoreError) {
    tell(
      [try recorder.end(.identitiesChanged, of: feed, "feed \(feed): its items keep their identities again")]
        .compactMap(\.self))
  }
}
