/// A place in a file that a person wrote.
package struct Location: Sendable, Equatable, Comparable {
  package var file: String
  /// From 1; 0 stands for the whole file.
  package var line: Int
  /// From 1, in Unicode scalars, as editors count.
  package var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The whole file: for what is wrong with it and stands in no line.
  package init(wholeOf file: String) {
    self.init(file: file, line: 0, column: 0)
  }

  package static func < (a: Location, b: Location) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }

  /// `file:line:column`, as compilers write it, or `file`.
  package var description: String { line == 0 ? file : "\(file):\(line):\(column)" }
}
