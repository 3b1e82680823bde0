/// What an HTML tag means for the plain text of a page.
enum HTMLTag: Sendable {
  /// Vanishes: a word may go on behind it.
  case inline
  /// Becomes a space.
  case space
  /// Ends a paragraph.
  case block
  /// Vanishes with all that stands inside.
  case hidden

  static let names: XMLNameTable<HTMLTag> = {
    let inline = """
      a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb ruby s
      samp small span strike strong sub sup time tt u var wbr audio video canvas embed object param track map
      area picture source svg math img iframe button input select option progress meter body html head meta
      link base blink basefont slot
      """
    let block = """
      address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer
      form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol optgroup p pre
      section summary table tbody tfoot thead tr caption ul plaintext xmp search title
      """
    let hidden = "script style rt rp template rtc"
    return XMLNameTable(
      pairs(inline, .inline) + pairs("br td th col colgroup", .space) + pairs(block, .block)
        + pairs(hidden, .hidden))
  }()

  private static func pairs(_ names: String, _ tag: HTMLTag) -> [(String, HTMLTag)] {
    names.split(whereSeparator: \.isWhitespace).map { (String($0), tag) }
  }
}
