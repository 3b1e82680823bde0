/// How much may come out of an inflater.
package struct InflateLimits: Sendable, Equatable {
  package var outputBytes = 10 << 20
  /// Markup compresses 5 to 20-fold, hardly ever 50-fold; deflate ends at about 1,000-fold.
  package var ratio = 200
  /// Under this the ratio does not matter: small repetitive texts compress well.
  package var ratioFreeBytes = 1 << 20

  package init() {}
}
