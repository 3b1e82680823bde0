internal import Matching

extension Recorder {
  /// Tells of a trouble when it begins; nil where it lasts already. Its words are kept as they are now: causes change.
  @discardableResult
  package func begin(_ trouble: Trouble) throws(StoreError) -> RecordedAlert? {
    try store.transaction { () throws(StoreError) in
      let known = try store.trouble(trouble.kind, of: trouble.subject)
      if known != trouble { try store.save(trouble, since: now) }
      return known == nil ? try tell(trouble) : nil
    }
  }

  /// Tells that a trouble is over; nil where there was none.
  ///
  /// `title` says more about it than is known of every trouble of its kind.
  @discardableResult
  package func end(
    _ kind: Trouble.Kind, of subject: String = "", _ title: String? = nil
  ) throws(StoreError) -> RecordedAlert? {
    try store.transaction { () throws(StoreError) in
      guard let trouble = try store.trouble(kind, of: subject) else { return nil }
      try store.removeTrouble(kind, of: subject)
      return try tell(Trouble(kind, of: subject, title ?? trouble.ending))
    }
  }

  /// Makes these the troubles of their kind: tells of those that begin and of those that are over.
  @discardableResult
  package func settle(_ kind: Trouble.Kind, to troubles: [Trouble]) throws(StoreError) -> [RecordedAlert] {
    try store.transaction { () throws(StoreError) in
      let subjects = Set(troubles.map(\.subject))
      var told: [RecordedAlert?] = []
      for trouble in try store.troubles() where trouble.kind == kind && !subjects.contains(trouble.subject) {
        told.append(try end(kind, of: trouble.subject))
      }
      for trouble in troubles { told.append(try begin(trouble)) }
      return told.compactMap(\.self)
    }
  }

  /// Ends troubles without a word: what they were about was taken out on purpose.
  func forget(_ isOver: (Trouble) -> Bool) throws(StoreError) {
    try store.transaction { () throws(StoreError) in
      for trouble in try store.troubles() where isOver(trouble) {
        try store.removeTrouble(trouble.kind, of: trouble.subject)
      }
    }
  }

  private func tell(_ trouble: Trouble) throws(StoreError) -> RecordedAlert {
    try insert(
      Alert(
        id: newID(), time: now, topic: TopicSet.operational, tier: .alert, kind: .operational,
        feed: trouble.kind.isOfFeed ? trouble.subject : "", source: "pactwatch", title: trouble.title,
        why: trouble.advice, evidence: []),
      // A room has no use for the news that it cannot be reached.
      besides: trouble.kind == .receiverFailing ? trouble.subject : nil)
  }
}
