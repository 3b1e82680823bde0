/// A document's text, ready to be scanned: valid UTF-8 without control characters.
struct Document {
  var bytes: [UInt8]
  /// The encoding it was in, by its WHATWG name in lower case.
  var encoding: String
  /// How many malformed characters became U+FFFD.
  var malformed = 0
  var hadControls = false
  /// Whether some of them may stand in no document at all; marks of direction and the like may.
  var hadForbidden = false

  var isIntact: Bool { malformed == 0 && !hadForbidden }

  var notes: [String] {
    var notes: [String] = []
    if malformed > 0 { notes.append("\(malformed) characters are malformed in \(encoding)") }
    if hadControls { notes.append("control characters were taken out") }
    return notes
  }
}
