/// Literals as a tree of their bytes' classes, before they become an automaton.
struct Trie {
  private struct Node {
    /// 0 where there is none, as in `sibling`.
    var firstChild: UInt32 = 0
    var sibling: UInt32 = 0
    var literal: Int32 = -1
    var label: UInt8 = 0
  }

  private var nodes = [Node()]
  /// Children of the root and of its children by class: most literals part there, and a search would be long.
  private var shallow: [UInt32]
  private let classCount: Int

  init(classCount: Int) {
    self.classCount = classCount
    shallow = Array(repeating: 0, count: classCount * (classCount + 1))
  }

  /// Adds a literal unless an equal one is there; gives the number of the one that is there now.
  mutating func insert(_ pattern: [UInt8], classes: [UInt8], literal: Int32) -> Int32 {
    var node: UInt32 = 0
    var row = 0
    for (depth, byte) in pattern.enumerated() {
      let label = classes[Int(byte)]
      if depth < 2 {
        let index = row * classCount + Int(label)
        if shallow[index] == 0 { shallow[index] = addChild(of: node, label) }
        node = shallow[index]
        row = Int(label) + 1
      } else {
        node = child(of: node, label) ?? addChild(of: node, label)
      }
    }
    if nodes[Int(node)].literal < 0 { nodes[Int(node)].literal = literal }
    return nodes[Int(node)].literal
  }

  private func child(of node: UInt32, _ label: UInt8) -> UInt32? {
    var child = nodes[Int(node)].firstChild
    while child != 0, nodes[Int(child)].label != label { child = nodes[Int(child)].sibling }
    return child == 0 ? nil : child
  }

  private mutating func addChild(of node: UInt32, _ label: UInt8) -> UInt32 {
    let child = UInt32(nodes.count)
    nodes.append(Node(sibling: nodes[Int(node)].firstChild, label: label))
    nodes[Int(node)].firstChild = child
    return child
  }

  /// The nodes level by level.
  struct Levels {
    /// For each node the number of its first child; one more entry for the end.
    var children: [UInt32] = []
    var labels: [UInt8] = [0]
    var literals: [Int32] = []
  }

  func breadthFirst() -> Levels {
    var levels = Levels()
    levels.children.reserveCapacity(nodes.count + 1)
    levels.labels.reserveCapacity(nodes.count)
    levels.literals.reserveCapacity(nodes.count)
    var queue: [UInt32] = [0]
    queue.reserveCapacity(nodes.count)
    var next = 0
    while next < queue.count {
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
