internal import JSON
internal import Posix

extension FileNotifier {
  /// A problem where the log ends with a number that the state has not given yet; what was told is never held back for it.
  func lead(over last: Int) -> [DeliveryProblem] {
    guard let sequence = lastSequence, sequence > last else { return [] }
    return [
      DeliveryProblem(
        receiver: receiver, kind: .repeated,
        message:
          "\(path) ends with alert \(sequence), but the state knows only \(last): it is an old copy or was begun anew, "
          + "so numbers and alerts may come twice")
    ]
  }

  /// The number in the last line; nil where there is none that we wrote as JSON.
  private var lastSequence: Int? {
    guard format == .json, let file = try? OpenFile.reading(path), let size = try? file.status().size,
      let tail = try? file.part(from: max(0, size - Self.longestLine), count: Self.longestLine),
      let line = tail.split(separator: UInt8(ascii: "\n")).last
    else { return nil }
    return (try? JSONValue.read(Array(line)))?.value["seq"]?.integer
  }

  /// An alert's parts are all limited: a line is far shorter.
  private static var longestLine: Int { 256 << 10 }
}
