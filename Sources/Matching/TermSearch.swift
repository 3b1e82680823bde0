package import Statements

/// One term by itself, to see what it hits.
package struct TermSearch: Sendable {
  private let topics: TopicSet

  /// Reads a term as a topic file has it; several words need no quotes here. A mistake is given with its place in the term.
  package init(_ text: String) throws(Problems) {
    let isPhrase = text.contains(where: \.isWhitespace) && !text.contains("\"")
    let written = isPhrase ? "\"\(text)\"" : text
    do throws(Mistake) {
      var reader = TermReader()
      let term = try reader.read(SourceText(written, at: Location(file: "TERM", line: 1, column: 1)))
      topics = TopicSet(
        items: [], concepts: [Concept(name: term.written, rules: [])], terms: [[term]], tests: [])
    } catch {
      throw Problems(text: written, problem: error.problem)
    }
  }

  /// What is wrong with a term, with the text that the places are in.
  package struct Problems: Error {
    package var text: String
    package var problem: Problem
  }

  /// All hits in an item, in the order of its text; each with the whole word around it.
  package func hits(in item: MatchItem) -> [TermHit] {
    guard let found = ItemMatcher(topics, item).locatedIfAny() else { return [] }
    return found.hits.hits[0].map { TermHit($0, found) }
  }
}

/// A place where a term was found.
package struct TermHit {
  /// The words as the text has them, with the particles and endings that a term leaves open.
  package let form: String
  /// Equal for all spellings of one form.
  package let key: [UInt8]
  private let hit: Hit
  private let found: ItemHits

  init(_ hit: Hit, _ found: ItemHits) {
    self.hit = hit
    self.found = found
    let text = found.source.folded.bytes.span
    let edges = WordEdges()
    // Between Han characters no word ends; elsewhere what is glued on belongs to the form.
    let start =
      edges.script(text, at: hit.start) == .hangul ? edges.wordStart(text, from: hit.start) : hit.start
    let end = edges.script(text, before: hit.end) == .hangul ? edges.wordEnd(text, from: hit.end) : hit.end
    form = found.source.text(start..<end)
    key = Array(found.source.folded.bytes[start..<end])
  }

  /// The sentence around it.
  package var sentence: MarkedText {
    let layout = Layout(found.source.folded.bytes.span)
    return Snippet(found.source, layout).text(around: [hit], and: [])
  }
}
