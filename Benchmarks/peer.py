"""peer.py LIBRARY FILE...: parses feeds with a Python library, for comparison; `peer.py LIBRARY` tells whether it is there."""

import importlib
import sys


def main():
    name, files = sys.argv[1], sys.argv[2:]
    library = importlib.import_module("lxml.etree" if name == "lxml" else name)
    parse = library.fromstring if name == "lxml" else library.parse
    for file in files:
        with open(file, "rb") as opened:
            parse(opened.read())


main()
