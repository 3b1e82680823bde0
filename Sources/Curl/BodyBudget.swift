/// How many bytes of bodies the transfers of a queue may hold together.
///
/// Past half of it transfers pause until another ends. One, the first to meet the limit, goes on nevertheless, up to its own
/// limit, which the other half is for: so there is always one that will end. And small bodies never wait, or some large ones that stall would hold up all.
final class BodyBudget {
  private let limit: Int
  private var held = 0
  private var exempt: UInt?

  init(limit: Int) {
    self.limit = limit
  }

  /// What every transfer may take in any case: more than most feeds have, compressed.
  private static let small = 64 << 10

  /// Whether a transfer that holds `holding` bytes may take so many more.
  func admit(_ count: Int, to transfer: UInt, holding: Int) -> Bool {
    if held + count > limit / 2 && holding + count > Self.small {
      if exempt == nil { exempt = transfer }
      guard exempt == transfer else { return false }
    }
    held += count
    return true
  }

  /// Takes back what a transfer that ended held.
  func release(_ count: Int, of transfer: UInt) {
    held -= count
    if exempt == transfer { exempt = nil }
  }
}
