/// Particles that may follow a word with `~`: they mark its part in the sentence and do not change what it names.
enum KoreanParticles {
  private static let all: Set<[UInt8]> = Set(
    """
    이 가 은 는 을 를 에 의 와 과 로 으로 도 만 에서 에게 까지 부터 측 군 산 행 발 내 와의 과의 에도 에는 이나 나 에서는 에서도 \
    으로부터 로부터 에게는 에게도 에게서 께서 한테 보다 처럼 마저 조차 밖에 이라 라 이며 이고 이란 란 으로는 으로도 로는 로도 만이 만은 \
    까지도 까지는 부터는 와는 과는 와도 과도 이라고 라고 이라는 라는 으로서 로서 으로써 로써
    """.split(whereSeparator: \.isWhitespace).map { Folder.fold(term: String($0)) })

  /// The longest of them takes four syllables of three bytes.
  private static let longest = 12

  /// Whether a stretch of folded text is a particle.
  static func contain(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count <= longest else { return false }
    return all.contains(range.map { text[$0] })
  }
}
