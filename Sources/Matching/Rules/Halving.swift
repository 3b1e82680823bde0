/// Searches in what is sorted, by halves.
enum Halving {
  /// How many of so many things, from the first on, a condition holds of that holds of none behind one of which it does not.
  @inline(__always)
  static func count(of total: Int, while holds: (Int) -> Bool) -> Int {
    var low = 0
    var high = total
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
