/// Gathers a body in blocks: an array that grows to some megabytes leaves holes in the heap that nobody can use.
struct BodyCollector {
  private var blocks: [[UInt8]] = []
  private(set) var count = 0

  /// As much as libcurl may hand over at once.
  static let blockBytes = 16 << 10
  /// Large enough that the allocator gives each one back to the system when it is freed.
  private static let largestBlock = 256 << 10

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    let room = blocks.last.map { $0.capacity - $0.count } ?? 0
    if room < bytes.count {
      var block: [UInt8] = []
      block.reserveCapacity(min(max(count, Self.blockBytes), Self.largestBlock))
      blocks.append(block)
    }
    unsafe blocks[blocks.count - 1].append(contentsOf: bytes)
    count += bytes.count
  }

  /// The whole body; the collector is empty afterwards.
  mutating func take() -> [UInt8] {
    var body: [UInt8] = []
    body.reserveCapacity(count)
    blocks.reverse()
    // Each block goes when it has been copied, or all of a large body would be there twice.
    while let block = blocks.popLast() { body += block }
    count = 0
    return body
  }
}
