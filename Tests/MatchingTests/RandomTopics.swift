/// Writes random topic files in every shape that the syntax allows.
struct RandomTopics {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func pick(_ count: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(count))
  }

  private mutating func one(of choices: [String]) -> String { choices[pick(choices.count)] }

  /// White space within a value: now and then a line break, with or without a comment.
  private mutating func blank() -> String {
    one(of: [
      " ", " ", " ", "  ", "\t", "\n            ", " # note, \"or\" so\n            ",
      "\n      # a line\n\n            ",
    ])
  }

  private mutating func blankOrNone() -> String { pick(2) == 0 ? "" : blank() }

  private mutating func term() -> String {
    one(of: [
      "treaty", "stem*", "*pakt", "a{b,c,}", "=NATO", "\"two words\"", "\"пакт  о мире\"", "북한~", "朝鲜", "a,b",
      "\"a, \\\" b\"", "=\"Storm  Corps\"", "{x,y}z", "#tag",
    ]).replacing("a,b", with: "ab")
  }

  private mutating func expression(_ depth: Int) -> String {
    guard depth > 0 else {
      return pick(2) == 0 ? one(of: ["@c0", "@c1"]) : one(of: ["treaty", "\"two  words\"", "=Kim", "пакт*"])
    }
    let a = operand(depth - 1)
    let b = operand(depth - 1)
    switch pick(8) {
    case 0: return one(of: ["TITLE:", "hd=", "BODY:", "LEAD:", "LEAD/3:"]) + "(" + blankOrNone() + a + ")"
    case 1: return one(of: ["ATLEAST/2", "atleast/4"]) + blank() + a
    case 2:
      return a + blank()
        + one(of: ["AND NOT", "NOT", "not", "NOT SENT", "NOT NEAR/4", "not w/4", "NOT PARA"]) + blank() + b
    case 3:
      let joint = one(of: ["AND", "and", "OR", "or", "SENT", "/s", "PARA", "/p"])
      return a + blank() + joint + blank() + b + blank() + joint + blank() + operand(depth - 1)
    default:
      return a + blank()
        + one(of: ["NEAR/3", "w/3", "ONEAR/0", "pre/2", "adj/2", "AND", "OR", "w/s", "same"]) + blank() + b
    }
  }

  private mutating func operand(_ depth: Int) -> String {
    "(" + blankOrNone() + expression(depth) + blankOrNone() + ")"
  }

  private mutating func lineEnd() -> String {
    one(of: ["\n", "\n", "  # why\n", "\n\n\n", "\n  # indented\n", "\n# margin\n", " \r\n"])
  }

  mutating func file() -> String {
    var text = one(of: ["", "# head\n", "\n\n", "\u{FEFF}"])
    for index in 0..<2 {
      text += "concept" + one(of: [" ", "   "]) + "c\(index)" + lineEnd()
      let indentation = one(of: ["  ", "    ", "\t"])
      for _ in 0...pick(3) {
        let key = one(of: ["en", "ru", "weak en", "weak  ko", "any", "except", "except zh"])
        let terms = (0...pick(5)).map { index in key.hasPrefix("except") ? "\"decoy word \(index)\"" : term()
        }
        var list = terms[0]
        // `#` may not follow a blank: it would begin a comment.
        if list.hasPrefix("#") { list = "x" + list }
        for term in terms.dropFirst() {
          list += "," + (term.hasPrefix("#") ? "" : blankOrNone()) + term
        }
        text += indentation + key + ": " + list + lineEnd()
      }
      text += indentation + "en: last\(index)" + lineEnd()
    }
    text += "topic t" + lineEnd() + "  title:  A  title" + lineEnd()
    for _ in 0...pick(3) {
      text +=
        "  " + one(of: ["match ", "possible ", "match: "]) + "@c0 AND (" + expression(pick(4)) + ")"
        + lineEnd()
    }
    return text + "test t  -  \"no  #1\"  /\"b\"" + lineEnd()
  }
}
