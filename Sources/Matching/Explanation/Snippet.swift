/// The sentence of an item that made a topic fire.
struct Snippet {
  private let source: ItemSource
  private let layout: Layout

  /// Columns on a terminal; longer sentences are cut around their hits.
  static let widest = 280

  init(_ source: ItemSource, _ layout: Layout) {
    self.source = source
    self.layout = layout
  }

  /// The sentence with the most of the hits, on one line, the hits and those that overlap them marked.
  func text(around hits: [Hit], and overlapping: [Hit]) -> MarkedText {
    var best: (range: Range<Int>, hits: [Hit])?
    for hit in hits {
      let sentence = layout.unitRange(.sentence, around: hit.start)
      let inside = hits.filter { sentence.contains($0.start) }
      if inside.count > best?.hits.count ?? 0 { best = (sentence, inside) }
    }
    guard let best, let field = source.folded.field(at: best.range.lowerBound) else {
      return MarkedText(runs: [])
    }
    let folded = best.range.clamped(to: field.range)
    let text = source.item.text(field.field)
    var sentence = source.folded.sourceRange(folded)
    // The field's last sentence goes on to the end of the text, its full stop included.
    if folded.upperBound == field.range.upperBound { sentence = sentence.lowerBound..<text.utf8.count }
    let others = overlapping.filter { other in best.hits.contains(where: other.overlaps) }
    let marks = (best.hits + others).map { source.folded.sourceRange($0.start..<$0.end) }
    return HighlightedText(text, sentence, marks).text(columns: Self.widest)
  }
}
