/// One statement of a configuration, feed or topic file: a line at the margin and what is indented below it.
///
///     feed yonhap-en https://en.yna.co.kr/RSS/news.xml     keyword `feed`, the rest its arguments
///       lang: en                                           an entry with key `lang`
///
/// A setting (`state: /var/lib/pactwatch`) is a statement whose keyword ended in a colon.
package struct Statement: Sendable, Equatable {
  package var keyword: SourceText
  /// What stands behind the keyword or the colon, comments removed and ends trimmed; it may be empty.
  package var arguments: SourceText
  /// Whether a colon followed the keyword.
  package var isSetting: Bool
  package var entries: [Entry]

  /// An indented line: `key: value`, or `keyword arguments` without a colon.
  package struct Entry: Sendable, Equatable {
    package var key: SourceText
    package var value: SourceText
    /// Whether a colon followed the key.
    package var hasColon: Bool
  }
}
