/// An alert that a receiver is still to be told of.
package struct DueDelivery: Sendable, Equatable {
  package var recorded: RecordedAlert
  /// Whether it may only be told together with others.
  package var isForDigest: Bool
  /// How often it was tried to tell it.
  package var attempts = 0
}

/// A message that was begun and is not known to have arrived.
struct BegunMessage: Sendable, Equatable {
  var key: String
  /// How often it was sent.
  var attempts: Int
}

/// What is remembered about a receiver between two runs.
package struct ReceiverState: Sendable, Equatable {
  /// Nothing is sent before this moment, which its server asked for; milliseconds since 1970.
  package var notBefore = 0
  /// Since the last success.
  package var failures = 0
  /// When the first of them was; milliseconds since 1970.
  package var failingSince: Int?
  package var lastSuccess: Int?
  /// Whether its breaker is open: it takes nothing at all, so that each run asks it once only.
  package var isOpen = false
  /// One sentence, without secrets.
  package var lastError: String?

  package init() {}
}

/// Where a batch of lines is about to be appended. Found after a crash, it tells which of them got there.
package struct FileIntent: Sendable, Equatable {
  package var device: UInt64
  package var inode: UInt64
  /// The size of the file before.
  package var offset: Int
  /// The key of the deliveries.
  package var message: String
}
