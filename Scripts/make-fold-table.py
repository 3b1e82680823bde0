#!/usr/bin/env python3
"""Write Sources/Matching/Folding/FoldTable.swift from Debian's unicode-data.

    apt install unicode-data
    Scripts/make-fold-table.py > Sources/Matching/Folding/FoldTable.swift

docs/topics.md, "Folding", says what is folded; FoldingClass.swift names the classes. Standard library only.
"""

import bz2
import re
from pathlib import Path

DATA = Path("/usr/share/unicode")

# Letters without a decomposition that readers and keyboards treat as the plain ones.
PLAIN_LATIN = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "þ": "th",
               "ĸ": "k", "ŉ": "n", "ſ": "s"}
# Traditional or variant characters for which Unihan 15.0 has no kSimplifiedVariant (or the wrong one for news).
HAND_SIMPLIFIED = {"週": "周", "証": "证", "勳": "勋", "砲": "炮", "僱": "雇", "佈": "布", "裏": "里", "裡": "里", "爲": "为",
                   "説": "说", "衆": "众", "佔": "占", "覈": "核", "卹": "恤", "鬪": "斗", "鬭": "斗", "夥": "伙", "後": "后",
                   "復": "复", "徵": "征", "戰": "战", "戦": "战", "乾": "干", "噹": "当", "衹": "只", "祇": "只", "綫": "线",
                   "線": "线", "黨": "党", "敎": "教", "產": "产", "産": "产", "啓": "启", "內": "内", "吳": "吴", "敍": "叙"}
# What is written for the middle dot of Korean (araea) and of Japanese.
MIDDLE_DOTS = "\u00b7\u2027\u30fb\uff65\u318d\u119e"
QUOTES = "\"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u201a\u201b\u2033\u301d\u301e\u301f「」『』《》〈〉｢｣\uff02"
APOSTROPHES = "'`\u00b4\u2018\u2019\u02bc\u02b9\u0374\u2032\uff07\u055a\u02bb\u02bd"
SENTENCE_MARKS = "!?\u2026\u203c\u2047\u2048\u2049\u203d\u22ef"
CJK_SENTENCE_MARKS = "。！？｡"
BODY_MARKS = "；【】"
HARD = ":;|¦｜：，、､\u060c\u061b¡¿<>＜＞"


def code_points(field):
    first, _, last = field.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def property_file(name, wanted=None):
    """A code point -> value table of a file in the UCD's usual form."""
    table = {}
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        fields = [field.strip() for field in line.partition("#")[0].split(";")]
        if len(fields) >= 2 and (wanted is None or fields[1] == wanted):
            for point in code_points(fields[0]):
                table[point] = fields[1]
    return table


def unicode_data():
    category, decomposition, combining = {}, {}, {}
    first = None
    for line in (DATA / "UnicodeData.txt").read_text(encoding="utf-8").splitlines():
        fields = line.split(";")
        point = int(fields[0], 16)
        if fields[1].endswith(", First>"):
            first = point
            continue
        points = range(first if fields[1].endswith(", Last>") else point, point + 1)
        for each in points:
            category[each] = fields[2]
        if fields[3] != "0":
            combining[point] = int(fields[3])
        if fields[5]:
            decomposition[point] = [int(part, 16) for part in fields[5].split() if not part.startswith("<")]
    return category, decomposition, combining


def case_folding():
    folding = {}
    for line in (DATA / "CaseFolding.txt").read_text(encoding="utf-8").splitlines():
        fields = [field.strip() for field in line.partition("#")[0].split(";")]
        if len(fields) >= 3 and fields[1] in "CF":
            folding[int(fields[0], 16)] = [int(part, 16) for part in fields[2].split()]
    return folding


def simplified_variants():
    """Several values are given for 59 characters: the one in the BMP that is not the character itself."""
    variants = {}
    for line in bz2.open(DATA / "Unihan_Variants.txt.bz2", "rt", encoding="utf-8"):
        parts = line.rstrip("\n").split("\t")
        if len(parts) == 3 and parts[1] == "kSimplifiedVariant":
            point = int(parts[0][2:], 16)
            values = [int(value[2:], 16) for value in parts[2].split()]
            good = [value for value in values if value != point and value < 0x10000]
            if good or point not in values:
                variants[point] = (good or values)[0]
    variants.update({ord(a): ord(b) for a, b in HAND_SIMPLIFIED.items()})
    return variants


CATEGORY, DECOMPOSITION, COMBINING = unicode_data()
SCRIPT = property_file("Scripts.txt")
IGNORABLE = property_file("DerivedCoreProperties.txt", "Default_Ignorable_Code_Point")
CASE = case_folding()
SIMPLIFIED = simplified_variants()


def decompose(points):
    result = []
    for point in points:
        if point in DECOMPOSITION:
            result += decompose(DECOMPOSITION[point])
        else:
            result.append(point)
    return order(result)


def order(points):
    """Canonical ordering of marks (UAX 15)."""
    result = list(points)
    for end in range(len(result)):
        at = end
        while at > 0 and COMBINING.get(result[at], 0) and \
                COMBINING.get(result[at - 1], 0) > COMBINING.get(result[at], 0):
            result[at - 1], result[at] = result[at], result[at - 1]
            at -= 1
    return result


def is_mark(point):
    return CATEGORY.get(point, "Cn")[0] == "M"


def without_marks(points):
    """Latin and Greek lose all marks; Cyrillic loses stress and the dots of yo."""
    result, base = [], 0
    for point in points:
        if not is_mark(point):
            base = point
        elif SCRIPT.get(base) in ("Latin", "Greek"):
            continue
        elif SCRIPT.get(base) == "Cyrillic" and point in (0x300, 0x301):
            continue
        elif base == 0x435 and point == 0x308:
            continue
        result.append(point)
    return result


