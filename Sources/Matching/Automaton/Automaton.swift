/// Finds all of many literals in one pass over a text (Aho and Corasick 1975).
///
/// States are numbered breadth first, so that the children of a state stand side by side. The states near the root, where a
/// text spends nearly all its time, have a row with the next state for every byte; the deep ones search their few children and
/// fall back. That keeps 23,000 literals in 8 MB, where rows for all states would take 35.
struct Automaton: Sendable {
  /// A literal that ends at an offset.
  struct RawHit: Equatable {
    var literal: Int32
    var end: Int32
  }

  /// The states nearest to the root have rows: with 38,000 literals a third of this takes a fifth more time; twice as much
  /// saves a tenth and costs 6 MB.
  private static let mostRows = 12_288

  /// Bytes that no literal has share class 0.
  private let classes: [UInt8]
  private let stride: Int
  /// For each state with a row and each class the place of the next state, doubled, and in the lowest bit whether something
  /// is to be done there: a literal ends, or the state has no row.
  private var rows: [UInt32]
  private let rowCount: Int
  /// Where the places of states without rows begin.
  private let rowsEnd: Int
  /// For each state its first child; the children end where those of the next state begin.
  private let children: [UInt32]
  /// For each state the byte that leads to it.
  private let labels: [UInt8]
  /// For each state the longest proper suffix of it that is a state too.
  private var suffixes: [UInt32]
  /// For each state the literal that ends in it or has its tail there, or -1.
  private let literals: [Int32]
  /// For each state the longest suffix, itself included, that has a literal, or 0.
  private var endings: [UInt32]
  /// For each literal how many of its letters lead to its state; the rest, the tail, is compared.
  private let depths: [Int32]
  /// The first state of each depth.
  private let levels: [UInt32]
  /// For each state without a row the longest suffix, itself included, that has children or a row.
  private var parents: [UInt32] = []
  private let strings: ByteStrings
  /// For each literal the first that is equal: only that one is reported.
  let firstEquals: [Int32]

  /// All hits, those that overlap too, in no order.
  ///
  /// Each step waits for the row that the step before led to, so four parts of the text are walked side by side: nothing
  /// waits for another. A part's walk has the hits that begin in it.
  func hits(in text: Span<UInt8>) -> [RawHit] {
    var hits: [RawHit] = []
    hits.reserveCapacity(Self.usualHits)
    let part = text.count / 4
    guard part >= Self.leastPart else {
      var walk = Walk(0, text.count)
      finish(&walk, text, &hits)
      return hits
    }
    var first = Walk(0, part)
    var second = Walk(part, 2 * part)
    var third = Walk(2 * part, 3 * part)
    var fourth = Walk(3 * part, text.count)
    let rows = rows.span
    let classes = classes.span
    while true {
      let steps = min(first.left, second.left, third.left, fourth.left)
      if steps == 0 { break }
      for _ in 0..<steps {
        let a = Self.step(&first, text, classes, rows)
        let b = Self.step(&second, text, classes, rows)
        let c = Self.step(&third, text, classes, rows)
        let d = Self.step(&fourth, text, classes, rows)
        guard (a | b | c | d) & 1 != 0 else { continue }
        if a & 1 != 0 { attend(&first, text, &hits) }
        if b & 1 != 0 { attend(&second, text, &hits) }
        if c & 1 != 0 { attend(&third, text, &hits) }
        if d & 1 != 0 { attend(&fourth, text, &hits) }
        break
      }
    }
    finish(&first, text, &hits)
    finish(&second, text, &hits)
    finish(&third, text, &hits)
    finish(&fourth, text, &hits)
    return hits
  }

  /// An article of a page has about so many, nearly all of them words that mean nothing alone.
  private static let usualHits = 64

  /// Shorter parts are not worth a walk of their own.
  private static let leastPart = 16

