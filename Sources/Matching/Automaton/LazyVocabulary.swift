import Synchronization

/// A vocabulary that is made when the first item is matched.
///
/// That takes a quarter of the time that topics take to be ready, and most commands, and runs without new items, match none.
final class LazyVocabulary: Sendable {
  private let concepts: [[Term]]
  private let made = Mutex<Vocabulary?>(nil)

  init(_ concepts: [[Term]]) { self.concepts = concepts }

  var value: Vocabulary {
    made.withLock { made in
      if let made { return made }
      let vocabulary = Vocabulary(concepts)
      made = vocabulary
      return vocabulary
    }
  }
}
