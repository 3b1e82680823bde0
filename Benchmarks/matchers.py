"""Other matchers of many literals, each a whole process on the same folded literals and text; and what they find.

    matchers.py vectorscan LITERALS TEXT     finds the literals in a file of one text a line
    matchers.py ahocorasick LITERALS TEXT    the same with the Rust crate aho-corasick (PyPI: ahocorasick-rs)
    matchers.py same PROGRAM TOPICS TEXT     whether measure-matching and Vectorscan find the same (PyPI: hyperscan)

Exit status 77 where the library is not installed.
"""

import importlib
import subprocess
import sys

MISSING = 77
SOFT, QUOTED = b" ", b'"'  # separators of folded text; the second stands for the first too


def library(name, package):
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"skipped: the Python package {package} is not installed", file=sys.stderr)
        sys.exit(MISSING)


def lines(path):
    with open(path, "rb") as file:
        return file.read().splitlines()


class Vectorscan:
    def __init__(self, literals):
        hyperscan = library("hyperscan", "hyperscan")
        self.database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        self.database.compile(expressions=literals, ids=list(range(len(literals))), elements=len(literals),
                              flags=[0] * len(literals), literal=True)

    def hits(self, text):
        """(literal, end) of all hits."""
        found = []
        self.database.scan(text, match_event_handler=lambda literal, start, end, flags, context: found.append((literal, end)))
        return found


def vectorscan(literals, text):
    matcher = Vectorscan(lines(literals))
    print(sum(len(matcher.hits(line)) for line in lines(text)), "hits")


def ahocorasick(literals, text):
    crate = library("ahocorasick_rs", "ahocorasick-rs")
    matcher = crate.AhoCorasick([line.decode() for line in lines(literals)], matchkind=crate.MatchKind.Standard)
    with open(text, encoding="utf-8") as file:
        print(sum(len(matcher.find_matches_as_indexes(line.lower(), overlapping=True)) for line in file), "hits")


def same(program, topics, text):
    def output(*arguments):
        return subprocess.run([program, *arguments], stdout=subprocess.PIPE, check=True).stdout
    literals = output("literals", topics).splitlines()
    distinct = list(dict.fromkeys(literals))
    first = {}
    for number, literal in enumerate(literals):
        first.setdefault(literal, number)
    matcher = Vectorscan(distinct)
    theirs = {(number, first[distinct[literal]], end)
              for number, folded in enumerate(output("fold", text).split(b"\0")[:-1])
              for literal, end in matcher.hits(folded.replace(QUOTED, SOFT))}
    ours = [tuple(map(int, line.split())) for line in output("scan", topics, text).splitlines()]
    if len(ours) == len(set(ours)) and set(ours) == theirs:
        print(f"the same {len(theirs)} hits of {len(distinct)} literals")
        return
    print(f"{len(ours)} hits here ({len(set(ours))} distinct), {len(theirs)} of Vectorscan; only one has, for instance, "
          f"{sorted(set(ours) ^ theirs)[:3]}")
    sys.exit(1)


def main():
    commands = {"vectorscan": vectorscan, "ahocorasick": ahocorasick, "same": same}
    if len(sys.argv) < 3 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]](*sys.argv[2:])


main()
