import CZlib

/// Inflates a stream that arrives in pieces; tells a complete one from a truncated one.
///
///     var inflater = Inflater(.gzip)
///     try inflater.write(piece)
///     let text = try inflater.finish()
@safe package struct Inflater: ~Copyable {
  /// zlib keeps the address of its stream, so the stream cannot live inside a value that moves.
  private let stream: UnsafeMutablePointer<z_stream>
  private let limits: InflateLimits
  private let format: CompressedFormat
  private var output: [UInt8] = []
  private var inputBytes = 0
  private var drainedBytes = 0
  private var state: State

  private enum State: Equatable {
    case inStream
    /// All of a stream came; another gzip member may follow.
    case ended
    case inTrailer
    case unusable
  }

  /// How much may come out between two looks at the limits.
  private static let roundBytes = 64 << 10

  package init(_ format: CompressedFormat, limits: InflateLimits = InflateLimits()) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    self.limits = limits
    self.format = format
    let isReady = unsafe pw_inflate_init(stream, format.windowBits) == Z_OK
    state = isReady ? .inStream : .unusable
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Inflates a whole body at once.
  package static func inflate(
    _ bytes: [UInt8], _ format: CompressedFormat, limits: InflateLimits = InflateLimits()
  ) throws(InflateError) -> [UInt8] {
    var inflater = Inflater(format, limits: limits)
    if format == .gzip { inflater.output.reserveCapacity(min(announcedSize(of: bytes), limits.outputBytes)) }
    try inflater.write(bytes)
    return try inflater.finish()
  }

  /// What a gzip stream says at its end about its size (RFC 1952, 2.3.1): only good as a guess, but growing an array to
  /// some megabytes step by step takes twice the memory.
  private static func announcedSize(of bytes: [UInt8]) -> Int {
    bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// Takes the next piece of input. After the end of the stream only further gzip members count, other bytes are dropped.
  package mutating func write(_ bytes: [UInt8]) throws(InflateError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      switch state {
      case .unusable: throw .damaged(reason: "zlib could not be set up")
      case .inTrailer: return
      case .ended: beginMember(rest)
      case .inStream: rest = rest.dropFirst(try inflate(rest))
      }
    }
  }

  /// What has come out by now, or since the last time: for a body that need not be in memory as a whole.
  package mutating func drain() -> [UInt8] {
    drainedBytes += output.count
    defer { output = [] }
    return output
  }

  /// What came out, or the rest of it, once the input is at its end.
  package consuming func finish() throws(InflateError) -> [UInt8] {
    guard state == .ended || state == .inTrailer else { throw .truncated }
    return output
  }

  /// Some servers compress block by block: a gzip file may have many members (RFC 1952, 2.2).
  private mutating func beginMember(_ rest: ArraySlice<UInt8>) {
    guard format == .gzip, rest.first == 0x1f, unsafe inflateReset(stream) == Z_OK else {
      state = .inTrailer
      return
    }
    state = .inStream
  }

  /// Inflates until the input is used up or the stream ends; gives the bytes used.
  private mutating func inflate(_ input: ArraySlice<UInt8>) throws(InflateError) -> Int {
    var used = 0
    repeat {
      used += try round(input.dropFirst(used))
    } while state == .inStream && (used < input.count || isOutputPending)
    return used
  }

  /// A full round may leave output inside zlib.
  private var isOutputPending: Bool { unsafe stream.pointee.avail_out == 0 }

  /// Lets one round of output come out; gives the bytes of input used.
  private mutating func round(_ input: ArraySlice<UInt8>) throws(InflateError) -> Int {
    let stream = unsafe self.stream
    let free = output.capacity - output.count
    var code = Z_OK
    output.append(addingCapacity: free > 0 ? min(free, Self.roundBytes) : Self.roundBytes) { output in
      code = unsafe output.withUnsafeMutableBufferPointer { room, count in
        unsafe input.withUnsafeBufferPointer { input in
          unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
          unsafe stream.pointee.avail_in = UInt32(clamping: input.count)
          unsafe stream.pointee.next_out = room.baseAddress
          unsafe stream.pointee.avail_out = UInt32(clamping: room.count)
          defer { count = unsafe room.count - Int(stream.pointee.avail_out) }
          return unsafe CZlib.inflate(stream, Z_NO_FLUSH)
        }
      }
    }
    let used = unsafe min(input.count, Int(UInt32.max)) - Int(stream.pointee.avail_in)
    inputBytes += used
    try checkLimits()
    try note(code)
    return used
  }

  private func checkLimits() throws(InflateError) {
    let total = drainedBytes + output.count
    guard total <= limits.outputBytes else { throw .tooLarge(limit: limits.outputBytes) }
    let isBomb = total > limits.ratioFreeBytes && total / limits.ratio > inputBytes
    if isBomb { throw .bomb(ratio: limits.ratio) }
  }

  private mutating func note(_ code: Int32) throws(InflateError) {
    switch code {
    case Z_STREAM_END: state = .ended
    // No progress without more input is no error.
    case Z_OK, Z_BUF_ERROR: break
    case Z_NEED_DICT: throw .damaged(reason: "it needs a dictionary")
    default:
      throw .damaged(reason: unsafe stream.pointee.msg.map { unsafe String(cString: $0) } ?? "error \(code)")
    }
  }
}
