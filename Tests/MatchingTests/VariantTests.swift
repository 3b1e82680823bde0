import Foundation
import JSON
import Support
import Testing

@testable import Matching

/// One text in several spellings that readers take for the same.
enum Variant: String, CaseIterable, CustomTestStringConvertible {
  case decomposed
  case fullWidth
  case softHyphens
  case capitals
  case traditional

  var testDescription: String { rawValue }

  func of(_ text: String) -> String {
    switch self {
    case .decomposed: text.decomposedStringWithCanonicalMapping
    case .fullWidth: mapped(text, Self.fullWidthForm)
    case .softHyphens: hyphenated(text)
    case .capitals: text.uppercased()
    case .traditional: mapped(text) { Self.traditionalForms[$0] }
    }
  }

  func of(_ item: MatchItem) -> MatchItem {
    MatchItem(
      language: item.language, title: of(item.title), summary: of(item.summary), content: of(item.content))
  }

  private func mapped(_ text: String, _ form: (Unicode.Scalar) -> Unicode.Scalar?) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { view.append(form(scalar) ?? scalar) }
    return String(view)
  }

  /// Letters and digits only: full-width punctuation is another mark.
  private static func fullWidthForm(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    let isASCIIWord = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
    return isASCIIWord ? Unicode.Scalar(scalar.value + 0xFEE0) : nil
  }

  /// One behind every second letter within words.
  private func hyphenated(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      view.append(scalar)
      let isInside =
        index + 1 < scalars.count && scalar.properties.isAlphabetic
        && scalars[index + 1].properties.isAlphabetic
      if isInside, index % 2 == 0 { view.append("\u{AD}") }
    }
    return String(view)
  }

  /// For each simplified character one that is folded to it.
  private static let traditionalForms: [Unicode.Scalar: Unicode.Scalar] = {
    var forms: [Unicode.Scalar: Unicode.Scalar] = [:]
    for value in UInt32(0x4E00)...0x9FFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let folded = String(decoding: Folder.fold(term: String(scalar)), as: UTF8.self).unicodeScalars
      if let simplified = folded.first, simplified != scalar { forms[simplified] = scalar }
    }
    return forms
  }()
}

@Suite("Spellings that mean the same")
struct VariantTests {
  private static let topics = Result { TopicSet.compile(try Shipped.files()).0 }

  @Test("each variant of the shipped tests gives the verdict of the test", arguments: Variant.allCases)
  func shippedTests(variant: Variant) throws {
    let topics = try Self.topics.get()
    let step = Variant.allCases.count
    let first = Variant.allCases.firstIndex(of: variant) ?? 0
    for index in stride(from: first, to: topics.tests.count, by: step) {
      let test = topics.tests[index]
      #expect(
        verdict(topics, variant.of(test.item)) == verdict(topics, test.item),
        "\(variant): \(variant.of(test.item).title)")
    }
  }

  @Test(
    "each variant of the shared cases gives the same verdict",
    .enabled(if: Checkout.hasShared("matching/cases.jsonl"), "../shared/matching is absent"),
    arguments: Variant.allCases)
  func sharedCases(variant: Variant) throws {
    let topics = try Self.topics.get()
    let lines = try String(contentsOf: Checkout.shared("matching/cases.jsonl"), encoding: .utf8)
    var count = 0
    for line in lines.split(separator: "\n") {
      let value = try JSONValue.read(Array(line.utf8)).value
      let item = MatchItem(
        language: value["lang"]?.string, title: value["title"]?.string ?? "",
        summary: value["body"]?.string ?? "", content: "")
      let wanted = value["want"]?.array?.compactMap(\.string).map { $0 == "deployment" ? "troops" : $0 }
      #expect(Set(verdict(topics, item)) == Set(wanted ?? []), "\(item.title)")
      #expect(
        verdict(topics, variant.of(item)) == verdict(topics, item), "\(variant): \(variant.of(item).title)")
      count += 1
    }
    #expect(count >= 158)
  }

  private func verdict(_ topics: TopicSet, _ item: MatchItem) -> [String] {
    topics.match(item).filter { $0.tier == .alert }.map(\.topic)
  }
}
