#!/usr/bin/env python3
"""Draws what a command prints on a terminal: terminal-picture.py OUT.svg LINES TITLE COMMAND...

The picture in the README is made after `make demo` by

    Scripts/terminal-picture.py docs/terminal.svg 24 'pactwatch alerts --topic troops' \\
        .build/release/pactwatch alerts --topic troops --config Feeds/demo/demo.conf
"""

import html
import os
import pty
import re
import sys
import unicodedata

COLUMNS = 110
CELL, LINE, MARGIN, BAR = 8.4, 20, 16, 34
FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK JP', monospace"
TEXT, BACKGROUND, FRAME = "#d8dee9", "#1f2430", "#2b3140"
COLOURS = {"31": "#f28779", "32": "#a6cc70", "33": "#ffd173", "36": "#5ccfe6", "2": "#8a93a5"}


def output_of(command):
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execvp(command[0], command)
    out = b""
    try:
        while part := os.read(terminal, 65536):
            out += part
    except OSError:  # Linux says so when the other end has closed.
        pass
    os.waitpid(child, 0)
    return out.decode().replace("\r\n", "\n")


def width(character):
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def lines_of(text):
    """Lines of (column, style, text), wrapped where a terminal would wrap them."""
    text = re.sub(r"\x1b\]8;.*?(?:\x07|\x1b\\)", "", text)
    line, column, style = [], 0, ()
    for part in re.split(r"(\x1b\[[0-9;]*m)", text):
        if part.startswith("\x1b"):
            codes = tuple(code for code in part[2:-1].split(";") if code not in ("", "0"))
            style = codes
            continue
        for character in part:
            if character == "\n" or column + width(character) > COLUMNS:
                yield line
                line, column = [], 0
            if character == "\n":
                continue
            # Wide characters stand in cells of their own: no font has all of them twice as wide as the Latin ones.
            if line and line[-1][1] == style and width(character) == 1 and line[-1][3]:
                line[-1][2] += character
            else:
                line.append([column, style, character, width(character) == 1])
            column += width(character)
    if line:
        yield line


def run(column, style, text):
    colour = next((COLOURS[code] for code in style if code in COLOURS), TEXT)
    weight = ' font-weight="bold"' if "1" in style else ""
    return f'<tspan x="{MARGIN + column * CELL:.1f}" fill="{colour}"{weight}>{html.escape(text)}</tspan>'


def main(out, most, title, *command):
    lines = list(lines_of(output_of(command)))[: int(most)]
    while lines and not lines[-1]:
        lines.pop()
    size = (COLUMNS * CELL + 2 * MARGIN, len(lines) * LINE + BAR + 2 * MARGIN)
    rows = "\n".join(
        f'<text y="{BAR + MARGIN + (number + 0.8) * LINE:.1f}">' + "".join(run(*each[:3]) for each in line) + "</text>"
        for number, line in enumerate(lines) if line)
    dots = "".join(f'<circle cx="{20 + 18 * i}" cy="17" r="5.5" fill="{colour}"/>'
                   for i, colour in enumerate(("#f28779", "#ffd173", "#a6cc70")))
    with open(out, "w", encoding="utf-8") as file:
        file.write(f"""<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]:.0f}" height="{size[1]:.0f}" \
viewBox="0 0 {size[0]:.0f} {size[1]:.0f}" font-family="{FONT}" font-size="14" xml:space="preserve">
<title>{html.escape(title)}</title>
<rect width="100%" height="100%" rx="9" fill="{BACKGROUND}"/><path d="M0 {BAR}H{size[0]:.0f}" stroke="{FRAME}"/>
{dots}<text x="50%" y="22" text-anchor="middle" fill="{COLOURS['2']}">{html.escape(title)}</text>
{rows}
</svg>
""")


main(*sys.argv[1:])
