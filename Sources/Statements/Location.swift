/// A place in a file that a person wrote.
package struct Location: Sendable, Equatable, Comparable {
  package var file: String
  /// From 1.
  package var line: Int
  /// From 1, in Unicode scalars, as editors count.
  package var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  package static func < (a: Location, b: Location) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }

  /// `file:line:column`, as compilers write it.
  package var description: String { "\(file):\(line):\(column)" }
}
