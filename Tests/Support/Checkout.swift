import Foundation

/// Files of the checkout that tests read, and shared data beside it that may be absent.
package enum Checkout {
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  package static func path(_ name: String) -> String { root.appendingPathComponent(name).path }

  /// A folder of real-world data beside the checkout.
  package static func shared(_ name: String) -> URL {
    root.deletingLastPathComponent().appendingPathComponent("shared/\(name)")
  }

  package static func hasShared(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: shared(name).path)
  }
}