  /// A walk over a part of the text.
  private struct Walk {
    var index: Int
    /// Hits that begin here or behind belong to the next part.
    let end: Int
    /// Where the state's row begins; states without rows follow behind the rows.
    var place = 0

    init(_ start: Int, _ end: Int) {
      index = start
      self.end = end
    }

    @inline(__always)
    var left: Int { end - index }
  }

  /// The next state has a row and no literal ends in it unless the lowest bit of the result is set.
  @inline(__always)
  private static func step(
    _ walk: inout Walk, _ text: Span<UInt8>, _ classes: Span<UInt8>, _ rows: Span<UInt32>
  ) -> UInt32 {
    let step = rows[walk.place &+ Int(classes[Int(text[walk.index])])]
    walk.place = Int(step >> 1)
    walk.index &+= 1
    return step
  }

  /// Reports what ends where a walk stands, and leads it to the next state with a row.
  private func attend(_ walk: inout Walk, _ text: Span<UInt8>, _ hits: inout [RawHit]) {
    while true {
      var state = state(at: walk.place)
      if endings[Int(state)] != 0 { report(state, walk, text, to: &hits) }
      guard state >= rowCount else { return }
      state = parent(of: state)
      walk.place = place(of: state)
      guard state >= rowCount, walk.index < walk.end else { return }
      let step = deepStep(state, Int(classes[Int(text[walk.index])]))
      walk.place = Int(step >> 1)
      walk.index += 1
      if step & 1 == 0 { return }
    }
  }

  /// Goes to the end of the part, and as far behind as a literal may reach that begins in it.
  private func finish(_ walk: inout Walk, _ text: Span<UInt8>, _ hits: inout [RawHit]) {
    let rows = rows.span
    let classes = classes.span
    while walk.index < walk.end {
      if Self.step(&walk, text, classes, rows) & 1 != 0 { attend(&walk, text, &hits) }
    }
    var state = state(at: walk.place)
    while walk.index < text.count, isDeeper(state, than: walk.index - walk.end) {
      state = stepAnywhere(state, Int(classes[Int(text[walk.index])]))
      walk.index += 1
      if endings[Int(state)] != 0 { report(state, walk, text, to: &hits) }
    }
  }

  /// Whether more than so many bytes lead to a state: deep ones have higher numbers.
  private func isDeeper(_ state: UInt32, than depth: Int) -> Bool {
    depth + 1 < levels.count && state >= levels[depth + 1]
  }

  @inline(__always)
  private func place(of state: UInt32) -> Int {
    state < rowCount ? Int(state) * stride : rowsEnd + Int(state) - rowCount
  }

  @inline(__always)
  private func state(at place: Int) -> UInt32 {
    place < rowsEnd ? UInt32(place) / UInt32(stride) : UInt32(place - rowsEnd + rowCount)
  }

  /// What a row would have for a state that has none: its child, or what the row of its longest suffix with one has.
  @inline(__always)
  private func deepStep(_ start: UInt32, _ column: Int) -> UInt32 {
    var state = start
    while state >= rowCount {
      if let child = child(of: Int(state), column) { return UInt32(place(of: child)) << 1 | 1 }
      state = parent(of: suffixes[Int(state)])
    }
    return rows[Int(state) * stride + column]
  }

  /// The longest suffix of a state, itself included, that has children or a row.
  @inline(__always)
  private func parent(of state: UInt32) -> UInt32 {
    state < rowCount ? state : parents[Int(state) - rowCount]
  }

  /// The state behind one that may have no row.
  private func stepAnywhere(_ state: UInt32, _ column: Int) -> UInt32 {
    self.state(at: Int(deepStep(state, column) >> 1))
  }

  @inline(__always)
  private func child(of state: Int, _ column: Int) -> UInt32? {
    var child = Int(children[state])
    let end = Int(children[state + 1])
    while child < end {
      if labels[child] == column { return UInt32(child) }
      child += 1
    }
    return nil
  }

