/// Which concepts name which; all is found in time proportional to the names.
struct ConceptGraph {
  /// For each concept those that name it.
  private let users: [[Int]]
  /// The concepts that rest on no circle, each behind all that it names.
  let order: [Int]
  /// Whether a concept stands in a circle, or on a way from one circle to another.
  let isNearCircle: [Bool]

  /// - Parameter references: for each concept those that its rules name.
  init(_ references: [[Int]]) {
    var users = [[Int]](repeating: [], count: references.count)
    for (concept, named) in references.enumerated() {
      for other in named { users[other].append(concept) }
    }
    self.users = users
    order = Self.order(references, then: users)
    var isNearCircle = [Bool](repeating: true, count: references.count)
    for concept in order + Self.order(users, then: references) { isNearCircle[concept] = false }
    self.isNearCircle = isNearCircle
  }

  /// Puts each concept behind those that must come first (Kahn 1962); circles and what waits for them are left out.
  private static func order(_ first: [[Int]], then waiting: [[Int]]) -> [Int] {
    var missing = first.map(\.count)
    var order = missing.indices.filter { missing[$0] == 0 }
    var next = 0
    while next < order.count {
      for concept in waiting[order[next]] {
        missing[concept] -= 1
        if missing[concept] == 0 { order.append(concept) }
      }
      next += 1
    }
    return order
  }

  /// The concepts and all that rest on them.
  func withUsers(_ concepts: some Sequence<Int>) -> Set<Int> {
    var found = Set(concepts)
    var pending = Array(found)
    while let concept = pending.popLast() {
      for user in users[concept] where found.insert(user).inserted { pending.append(user) }
    }
    return found
  }
}
