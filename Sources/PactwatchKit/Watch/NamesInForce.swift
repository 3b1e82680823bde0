/// The names of the feeds and receivers that the watch knows, with those that only a mistake hides.
struct NamesInForce {
  let feeds: Set<String>
  let receivers: Set<String>

  init(_ configuration: Configuration, _ store: Store) throws(StoreError) {
    let hidden = configuration.hasErrors ? try store.allLastGood() : []
    func names(_ kind: String, _ right: [String]) -> Set<String> {
      Set(right + hidden.filter { $0.kind == kind }.map(\.name))
    }
    feeds = names("feed", configuration.feeds.map(\.name))
    receivers = names(
      "receiver", (configuration.receivers + configuration.doubtfulReceivers).map(\.name))
  }

  /// Whether what a trouble is about is still there.
  func have(_ trouble: Trouble) -> Bool {
    if trouble.kind.isOfFeed { return feeds.contains(trouble.subject) }
    return !trouble.kind.isOfReceiver || receivers.contains(trouble.subject)
  }
}
