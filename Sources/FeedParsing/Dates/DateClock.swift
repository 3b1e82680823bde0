/// The time of day among the tokens of a date, and the zone behind it.
struct DateClock {
  private var tokens: [DateToken]
  private var hour = 0
  private var minute = 0
  private var second = 0
  private var millisecond = 0
  private var zone: DateParts.Zone?
  /// Where the time stood, and thus where a zone may follow.
  private var behind = 0
  /// Whether the tokens hold no time, or one that can be read.
  private(set) var isReadable = true

  init(_ tokens: [DateToken]) {
    self.tokens = tokens
    behind = tokens.count
    if let start = tokens.indices.first(where: startsTime) { isReadable = take(from: start) }
    applyHalfOfDay()
  }

  /// `10:14`, but not the `09:00` of a zone.
  private func startsTime(_ index: Int) -> Bool {
    number(index) != nil && number(index + 2) != nil && isMark(index + 1, ":") && !isMark(index - 1, "+")
  }

  private mutating func take(from start: Int) -> Bool {
    hour = number(start) ?? 0
    minute = number(start + 2) ?? 0
    var next = start + 3
    if isMark(next, ":") {
      guard let seconds = number(next + 1) else { return false }
      second = seconds
      next += 2
      if isMark(next, ":") { return false }
      if isMark(next, ".") || isMark(next, ","), case .number(let fraction, let digits)? = token(next + 1) {
        millisecond = Self.milliseconds(fraction, digits: digits)
        next += 2
      }
    }
    tokens.removeSubrange(start..<next)
    behind = start
    return true
  }

  private static func milliseconds(_ fraction: Int, digits: Int) -> Int {
    var value = fraction
    var digits = digits
    while digits > 3 { (value, digits) = (value / 10, digits - 1) }
    while digits < 3 { (value, digits) = (value * 10, digits + 1) }
    return value
  }

  /// 12 a.m. is midnight, 12 p.m. is noon.
  private mutating func applyHalfOfDay() {
    guard let index = tokens.firstIndex(where: { Self.half($0) != nil }), let half = Self.half(tokens[index]),
      hour <= 12
    else { return }
    hour = hour % 12 + (half.isAfternoon ? 12 : 0)
    if half.isKorean { zone = Self.korea }
    tokens.remove(at: index)
    if index < behind { behind -= 1 }
  }

  /// A half of the day.
  private struct Half {
    var isAfternoon: Bool
    var isKorean = false
  }

  private static func half(_ token: DateToken) -> Half? { token.word.flatMap { halves[$0] } }

  private static let halves = XMLNameTable<Half>([
    ("am", Half(isAfternoon: false)), ("pm", Half(isAfternoon: true)),
    ("오전", Half(isAfternoon: false, isKorean: true)), ("오후", Half(isAfternoon: true, isKorean: true)),
    ("上午", Half(isAfternoon: false)), ("下午", Half(isAfternoon: true)),
    ("午前", Half(isAfternoon: false)), ("午後", Half(isAfternoon: true)),
  ])

  /// Korean words are written where Korean time is kept.
  private static let korea = DateParts.Zone.offset(540)
  private static let koreanYear = XMLName("년")

  func fill(_ parts: inout DateParts) {
    parts.hour = hour
    parts.minute = minute
    parts.second = second
    parts.millisecond = millisecond
    if let zone { parts.zone = zone }
  }

  private func token(_ index: Int) -> DateToken? { tokens.indices.contains(index) ? tokens[index] : nil }
  private func number(_ index: Int) -> Int? { token(index)?.number }
  private func isMark(_ index: Int, _ mark: Unicode.Scalar) -> Bool { token(index) == .mark(mark) }
}

// MARK: - Zones

extension DateClock {
  /// Takes the zone out and gives the tokens that are left; nil where there is one that cannot be read.
  mutating func takeZone() -> [DateToken]? {
    var at = behind
    while at < tokens.count {
      switch tokens[at] {
      case .word(let name):
        guard let length = named(name, at: at) else { return nil }
        at += length
      case .comment(let name):
        guard isUnderstood(comment: name) else { return nil }
        at += 1
      case .mark("+"), .mark("-"):
        guard let length = offset(at: at) else { return nil }
        at += length
      case .mark: at += 1
      case .number: return Array(tokens[..<behind] + tokens[at...])
      }
    }
    if zone == nil, tokens.contains(.word(Self.koreanYear)) { zone = Self.korea }
    return Array(tokens[..<behind])
  }

  /// How many tokens the name of a zone takes.
  private mutating func named(_ name: XMLName, at index: Int) -> Int? {
    if isMark(index + 1, "/") { return place(name, at: index) }
    switch TimeZones.words[name] {
    case .offset(let minutes): zone = .offset(minutes)
    case .filler: break
    case .ambiguous, nil: return nil
    }
    return 1
  }

  /// `America/New_York`
  private mutating func place(_ name: XMLName, at index: Int) -> Int? {
    var path = [name]
    while isMark(index + path.count * 2 - 1, "/"), let part = token(index + path.count * 2)?.word {
      path.append(part)
    }
    guard let place = TimeZones.places[path] else { return nil }
    zone = .place(place)
    return path.count * 2 - 1
  }

  /// `(KST)` says the zone where nothing else does; `(IST)` leaves it unknown.
  private mutating func isUnderstood(comment name: XMLName) -> Bool {
    guard zone == nil, let word = TimeZones.words[name] else { return true }
    if case .offset(let minutes) = word { zone = .offset(minutes) }
    return word != .ambiguous
  }

  /// `+0900`, `+09:00`, `+9`
  private mutating func offset(at index: Int) -> Int? {
    guard case .number(let number, let digits)? = token(index + 1), digits <= 4 else { return nil }
    var hours = number
    var minutes = 0
    var length = 2
    if digits > 2 {
      (hours, minutes) = (number / 100, number % 100)
    } else if isMark(index + 2, ":") {
      guard let second = self.number(index + 3) else { return nil }
      minutes = second
      length = 4
    }
    guard minutes < 60, hours < 24 else { return nil }
    zone = .offset((isMark(index, "-") ? -1 : 1) * (hours * 60 + minutes))
    return length
  }
}
