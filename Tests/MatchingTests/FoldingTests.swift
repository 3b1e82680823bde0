import Foundation
import Testing

@testable import Matching

@Suite("Folding")
struct FoldingTests {
  @Test(
    "the spellings of a word fold to one form",
    arguments: [
      ["KCNA", "kcna", "ＫＣＮＡ", "k\u{AD}cna", "kc\u{200B}na", "𝐊𝐂𝐍𝐀"],
      ["traité", "traite\u{301}", "TRAITÉ", "traite"],
      ["straße", "STRASSE", "strasse", "STRAẞE"],
      ["anlaşması", "ANLAŞMASI", "anlasmasi"], ["İstanbul", "istanbul", "ıstanbul"],
      ["Łódź", "lodz", "ŁÓDŹ"], ["Bodø", "bodo"], ["œuvre", "oeuvre", "ŒUVRE"],
      ["ещё", "еще", "ЕЩЁ", "еще\u{308}", "еще\u{301}"], ["п'ять", "п’ять", "пять", "пʼять"],
      ["Київ", "київ", "Киі\u{308}в"], ["Сергій", "сергіи\u{306}"],
      ["條約", "条约", "条約"], ["北韓", "北韩", "北 韓", "北\n韓"], ["週年", "周年"], ["功勳", "功勋"], ["砲彈", "炮弹"],
      ["証實", "證實", "证实"], ["說", "説", "说"], ["為", "爲", "为"], ["衆", "眾", "众"], ["裡", "裏", "里"],
      ["ガ", "ｶﾞ", "カ\u{3099}"], ["북한", "\u{1107}\u{116E}\u{11A8}\u{1112}\u{1161}\u{11AB}"], ["第4条", "第４条"],
      ["mutual-defence", "mutual defence", "mutual\u{2011}defence", "mutual – defence", "mutual  defence"],
      ["북·러", "북ㆍ러", "북-러"],
    ])
  func sameForm(_ spellings: [String]) {
    let forms = Set(spellings.map { Folder.fold(term: $0) })
    #expect(forms.count == 1, "\(forms.map { String(decoding: $0, as: UTF8.self) })")
  }

  @Test(
    "letters that differ in meaning stay apart",
    arguments: [("й", "и"), ("ї", "і"), ("ґ", "г"), ("が", "か"), ("北韓", "朝鮮"), ("條約", "協定"), ("пакт", "пак")])
  func differentForm(_ a: String, _ b: String) {
    #expect(Folder.fold(term: a) != Folder.fold(term: b))
  }

  @Test("folding a folded word changes nothing", arguments: samples)
  func idempotent(_ text: String) {
    for word in Folder.fold(term: text).split(separator: Separator.soft) {
      #expect(Folder.fold(term: String(decoding: word, as: UTF8.self)) == Array(word))
    }
  }

  @Test("composed and decomposed text fold alike", arguments: samples)
  func normalisation(_ text: String) {
    let forms = [
      text.precomposedStringWithCanonicalMapping, text.decomposedStringWithCanonicalMapping,
    ]
    #expect(Set((forms + [text]).map { Folder.fold(term: $0) }).count == 1)
  }

  @Test("every folded scalar knows where its own stands", arguments: samples + mixtures)
  func sources(_ text: String) {
    var folder = Folder()
    let bytes = Array(text.utf8)
    folder.fold(.title, bytes.span)
    let sources = Self.sources(folder.folded)
    for (source, next) in zip(sources, sources.dropFirst()) { #expect(source <= next) }
    for source in sources where source != bytes.count {
      #expect(source < bytes.count && !UTF8Text.isContinuation(bytes[source]))
    }
  }

  @Test(
    "a hit is taken back to whole letters of the source",
    arguments: [
      ("Straße am Fluss", "strasse", "Straße"), ("a Straße", "stras", "Straß"),
      ("Киї́в — місто", "киі\u{308}в", "Киї́в"),
      ("У Кореї — тут", "кореі\u{308}", "Кореї"), ("「が」です", "か\u{3099}", "が"), ("㍻元年", "平", "㍻"),
      ("Nord\u{AD}korea, heute", "nordkorea", "Nord\u{AD}korea"), ("ᄇ\u{116E}ᆨ한", "북", "ᄇ\u{116E}ᆨ"),
    ])
  func wholeLetters(_ text: String, _ folded: String, _ source: String) throws {
    var folder = Folder()
    folder.fold(.title, Array(text.utf8).span)
    let wanted = Array(folded.utf8)
    let start = try #require(
      folder.folded.bytes.indices.first { folder.folded.bytes[$0...].starts(with: wanted) })
    let range = folder.folded.sourceRange(start..<start + wanted.count)
    #expect(text.utf8Slice(range) == source)
  }

