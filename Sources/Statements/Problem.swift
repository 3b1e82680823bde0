/// A mistake in a file that a person wrote, told the way compilers tell it.
package struct Problem: Sendable, Equatable {
  package enum Severity: String, Sendable {
    case error
    case warning
  }

  package var severity: Severity
  package var location: Location
  /// How many Unicode scalars the mark covers, at least 1.
  package var length: Int
  /// One sentence: what is wrong and, where it is known, what to write.
  package var message: String
  /// Further lines, each shown behind `note:`.
  package var notes: [String]

  package init(
    _ severity: Severity = .error, at location: Location, length: Int = 1, _ message: String,
    notes: [String] = []
  ) {
    self.severity = severity
    self.location = location
    self.length = max(1, length)
    self.message = message
    self.notes = notes
  }

  /// A problem that covers the whole of a source text.
  package init(_ severity: Severity = .error, at source: SourceText, _ message: String, notes: [String] = [])
  {
    let firstLine = source.text.split(separator: "\n", omittingEmptySubsequences: false).first ?? ""
    self.init(severity, at: source.location, length: firstLine.unicodeScalars.count, message, notes: notes)
  }
}