def simplify(point):
    seen = set()
    while point in SIMPLIFIED and point not in seen:
        seen.add(point)
        point = SIMPLIFIED[point]
    return point


def plain(points):
    return [ord(letter) for point in points for letter in PLAIN_LATIN.get(chr(point), chr(point))]


def compose_jamo(points):
    """Hangul is kept composed: decomposed syllables would be three times as long."""
    result = []
    for point in points:
        last = result[-1] if result else 0
        if 0x1100 <= last <= 0x1112 and 0x1161 <= point <= 0x1175:
            result[-1] = 0xAC00 + ((last - 0x1100) * 21 + point - 0x1161) * 28
        elif 0xAC00 <= last <= 0xD7A3 and (last - 0xAC00) % 28 == 0 and 0x11A8 <= point <= 0x11C2:
            result[-1] = last + point - 0x11A7
        else:
            result.append(point)
    return result


def fold(point):
    points = [point]
    while True:
        folded = without_marks(decompose(plain(points)))
        folded = without_marks(decompose([to for each in folded for to in CASE.get(each, [each])]))
        folded = [simplify(each) for each in plain(folded)]
        folded = compose_jamo(folded)
        if folded == points:
            return folded
        points = folded


def letter_class(point):
    category, script = CATEGORY.get(point, "Cn"), SCRIPT.get(point)
    if category == "Nd":
        return "D"
    if point == 0x30FC or script in ("Hiragana", "Katakana"):
        return "K"
    return {"Latin": "L", "Greek": "L", "Cyrillic": "C", "Hangul": "H", "Han": "N"}.get(script, "A")


def punctuation_class(point, category):
    character = chr(point)
    for characters, name in ((MIDDLE_DOTS, "P"), (QUOTES, "Q"), (APOSTROPHES, "'"), (SENTENCE_MARKS, "e"),
                             (CJK_SENTENCE_MARKS, "E"), (BODY_MARKS, "b"), (HARD, "h"), (".\uff0e", "."), (",", ","),
                             ("\n\v\f\r\u0085\u2028\u2029", "n"), ("\u3000", "P")):
        if character in characters:
            return name
    if 0x25A0 <= point <= 0x25FF or 0x2460 <= point <= 0x249B or 0x2776 <= point <= 0x2793 \
            or character in "★☆•‣⁃‖⓪":
        return "R"
    if category in ("Zs", "Cc"):
        return "S"
    return {"Ps": "o", "Pe": "c"}.get(category)


def class_of(point):
    """The class letter of FoldingClass.swift, or None for the default: a soft separator."""
    category = CATEGORY.get(point, "Cn")
    special = punctuation_class(point, category)
    if special:
        return special if special != "P" else None
    if point in IGNORABLE or category == "Cf":
        return "I"
    if category[0] == "M":
        return "M"
    if category[0] in "LN" or category == "So":
        return folded_class(point, category)
    return None


def folded_class(point, category):
    folded = fold(point)
    # Trade marks are no letters of the name before them.
    if chr(point) in "™℠" or not all(CATEGORY.get(each, "Cn")[0] in "LNM" for each in folded):
        return None
    if category == "So" and folded == [point]:
        return None
    return letter_class(folded[0])


def mapping_of(point):
    folded = fold(point)
    if chr(point) in "㈜㈱":
        folded = [each for each in folded if CATEGORY[each][0] == "L"]
    return folded


def runs(values):
    """(first, last, value) for equal neighbours in a sorted list of (point, value)."""
    result = []
    for point, value in values:
        if result and result[-1][1] == point - 1 and result[-1][2] == value:
            result[-1][1] = point
        else:
            result.append([point, point, value])
    return result


def main():
    letters = "LCAHNKDM"
    points = sorted(set(CATEGORY) | set(IGNORABLE))
    classes = [(point, class_of(point)) for point in points if not 0xD800 <= point <= 0xDFFF]
    classes += [(ord(each), "H") for each in "㈜"] + [(ord(each), "N") for each in "㈱"]
    classes = sorted({point: name for point, name in classes if name}.items())
    mappings = [(point, mapping_of(point)) for point, name in classes if name in letters]
    mappings = [(point, folded) for point, folded in mappings if folded != [point] and not 0xAC00 <= point <= 0xD7A3]
    version = re.search(r"-(\d+\.\d+\.\d+)\.txt", (DATA / "CaseFolding.txt").read_text(encoding="utf-8")).group(1)
    print(f"// Written by Scripts/make-fold-table.py from Unicode {version}. Do not edit.\n")
    print("enum FoldTable {")
    print(f'  static let unicodeVersion = "{version}"\n')
    print("  /// Runs of scalars: the first, how many more (both hexadecimal), the class; the default is a soft separator.")
    print_literal("classes", [f"{first:X}+{last - first:X}:{name}" for first, last, name in runs(classes)])
    print("\n  /// Scalars that fold to others: `from>to` or `from>to.to`, hexadecimal; `from` is relative to the one before.")
    entries, before = [], 0
    for point, folded in mappings:
        entries.append(f"{point - before:X}>" + ".".join(format(each, "X") for each in folded))
        before = point
    print_literal("mappings", entries)
    print("}")


def print_literal(name, entries):
    print(f'  static let {name} = """')
    line = ""
    for entry in entries:
        if len(line) + len(entry) > 100:
            print(f"    {line} \\")
            line = ""
        line += (" " if line else "") + entry
    print(f'    {line}\n    """')


main()