  @Test("runs of letters are folded as they are one by one", arguments: samples + mixtures)
  func sameInRuns(_ text: String) {
    let bytes = Array(text.utf8)
    var runs = Folder()
    var single = Folder(takesRuns: false)
    for field in Field.allCases {
      runs.fold(field, bytes.span)
      single.fold(field, bytes.span)
    }
    #expect(runs.folded.bytes == single.folded.bytes)
    #expect(runs.folded.fields == single.folded.fields)
    #expect(Self.sources(runs.folded) == Self.sources(single.folded))
  }

  /// Where the source of each folded scalar stands.
  private static func sources(_ folded: FoldedText) -> [Int] {
    folded.bytes.indices.filter { !UTF8Text.isContinuation(folded.bytes[$0]) }.map(folded.source(of:))
  }

  /// Words and punctuation of all scripts in random order, long enough for blocks of sixteen bytes.
  static let mixtures: [String] = (0..<200).map { seed in
    let parts = [
      "a", "Zz9", "word", " ", " ", " ", "  ", ", ", ",", ". ", ".", "-", "\n", "\n\n", "'", "\u{AD}", "é",
      "e\u{301}", "ß",
      "Й", "їжак", "слово", "СЛОВО ", "북한 ", "군", "북", "朝鮮", "條", "が", "ｶﾞ", "。", "、", "（", "１２", "ﬃ", "㍻",
      "10", "000", "\u{1F600}",
      "the treaty of mutual assistance was signed in June and ratified in November",
    ]
    var random = SplitMix(UInt64(seed))
    return (0..<40).map { _ in parts[Int(random.next() % UInt64(parts.count))] }.joined()
  }

  static let samples = [
    "", " ", "Hello, world.", "Война. Пєсков: «Ні!» — сказав він… п’ять", "북한군 1만 2000명, 러시아에 파병…국정원 “사실”",
    "朝鮮と露の条約（第４条）が発効。", "普京\n\n金正恩 會談", "Weiß-Rußland ﬁn İIıi ǅ ŉ",
    "a\u{301}\u{323} и\u{306}\u{301} か\u{3099}",
    "\u{1112}\u{1161}\u{11AB}\u{AC00}\u{11A8}", "10.000 10,000 10 000 1’000", "㈜ № ½ ™ ① ■ ﷺ", "\u{301}x",
    "ｶﾞｷﾞ ﾊﾟ",
  ]
}

@Suite("Folding against Unicode's own tests")
struct UnicodeDataTests {
  static let directory = "/usr/share/unicode/"
  static var isInstalled: Bool { FileManager.default.fileExists(atPath: directory + "CaseFolding.txt") }

  @Test(
    "all canonically equal forms of NormalizationTest.txt fold alike",
    .enabled(if: isInstalled, "needs Debian's unicode-data"))
  func normalisation() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["bzcat", Self.directory + "NormalizationTest.txt.bz2"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    var lines = 0
    var failures: [String] = []
    for line in text.split(separator: "\n") where line.first?.isHexDigit == true {
      let columns = line.split(separator: ";").prefix(5).map { column in
        String(
          String.UnicodeScalarView(
            column.split(separator: " ").compactMap { UInt32($0, radix: 16) }.compactMap(Unicode.Scalar.init))
        )
      }
      lines += 1
      if Set(columns[0..<3].map { Folder.fold(term: $0) }).count > 1 { failures.append("canonical: \(line)") }
      if Folder.fold(term: columns[3]) != Folder.fold(term: columns[4]) {
        failures.append("compatible: \(line)")
      }
    }
    #expect(lines > 18_000)
    #expect(failures.isEmpty, "\(failures.count): \(failures.prefix(5))")
  }

  @Test("letters fold as CaseFolding.txt says", .enabled(if: isInstalled, "needs Debian's unicode-data"))
  func caseFolding() throws {
    let text = try String(contentsOfFile: Self.directory + "CaseFolding.txt", encoding: .utf8)
    var failures: [String] = []
    for line in text.split(separator: "\n") where line.first?.isHexDigit == true {
      let fields = line.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
      guard fields[1] == "C" || fields[1] == "F", let code = UInt32(fields[0], radix: 16),
        let from = Unicode.Scalar(code)
      else { continue }
      // The iota subscript is a mark on Greek letters, and those are dropped.
      if String(from).decomposedStringWithCanonicalMapping.unicodeScalars.contains("\u{345}") { continue }
      let target = String.UnicodeScalarView(
        fields[2].split(separator: " ").compactMap { UInt32($0, radix: 16) }.compactMap(Unicode.Scalar.init))
      if Folder.fold(term: String(from)) != Folder.fold(term: String(target)) {
        failures.append(String(line))
      }
    }
    #expect(failures.isEmpty, "\(failures.count): \(failures.prefix(5))")
  }
}
