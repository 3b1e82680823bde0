/// Months by name, in the languages that are watched.
enum MonthNames {
  /// How the names of each month begin: English, German, French, Spanish, Italian, Portuguese, Polish,
  /// Hungarian, Russian, Ukrainian, Greek, Chinese.
  private static let months: [[String]] = [
    ["jan", "jän", "ene", "gen", "sty", "янв", "січ", "ιαν", "一月"],
    ["feb", "fév", "fev", "lut", "фев", "лют", "φεβ", "二月"],
    ["mar", "mär", "mrz", "мар", "бер", "már", "μαρ", "μάρ", "三月"],
    ["apr", "avr", "abr", "kwi", "апр", "кві", "ápr", "απρ", "四月"],
    ["may", "mai", "mag", "maj", "май", "мая", "тра", "máj", "μαΐ", "μάι", "μαϊ", "μαι", "五月"],
    ["jun", "juin", "giu", "cze", "июн", "чер", "jún", "ιουν", "ιούν", "六月"],
    ["jul", "juil", "lug", "lip", "июл", "лип", "júl", "ιουλ", "ιούλ", "七月"],
    ["aug", "aoû", "aou", "ago", "sie", "авг", "сер", "αυγ", "αύγ", "八月"],
    ["sep", "set", "wrz", "сен", "вер", "szept", "σεπ", "九月"],
    ["oct", "okt", "ott", "out", "paź", "paz", "окт", "жов", "οκτ", "十月"],
    ["nov", "lis", "ноя", "лис", "νοε", "νοέ", "十一月"],
    ["dec", "déc", "dez", "dic", "gru", "дек", "гру", "δεκ", "十二月"],
  ]

  /// Tuesdays and Wednesdays that begin like a month.
  private static let weekdays = ["mardi", "marte", "серед"]

  /// The month of each beginning, none of a weekday's.
  private static let table = XMLNameTable<Int?>(
    months.enumerated().flatMap { index, names in names.map { ($0, index + 1) } } + weekdays.map { ($0, nil) }
  )

  /// How many bytes the beginnings have; the longer ones are more exact.
  private static let lengths = Set((months.joined() + weekdays).map(\.utf8.count)).sorted(by: >)

  /// 1 to 12.
  static func month(_ word: XMLName) -> Int? {
    for length in lengths where length <= word.length {
      if let month = table[word.prefix(length)] { return month }
    }
    return nil
  }
}
