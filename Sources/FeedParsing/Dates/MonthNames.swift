/// Months by name, in the languages that are watched.
enum MonthNames {
  /// How the names of each month begin: English, German, French, Spanish, Italian, Portuguese, Polish,
  /// Hungarian, Russian, Ukrainian, Greek.
  private static let beginnings: [[String]] = [
    ["jan", "jän", "ene", "gen", "sty", "янв", "січ", "ιαν"],
    ["feb", "fév", "fev", "lut", "фев", "лют", "φεβ"],
    ["mar", "mär", "mrz", "мар", "бер", "már", "μαρ", "μάρ"],
    ["apr", "avr", "abr", "kwi", "апр", "кві", "ápr", "απρ"],
    ["may", "mai", "mag", "maj", "май", "мая", "тра", "máj", "μαΐ", "μάι", "μαϊ", "μαι"],
    ["jun", "juin", "giu", "cze", "июн", "чер", "jún", "ιουν", "ιούν"],
    ["jul", "juil", "lug", "lip", "июл", "лип", "júl", "ιουλ", "ιούλ"],
    ["aug", "aoû", "aou", "ago", "sie", "авг", "сер", "αυγ", "αύγ"],
    ["sep", "set", "wrz", "сен", "вер", "szept", "σεπ"],
    ["oct", "okt", "ott", "out", "paź", "paz", "окт", "жов", "οκτ"],
    ["nov", "lis", "ноя", "лис", "νοε", "νοέ"],
    ["dec", "déc", "dez", "dic", "gru", "дек", "гру", "δεκ"],
  ]

  /// Tuesdays and Wednesdays that begin like a month.
  private static let weekdays = ["mardi", "marte", "серед"]

  /// 1 to 12.
  static func month(_ word: String) -> Int? {
    guard !weekdays.contains(where: word.hasPrefix) else { return nil }
    return beginnings.firstIndex { $0.contains(where: word.hasPrefix) }.map { $0 + 1 }
  }
}
