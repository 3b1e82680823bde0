import Posix

/// A file that a person names on the command line: of any kind, or standard input for `-`.
enum InputFile {
  /// In bytes; 256 MiB are no feed and no page, but what `/dev/zero` would fill the memory with.
  static let limit = 256 << 20

  static func read(_ name: String) throws(CommandFailure) -> [UInt8] {
    do throws(PosixError) {
      return try name == "-"
        ? StandardInput.read(limit: limit) : Files.read(name, limit: limit, anyKind: true)
    } catch {
      Terminal.message(error.message)
      throw CommandFailure(status: .noInput)
    }
  }
}
