import FeedParsing
import JSON
import Matching
import PactwatchKit
import Posix
import Statements

/// `pactwatch topics words`: what a term really hit in the archive.
enum TopicsWordsCommand {
  static func run(_ arguments: Arguments) -> ExitStatus {
    do throws(CommandFailure) {
      let search = try search(arguments.operands.first ?? "")
      let since = try TimeArgument.since(arguments) ?? 0
      let store = try Archive.open(try LoadedConfiguration.read(arguments).get())
      var words = TermForms()
      do throws(StoreError) {
        try store.forEachItem(since: since) { words.add($0, search.hits(in: MatchItem($0.item))) }
      } catch {
        throw Archive.failure(error)
      }
      for form in words.ranked { Terminal.print(arguments.has("json") ? form.json.text : form.text) }
      Terminal.message(words.summary)
      return .ok
    } catch {
      return error.status
    }
  }

  private static func search(_ term: String) throws(CommandFailure) -> TermSearch {
    do throws(TermSearch.Problems) {
      return try TermSearch(term)
    } catch {
      Terminal.report(ProblemReport([error.problem], in: ["TERM": Array(error.text.utf8)]).text)
      throw CommandFailure(status: .usage)
    }
  }
}

/// The forms in which a term was found, counted.
struct TermForms {
  private var forms: [[UInt8]: Form] = [:]
  private var items = 0
  private var itemsWithHits = 0

  struct Form {
    /// As the first text has it.
    let words: String
    let example: MarkedText
    let exampleItem: Int
    var count = 0
    /// How many of the hits are in items of each language; `?` where none is declared.
    var languages: [String: Int] = [:]
  }

  mutating func add(_ archived: ArchivedItem, _ hits: [TermHit]) {
    items += 1
    if !hits.isEmpty { itemsWithHits += 1 }
    let tag = archived.item.language?.split { $0 == "-" || $0 == "_" }.first
    let language = tag.map { $0.lowercased() } ?? "?"
    for hit in hits {
      var form =
        forms[hit.key]
        ?? Form(
          words: CleanText.singleLine(hit.form), example: hit.sentence, exampleItem: archived.row)
      form.count += 1
      form.languages[language, default: 0] += 1
      forms[hit.key] = form
    }
  }

  /// The most frequent first.
  var ranked: [Form] { forms.values.sorted { ($1.count, $0.words) < ($0.count, $1.words) } }

  /// `97 hits of 12 forms in 80 of 1204 items`.
  var summary: String {
    let hits = RunReport.count(forms.values.reduce(0) { $0 + $1.count }, "hit")
    let forms = RunReport.count(forms.count, "form")
    return "\(hits) of \(forms) in \(itemsWithHits) of \(RunReport.count(items, "item"))"
  }
}

extension TermForms.Form {
  private var rankedLanguages: [(key: String, value: Int)] {
    languages.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
  }

  /// `   41  договориться  (ru 41)` and an example with its item.
  var text: String {
    let width = 6
    let number = String(count)
    let blanks = String(repeating: " ", count: max(0, width - number.count))
    let languages = rankedLanguages.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    let sentence = CleanText.singleLine(example.written)
    let shown = Terminal.hasColor ? MarkedText(sentence).terminal : sentence
    return "\(blanks)\(number)  \(words)  (\(languages))\n          item \(exampleItem): \(shown)"
  }

  var json: JSONValue {
    .object(pairs: [
      ("form", .string(words)), ("count", .integer(count)),
      ("languages", .object(pairs: rankedLanguages.map { ($0.key, .integer($0.value)) })),
      ("item", .string("\(exampleItem)")), ("example", .string(example.written)),
    ])
  }
}
