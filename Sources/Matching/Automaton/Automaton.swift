/// Finds all of many literals in one pass over a text (Aho and Corasick 1975).
///
/// States are numbered breadth first, so that the children of a state stand side by side. The states near the root, where a
/// text spends nearly all its time, have a row with the next state for every byte; the deep ones search their few children and
/// fall back. That keeps 16,000 literals in 3 MB, where rows for all states would take 50.
struct Automaton: Sendable {
  /// A literal that ends at an offset.
  struct RawHit: Equatable {
    var literal: Int32
    var end: Int32
  }

  /// States of at most this depth have rows.
  private static let rowDepth = 3
  private static let mostRows = 4_096

  /// Bytes that no literal has share class 0.
  private let classes: [UInt8]
  private let stride: Int
  /// For each state with a row and each class the place of the next state, doubled, and whether a literal ends there in the
  /// lowest bit.
  private var rows: [UInt32]
  private var rowCount: Int
  /// For each state its first child; the children end where those of the next state begin.
  private let children: [UInt32]
  /// For each state the byte that leads to it.
  private let labels: [UInt8]
  /// For each state the longest proper suffix of it that is a state too.
  private var suffixes: [UInt32]
  /// For each state the literal that ends in it, or -1.
  private let literals: [Int32]
  /// For each state the longest suffix, itself included, in which a literal ends, or 0.
  private var endings: [UInt32]
  /// The literals' lengths.
  let lengths: [Int32]
  /// For each literal the first that is equal: only that one is reported.
  let firstEquals: [Int32]

  /// All hits, those that overlap too, in the order of their ends; longer ones first where ends are equal.
  func hits(in text: Span<UInt8>) -> [RawHit] {
    var hits: [RawHit] = []
    let rows = rows.span
    let classes = classes.span
    // A place is where the state's row begins; states without rows follow behind the rows.
    var place = 0
    for index in 0..<text.count {
      let column = Int(classes[Int(text[index])])
      if place < rows.count {
        let step = rows[place + column]
        place = Int(step >> 1)
        if step & 1 != 0 { report(state(at: place), end: index + 1, to: &hits) }
      } else {
        let state = stepAnywhere(state(at: place), column)
        place = self.place(of: state)
        if endings[Int(state)] != 0 { report(state, end: index + 1, to: &hits) }
      }
    }
    return hits
  }

  @inline(__always)
  private func place(of state: UInt32) -> Int {
    state < rowCount ? Int(state) * stride : rows.count + Int(state) - rowCount
  }

  @inline(__always)
  private func state(at place: Int) -> UInt32 {
    UInt32(place < rows.count ? place / stride : place - rows.count + rowCount)
  }

  /// The state behind one that may have no row: its child, or that of its longest suffix that has one.
  private func stepAnywhere(_ start: UInt32, _ column: Int) -> UInt32 {
    var state = start
    while state >= rowCount {
      if let child = child(of: Int(state), column) { return child }
      state = suffixes[Int(state)]
    }
    return self.state(at: Int(rows[Int(state) * stride + column] >> 1))
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

  private func report(_ state: UInt32, end: Int, to hits: inout [RawHit]) {
    var ending = endings[Int(state)]
    while ending != 0 {
      hits.append(RawHit(literal: literals[Int(ending)], end: Int32(truncatingIfNeeded: end)))
      ending = endings[Int(suffixes[Int(ending)])]
    }
  }
}

// MARK: - Construction

extension Automaton {
  /// An automaton for literals that are not empty.
  ///
  /// `equal` lists bytes that count as another: a quotation mark between words is a separator too.
  init(_ patterns: [[UInt8]], equal: [UInt8: UInt8] = [:]) {
    lengths = patterns.map { Int32($0.count) }
    (classes, stride) = Self.classes(of: patterns, equal: equal)
    var trie = Trie(classCount: stride)
    var firstEquals: [Int32] = []
    firstEquals.reserveCapacity(patterns.count)
    for (literal, pattern) in patterns.enumerated() {
      firstEquals.append(trie.insert(pattern, classes: classes, literal: Int32(literal)))
    }
    self.firstEquals = firstEquals
    let numbered = trie.breadthFirst(rowDepth: Self.rowDepth)
    children = numbered.children
    labels = numbered.labels
    literals = numbered.literals
    rowCount = min(numbered.shallowCount, Self.mostRows)
    rows = Array(repeating: 0, count: rowCount * stride)
    suffixes = Array(repeating: 0, count: literals.count)
    endings = Array(repeating: 0, count: literals.count)
    for state in 0..<literals.count { complete(state) }
  }

  private static func classes(of patterns: [[UInt8]], equal: [UInt8: UInt8]) -> (classes: [UInt8], count: Int)
  {
    var classes = [UInt8](repeating: 0, count: 256)
    var isUsed = [Bool](repeating: false, count: 256)
    for pattern in patterns {
      for byte in pattern { isUsed[Int(byte)] = true }
    }
    var count = 1
    for byte in 0..<256 where isUsed[byte] {
      classes[byte] = UInt8(truncatingIfNeeded: count)
      count += 1
    }
    for (byte, other) in equal { classes[Int(byte)] = classes[Int(other)] }
    return (classes, count)
  }

  /// Fills in a state's row and its children's suffixes; all states before it are complete.
  private mutating func complete(_ state: Int) {
    let suffix = Int(suffixes[state])
    if state < rowCount, state != 0 {
      for column in 0..<stride { rows[state * stride + column] = rows[suffix * stride + column] }
    }
    for child in Int(children[state])..<Int(children[state + 1]) {
      let column = Int(labels[child])
      suffixes[child] = state == 0 ? 0 : stepAnywhere(UInt32(suffix), column)
      endings[child] = literals[child] >= 0 ? UInt32(child) : endings[Int(suffixes[child])]
      if state < rowCount {
        rows[state * stride + column] = UInt32(place(of: UInt32(child))) << 1 | (endings[child] != 0 ? 1 : 0)
      }
    }
  }
}
