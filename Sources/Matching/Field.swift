/// A part of an item that is searched, in this order.
package enum Field: String, Sendable, CaseIterable {
  case title
  case summary
  case content
}
