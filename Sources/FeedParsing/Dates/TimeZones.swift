/// Names of time zones.
enum TimeZones {
  /// What a word behind a time means.
  enum Word: Equatable {
    /// Minutes east of Greenwich.
    case offset(Int)
    /// Different offsets in different countries.
    case ambiguous
    /// Nothing: `12:30 Uhr`.
    case filler
  }

  /// In lower case.
  static let words = XMLNameTable<Word>(
    offsets.map { ($0.0, .offset($0.1)) }
      + ["ist", "ast", "amt", "gst", "bdt", "sst", "wst"].map { ($0, .ambiguous) }
      + ["h", "hrs", "uhr", "г", "года", "р", "року"].map { ($0, .filler) })

  private static let offsets = [
    ("z", 0), ("utc", 0), ("ut", 0), ("gmt", 0), ("wet", 0), ("west", 60), ("bst", 60),
    ("cet", 60), ("met", 60), ("mez", 60), ("cest", 120), ("mest", 120), ("mesz", 120),
    ("eet", 120), ("eest", 180), ("msk", 180), ("мск", 180), ("msd", 240), ("trt", 180), ("sast", 120),
    ("est", -300), ("edt", -240), ("et", -300), ("cst", -360), ("cdt", -300), ("ct", -360),
    ("mst", -420), ("mdt", -360), ("mt", -420), ("pst", -480), ("pdt", -420), ("pt", -480), ("at", -240),
    ("akst", -540), ("akdt", -480), ("hst", -600), ("nst", -210), ("ndt", -150), ("brt", -180),
    ("kst", 540), ("jst", 540), ("hkt", 480), ("sgt", 480), ("pht", 480), ("awst", 480), ("ict", 420),
    ("wib", 420),
    ("aest", 600), ("aedt", 660), ("acst", 570), ("acdt", 630), ("nzst", 720), ("nzdt", 780),
    ("pkt", 300), ("yekt", 300), ("vlat", 600),
  ]

  /// A place of the tz database.
  struct Place: Equatable {
    var standard: Int
    var rule: Rule

    /// When summer time, an hour more, is kept.
    enum Rule {
      case never
      /// Directive 2000/84/EC: from 01:00 UTC on the last Sunday of March to that of October.
      case european
      /// Energy Policy Act of 2005: from 02:00 on the second Sunday of March to the first of November.
      case american
    }

    /// Minutes east of Greenwich at that local hour; nil for years of which the rule says nothing.
    func offset(on date: CivilDate, hour: Int) -> Int? {
      switch rule {
      case .never: return standard
      case .european:
        guard date.year >= 1996 else { return nil }
        let change = 1 + standard / 60
        let begin = Moment(Self.sunday(5, of: 3, date.year), hour: change)
        let end = Moment(Self.sunday(5, of: 10, date.year), hour: change + 1)
        return standard + (Moment(date, hour: hour).isWithin(begin, end) ? 60 : 0)
      case .american:
        guard date.year >= 2007 else { return nil }
        let begin = Moment(Self.sunday(2, of: 3, date.year), hour: 2)
        let end = Moment(Self.sunday(1, of: 11, date.year), hour: 2)
        return standard + (Moment(date, hour: hour).isWithin(begin, end) ? 60 : 0)
      }
    }

    /// The `count`th Sunday of a month; the fifth is the last one of a month of 31 days.
    private static func sunday(_ count: Int, of month: Int, _ year: Int) -> CivilDate {
      let first = CivilDate(year: year, month: month, day: 1)
      let day = 1 + (7 - first.weekday) % 7 + (count - 1) * 7
      return CivilDate(year: year, month: month, day: day > 31 ? day - 7 : day)
    }

    private struct Moment {
      var hours: Int

      init(_ date: CivilDate, hour: Int) { hours = date.daysSince1970 * 24 + hour }

      func isWithin(_ begin: Moment, _ end: Moment) -> Bool { hours >= begin.hours && hours < end.hours }
    }
  }

  /// By the parts of their names in the tz database, in lower case.
  static let places: [[XMLName]: Place] = {
    var places: [[XMLName]: Place] = [:]
    func add(_ names: String, _ standard: Int, _ rule: Place.Rule) {
      for name in names.split(separator: " ") {
        places[name.split(separator: "/").map { XMLName(String($0)) }] = Place(standard: standard, rule: rule)
      }
    }
    add("etc/gmt etc/utc etc/uct etc/zulu africa/abidjan africa/accra atlantic/reykjavik", 0, .never)
    add("europe/london europe/dublin europe/lisbon", 0, .european)
    add(
      "europe/amsterdam europe/belgrade europe/berlin europe/bratislava europe/brussels europe/budapest "
        + "europe/copenhagen europe/madrid europe/oslo europe/paris europe/prague europe/rome europe/stockholm "
        + "europe/vienna europe/warsaw europe/zurich europe/zagreb", 60, .european)
    add(
      "europe/athens europe/bucharest europe/helsinki europe/kiev europe/kyiv europe/riga europe/sofia "
        + "europe/tallinn europe/vilnius", 120, .european)
    add("europe/moscow europe/minsk europe/istanbul asia/riyadh", 180, .never)
    add("asia/dubai", 240, .never)
    add("asia/karachi asia/tashkent asia/yekaterinburg", 300, .never)
    add("asia/kolkata asia/calcutta", 330, .never)
    add("asia/bangkok asia/ho_chi_minh asia/jakarta", 420, .never)
    add("asia/shanghai asia/hong_kong asia/taipei asia/singapore asia/manila australia/perth", 480, .never)
    add("asia/seoul asia/pyongyang asia/tokyo", 540, .never)
    add("asia/vladivostok australia/brisbane", 600, .never)
    add("america/new_york america/toronto america/detroit us/eastern", -300, .american)
    add("america/chicago us/central", -360, .american)
    add("america/denver us/mountain", -420, .american)
    add("america/los_angeles us/pacific", -480, .american)
    add("america/argentina/buenos_aires america/sao_paulo", -180, .never)
    return places
  }()
}
