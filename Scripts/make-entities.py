#!/usr/bin/env python3
"""Print Sources/FeedParsing/HTML/EntityTable.swift: the named character references of HTML.

    Scripts/make-entities.py > Sources/FeedParsing/HTML/EntityTable.swift

The names come from Python's html.entities.html5, which is the table of the HTML Standard.
"""

import textwrap
from html.entities import html5

named = {name[:-1]: text for name, text in html5.items() if name.endswith(";")}
bare = sorted(name for name in html5 if not name.endswith(";"))


def points(text):
    return "+".join(f"{ord(character):X}" for character in text)


def literal(words):
    lines = textwrap.wrap(" ".join(words), 104, break_long_words=False, break_on_hyphens=False)
    return "\n".join("    " + line for line in lines)


print(f'''/// The named character references of the HTML Standard. Made by Scripts/make-entities.py.
enum EntityTable {{
  /// `name=points` in the order of the names' bytes, the code points in hexadecimal, joined by `+`.
  static let named = """
{literal(f"{name}={points(text)}" for name, text in sorted(named.items()))}
    """

  /// The names that HTML knows without their semicolon, too.
  static let bare = """
{literal(bare)}
    """
}}''')
