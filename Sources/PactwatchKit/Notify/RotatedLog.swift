internal import Posix
internal import Zlib

/// An alert log with what rotations made of it: `alerts.jsonl`, `alerts.jsonl.1`, `alerts.jsonl-20260101.gz`; see logrotate(8).
package struct RotatedLog {
  package let path: String

  package init(_ path: String) {
    self.path = path
  }

  /// Far more than two years of alerts; what is read of one file at most, compressed or not.
  private static let longestFile = 1 << 30

  /// The rotated files, the oldest first; none where the folder cannot be listed.
  package var rotatedFiles: [String] {
    let folder = FilePath.folder(of: path)
    let paths = ((try? Directories.names(in: folder)) ?? []).map { "\(folder)/\($0)" }
    let files = paths.filter(isRotated).compactMap { path -> (path: String, modified: Int)? in
      guard let status = try? Files.status(path), status.kind == .regular else { return nil }
      return (path, status.modified)
    }
    return files.sorted { ($0.modified, $0.path) < ($1.modified, $1.path) }.map(\.path)
  }

  /// A number or a date is behind the name, then nothing or how it is compressed: not `.bak`.
  private func isRotated(_ file: String) -> Bool {
    guard file.hasPrefix(path + ".") || file.hasPrefix(path + "-") else { return false }
    let mark = file.utf8.dropFirst(path.utf8.count + 1)
    let rest = mark.drop { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
    return rest.count < mark.count && Self.endings.contains(String(rest) ?? "")
  }

  private static let endings = ["", ".gz"] + unreadable
  /// Compressed in ways that we have no library for.
  private static let unreadable = [".xz", ".zst", ".bz2"]

  /// Hands over each line of one file, uncompressed; gives whether the last one has an end.
  ///
  /// It goes piece by piece: a log of years, compressed, has room in no memory.
  package static func readLines(
    of file: String, _ each: (ArraySlice<UInt8>) -> Void
  ) throws(RotatedLogError) -> Bool {
    if unreadable.contains(where: file.hasSuffix) {
      throw RotatedLogError(message: "cannot read \(file): only gzip is understood; uncompress it")
    }
    var lines = LineCutter()
    do {
      try readPieces(of: file) { lines.take($0, each) }
    } catch let error as RotatedLogError {
      throw error
    } catch let error as PosixError {
      throw RotatedLogError(message: error.message)
    } catch {
      throw RotatedLogError(message: "cannot read \(file): \(error)")
    }
    return lines.finish(each)
  }

  private static func readPieces(of file: String, _ each: ([UInt8]) -> Void) throws {
    let log = try OpenFile.reading(file)
    guard try log.status().size <= longestFile else {
      throw RotatedLogError(message: "cannot read \(file): it is larger than \(longestFile) bytes")
    }
    var piece = try log.part(from: 0, count: pieceSize)
    let isCompressed = CompressedFormat.isGzip(piece)
    var limits = InflateLimits()
    // Our own lines, however alike they are.
    (limits.outputBytes, limits.ratioFreeBytes) = (longestFile, longestFile)
    var inflater = Inflater(.gzip, limits: limits)
    var offset = 0
    while !piece.isEmpty {
      offset += piece.count
      if isCompressed {
        try inflater.write(piece)
        each(inflater.drain())
      } else {
        each(piece)
      }
      piece = try log.part(from: offset, count: pieceSize)
    }
    if isCompressed { each(try inflater.finish()) }
  }

  /// Inflates to 4 MiB at most.
  private static let pieceSize = 4 << 10
}

/// Why a rotated file cannot be read; the message names it.
package struct RotatedLogError: Error, Equatable, Sendable {
  package var message: String
}
