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

extension Statement {
  /// The statement written out again: what `StatementReader` would read as the same.
  package var text: String {
    let head = keyword.text + (isSetting ? ":" : "") + " " + arguments.text
    return entries.reduce(head) { text, entry in
      let value = entry.value.text.split(separator: "\n").joined(separator: "\n      ")
      return text + "\n  \(entry.key.text)\(entry.hasColon ? ":" : "") \(value)"
    }
  }
}
