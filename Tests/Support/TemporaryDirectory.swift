import Foundation

/// A directory of its own for a test, removed with everything in it when the test has ended.
package final class TemporaryDirectory: Sendable {
  package let path: String

  package init() throws {
    path = "\(FileManager.default.temporaryDirectory.path)/pactwatch-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a name in it.
  package func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// Writes a file into it and returns its path.
  @discardableResult
  package func write(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: self(name)))
    return self(name)
  }

  /// What a file in it holds.
  package func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: self(name))), as: UTF8.self)
  }
}
