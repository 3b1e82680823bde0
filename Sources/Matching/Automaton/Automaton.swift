/// Finds all of many literals in one pass over a text (Aho and Corasick 1975), as a table of every state's step on every byte.
struct Automaton: Sendable {
  /// A literal that ends at an offset.
  struct RawHit: Equatable {
    var literal: Int32
    var end: Int32
  }

  /// Bytes that no literal has share class 0.
  private(set) var classes: [UInt8]
  private(set) var stride: Int
  /// For each state and class the next state's row, doubled, and whether something ends there in the lowest bit.
  private(set) var steps: [UInt32]
  /// For each state the literal that ends in it, or -1.
  private(set) var literals: [Int32]
  /// For each state the longest proper suffix in which a literal ends, or 0.
  private(set) var suffixes: [Int32]
  /// The literals' lengths.
  let lengths: [Int32]

  /// All hits, those that overlap too, in the order of their ends; longer ones first where ends are equal.
  func hits(in text: Span<UInt8>) -> [RawHit] {
    var hits: [RawHit] = []
    var step: UInt32 = 0
    for index in 0..<text.count {
      step = steps[Int(step >> 1) + Int(classes[Int(text[index])])]
      if step & 1 != 0 { report(step, end: index + 1, to: &hits) }
    }
    return hits
  }

  private func report(_ step: UInt32, end: Int, to hits: inout [RawHit]) {
    var state = Int(step >> 1) / stride
    while state != 0 {
      if literals[state] >= 0 {
        hits.append(RawHit(literal: literals[state], end: Int32(truncatingIfNeeded: end)))
      }
      state = Int(suffixes[state])
    }
  }
}

// MARK: - Construction

extension Automaton {
  /// An automaton for distinct, non-empty literals.
  ///
  /// `equal` lists bytes that count as another: a quotation mark between words is a separator too.
  init(_ patterns: [[UInt8]], equal: [UInt8: UInt8] = [:]) {
    lengths = patterns.map { Int32($0.count) }
    (classes, stride) = Self.classes(of: patterns, equal: equal)
    steps = Array(repeating: 0, count: stride)
    literals = [-1]
    suffixes = [0]
    for (literal, pattern) in patterns.enumerated() { insert(pattern, literal: Int32(literal)) }
    complete()
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

  /// Adds a literal's states; while this goes on, a step of 0 is none.
  private mutating func insert(_ pattern: [UInt8], literal: Int32) {
    var state = 0
    for byte in pattern {
      let index = state * stride + Int(classes[Int(byte)])
      if steps[index] == 0 {
        steps[index] = UInt32(literals.count)
        literals.append(-1)
        suffixes.append(0)
        steps.append(contentsOf: repeatElement(0, count: stride))
      }
      state = Int(steps[index])
    }
    literals[state] = literal
  }

  /// Fills in every missing step, from the root outwards: where a state has no step of its own, its longest suffix decides.
  private mutating func complete() {
    var failures = [Int](repeating: 0, count: literals.count)
    var queue = [0]
    queue.reserveCapacity(literals.count)
    var next = 0
    while next < queue.count {
      let state = queue[next]
      next += 1
      let row = state * stride
      let failureRow = failures[state] * stride
      for column in 0..<stride {
        let child = Int(steps[row + column])
        let step = state == 0 ? 0 : steps[failureRow + column]
        guard child != 0 else {
          steps[row + column] = step
          continue
        }
        let failure = Int(step >> 1) / stride
        failures[child] = failure
        suffixes[child] = Int32(literals[failure] >= 0 ? failure : Int(suffixes[failure]))
        let ends: UInt32 = literals[child] >= 0 || suffixes[child] != 0 ? 1 : 0
        steps[row + column] = UInt32(child * stride) << 1 | ends
        queue.append(child)
      }
    }
  }
}
