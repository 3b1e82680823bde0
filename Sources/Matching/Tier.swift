/// `alert` is told to everybody; `possible` goes to the log only.
package enum Tier: String, Sendable, CaseIterable {
  case alert
  case possible
}
