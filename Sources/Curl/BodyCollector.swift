/// Gathers a body in blocks of one size: an array that grows to some megabytes leaves holes in the heap that nobody can use.
struct BodyCollector {
  private var blocks: [[UInt8]] = []
  private(set) var count = 0

  /// As much as libcurl hands over at most.
  private static let blockBytes = 64 << 10

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    if blocks.isEmpty || blocks[blocks.count - 1].count + bytes.count > Self.blockBytes {
      var block: [UInt8] = []
      block.reserveCapacity(Self.blockBytes)
      blocks.append(block)
    }
    unsafe blocks[blocks.count - 1].append(contentsOf: bytes)
    count += bytes.count
  }

  /// The whole body; the collector is empty afterwards.
  mutating func take() -> [UInt8] {
    var body: [UInt8] = []
    body.reserveCapacity(count)
    for block in blocks { body += block }
    self = BodyCollector()
    return body
  }
}
