/// Literals as a tree of their bytes' classes, before they become an automaton.
///
/// Where a literal parts from all others stands a leaf; the rest of it, its tail, needs no nodes. That makes the tree a third
/// of what it would be.
struct Trie {
  private struct Node {
    /// 0 where there is none, as in `sibling`.
    var firstChild: UInt32 = 0
    var sibling: UInt32 = 0
    /// The literal that ends here or, in a leaf, goes on with a tail.
    var literal: Int32 = -1
    var label: UInt8 = 0
  }

  private let strings: ByteStrings
  private let classes: [UInt8]
  private let classCount: Int
  private var nodes = [Node()]
  /// Children of the root and of its children by class: most literals part there, and a search would be long.
  private var shallow: [UInt32]
  private static let shallowDepth = 2
  /// A text comes by the nodes near the root all the time, and to compare a tail takes longer than to go on.
  private static let leastLeafDepth = 8
  /// For each literal how many of its bytes lead to its node.
  private(set) var depths: [Int32]
  /// For each literal the first that is equal.
  private(set) var firstEquals: [Int32] = []

  init(_ strings: ByteStrings, classes: [UInt8], classCount: Int) {
    self.strings = strings
    self.classes = classes
    self.classCount = classCount
    shallow = Array(repeating: 0, count: classCount * (classCount + 1))
    depths = Array(repeating: 0, count: strings.count)
    firstEquals.reserveCapacity(strings.count)
    for literal in strings.indices { firstEquals.append(insert(Int32(literal))) }
  }

  /// Adds a literal unless an equal one is there; gives the one that is there now.
  private mutating func insert(_ literal: Int32) -> Int32 {
    let count = count(literal)
    var node: UInt32 = 0
    var depth = 0
    while depth < count, let next = child(of: node, label(literal, depth), depth) {
      node = next
      depth += 1
    }
    let other = nodes[Int(node)].literal
    guard other >= 0, depth == count || self.count(other) > depth else {
      place(literal, in: node, depth)
      return literal
    }
    return part(literal, from: other, at: node, depth)
  }

  /// Adds a literal where another has a tail or ends.
  private mutating func part(_ literal: Int32, from other: Int32, at node: UInt32, _ depth: Int) -> Int32 {
    let shorter = min(count(literal), count(other))
    var common = depth
    while common < shorter, label(literal, common) == label(other, common) { common += 1 }
    if common == count(literal), common == count(other) { return other }
    nodes[Int(node)].literal = -1
    var node = node
    for depth in depth..<common { node = addChild(of: node, label(literal, depth), depth) }
    place(other, in: node, common)
    place(literal, in: node, common)
    return literal
  }

  /// Lets a literal end in a node, or gives it a leaf below.
  private mutating func place(_ literal: Int32, in node: UInt32, _ depth: Int) {
    var (node, depth) = (node, depth)
    let leafDepth = min(max(depth + 1, Self.leastLeafDepth), count(literal))
    while depth < leafDepth {
      node = addChild(of: node, label(literal, depth), depth)
      depth += 1
    }
    nodes[Int(node)].literal = literal
    depths[Int(literal)] = Int32(truncatingIfNeeded: depth)
  }

  @inline(__always)
  private func count(_ literal: Int32) -> Int { strings.range(Int(literal)).count }

  @inline(__always)
  private func label(_ literal: Int32, _ depth: Int) -> UInt8 {
    classes[Int(strings.bytes[strings.range(Int(literal)).lowerBound + depth])]
  }

  @inline(__always)
  private func child(of node: UInt32, _ label: UInt8, _ depth: Int) -> UInt32? {
    var child: UInt32
    if depth < Self.shallowDepth {
      child = shallow[shallowIndex(node, label, depth)]
    } else {
      child = nodes[Int(node)].firstChild
      while child != 0, nodes[Int(child)].label != label { child = nodes[Int(child)].sibling }
    }
    return child == 0 ? nil : child
  }

  private mutating func addChild(of node: UInt32, _ label: UInt8, _ depth: Int) -> UInt32 {
    let child = UInt32(nodes.count)
    nodes.append(Node(sibling: nodes[Int(node)].firstChild, label: label))
    nodes[Int(node)].firstChild = child
    if depth < Self.shallowDepth { shallow[shallowIndex(node, label, depth)] = child }
    return child
  }

  @inline(__always)
  private func shallowIndex(_ node: UInt32, _ label: UInt8, _ depth: Int) -> Int {
    (depth == 0 ? 0 : Int(nodes[Int(node)].label) + 1) * classCount + Int(label)
  }

  /// The nodes level by level.
  struct Levels {
    /// For each node the number of its first child; one more entry for the end.
    var children: [UInt32] = []
    /// For each node the class that leads to it.
    var labels: [UInt8] = [0]
    /// For each node the literal that ends in it or has its tail there, or -1.
    var literals: [Int32] = []
    /// The first node of each depth.
    var starts: [UInt32] = []
  }

  func breadthFirst() -> Levels {
    var levels = Levels()
    levels.children.reserveCapacity(nodes.count + 1)
    levels.labels.reserveCapacity(nodes.count)
    levels.literals.reserveCapacity(nodes.count)
    var queue: [UInt32] = [0]
    queue.reserveCapacity(nodes.count)
    var next = 0
    var levelEnd = 0
    while next < queue.count {
      if next == levelEnd {
        levels.starts.append(UInt32(next))
        levelEnd = queue.count
      }
      let node = nodes[Int(queue[next])]
      levels.children.append(UInt32(queue.count))
      levels.literals.append(node.literal)
      var child = node.firstChild
      while child != 0 {
        levels.labels.append(nodes[Int(child)].label)
        queue.append(child)
        child = nodes[Int(child)].sibling
      }
      next += 1
    }
    levels.children.append(UInt32(queue.count))
    return levels
  }
}