  private func report(_ state: UInt32, _ walk: Walk, _ text: Span<UInt8>, to hits: inout [RawHit]) {
    var ending = endings[Int(state)]
    while ending != 0 {
      let literal = literals[Int(ending)]
      let depth = Int(depths[Int(literal)])
      if walk.index - depth < walk.end, let end = end(of: literal, from: depth, text, walk.index) {
        hits.append(RawHit(literal: literal, end: Int32(truncatingIfNeeded: end)))
      }
      ending = endings[Int(suffixes[Int(ending)])]
    }
  }

  /// Where a literal ends whose first bytes were found, if the text goes on with its tail.
  @inline(__always)
  private func end(of literal: Int32, from depth: Int, _ text: Span<UInt8>, _ start: Int) -> Int? {
    let string = strings.range(Int(literal))
    var index = start
    for place in (string.lowerBound + depth)..<string.upperBound {
      guard index < text.count, classes[Int(strings.bytes[place])] == classes[Int(text[index])] else {
        return nil
      }
      index += 1
    }
    return index
  }

  /// How long a literal is.
  func length(_ literal: Int32) -> Int { strings.range(Int(literal)).count }
}

// MARK: - Construction

extension Automaton {
  /// An automaton for literals that are not empty.
  ///
  /// `equal` lists bytes that count as another: a quotation mark between words is a separator too.
  /// `mostRows` bounds how many states have a row; tests ask for few.
  init(_ strings: ByteStrings, equal: [UInt8: UInt8] = [:], mostRows: Int = Self.mostRows) {
    self.strings = strings
    classes = Self.classes(of: strings.bytes, equal: equal)
    stride = Int(classes.max() ?? 0) + 1
    let trie = Trie(strings, classes: classes, classCount: stride)
    firstEquals = trie.firstEquals
    depths = trie.depths
    let numbered = trie.breadthFirst()
    children = numbered.children
    labels = numbered.labels
    literals = numbered.literals
    levels = numbered.starts
    rowCount = min(literals.count, mostRows)
    rowsEnd = rowCount * stride
    rows = Array(repeating: 0, count: stride)
    rows.reserveCapacity(rowsEnd)
    suffixes = Array(repeating: 0, count: literals.count)
    endings = Array(repeating: 0, count: literals.count)
    for state in 0..<literals.count { complete(state) }
  }

  private static func classes(of bytes: [UInt8], equal: [UInt8: UInt8]) -> [UInt8] {
    var isUsed = [Bool](repeating: false, count: 256)
    for byte in bytes { isUsed[Int(byte)] = true }
    var classes = [UInt8](repeating: 0, count: 256)
    var count: UInt8 = 0
    for byte in 0..<256 where isUsed[byte] {
      count &+= 1
      classes[byte] = count
    }
    for (byte, other) in equal { classes[Int(byte)] = classes[Int(other)] }
    return classes
  }

  /// Fills in a state's row and its children's suffixes; all states before it are complete.
  private mutating func complete(_ state: Int) {
    let suffix = Int(suffixes[state])
    if state >= rowCount {
      let hasChildren = children[state] < children[state + 1]
      parents.append(hasChildren ? UInt32(state) : parent(of: UInt32(suffix)))
    } else if state != 0 {
      rows += Array(rows[suffix * stride..<(suffix + 1) * stride])
    }
    for child in Int(children[state])..<Int(children[state + 1]) {
      let column = Int(labels[child])
      suffixes[child] = state == 0 ? 0 : stepAnywhere(UInt32(suffix), column)
      endings[child] = literals[child] >= 0 ? UInt32(child) : endings[Int(suffixes[child])]
      if state < rowCount {
        let isQuiet = endings[child] == 0 && child < rowCount
        rows[state * stride + column] = UInt32(place(of: UInt32(child))) << 1 | (isQuiet ? 0 : 1)
      }
    }
  }
}
