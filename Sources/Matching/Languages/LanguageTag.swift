import Statements

/// The languages that files may name.
package enum LanguageTag {
  /// Whether it is a BCP 47 tag of a known language: groups of at most eight letters and digits (RFC 5646 section 2.1).
  package static func isValid(_ tag: String) -> Bool {
    isKnown(tag)
      && tag.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { group in
        (1...8).contains(group.utf8.count)
          && group.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
              || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          }
      }
  }

  /// Whether texts may be in a tag's language. A country code is not one: it would never be met.
  static func isKnown(_ tag: String) -> Bool {
    let primary = primary(tag)
    return LanguageGate.primaryTag(primary) == primary && known.contains(primary)
  }

  /// ` (did you mean X?)` to put behind what is said of an unknown tag, or nothing.
  package static func hint(for tag: String, or words: [String] = []) -> String {
    let primary = primary(tag)
    let mended = LanguageGate.primaryTag(primary)
    return mended != primary
      ? " (did you mean \(mended)?)" : Suggestion.hint(for: primary, among: usual + words)
  }

  private static func primary(_ tag: String) -> String { tag.prefix { $0 != "-" }.lowercased() }

  private static func list(_ tags: String) -> [String] {
    tags.split(separator: " ").map(String.init)
  }

  /// Only these are proposed: among all of them nearly every misspelt one has a neighbour.
  private static let usual = list("ar de en es fr it ja ko pl pt ru tr uk zh")

  private static let known = Set(list(twoLetters + " " + threeLetters))

  /// ISO 639-1, all of it.
  private static let twoLetters = """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en \
    eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja \
    jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb \
    nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so \
    sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """

  /// Of ISO 639-3 those that news are written in and that have no two letters.
  private static let threeLetters = """
    arz ast bal bho brx bxr ceb chr ckb cmn cnr crh diq doi dsb fil fur gag gsw hak haw hbs hmn hsb ilo kaa kab kea \
    kmr kok krc krl lez lld lmo mai mhr mni mnw mrj mul myv mdf nah nan nap nds new pap pcm pms prs rif rue sah sat \
    scn sco shn smn sms srn szl tet tpi tum tyv tzm udm vec war wuu xal yue zgh zza
    """
}
