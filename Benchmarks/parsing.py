"""Parsing: pactwatch beside every other feed reader that is installed, over many files and over large ones."""

import itertools
import pathlib
import shutil
import subprocess
import sys

import measure
import workload

HERE = pathlib.Path(__file__).resolve().parent
MAKER = HERE.parent.parent / "shared/bench/make_feeds.py"  # feeds of all formats, where that is beside the checkout
MANY = {"feeds": 2100, "seed": 7, "legacy": 0}
GIANTS = {"feeds": 9, "seed": 9, "giants": 1, "giant-bytes": 22_000_000, "legacy": 0}
LIBRARIES = ["fastfeedparser", "lxml", "feedparser"]  # of Python
SLOW = {"feedparser": 3e6}  # bytes of which are enough


def made(folder, options):
    """XML files with those options of make_feeds.py; without it RSS alone, of about the same sizes."""
    if MAKER.exists():
        words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
        subprocess.run([sys.executable, str(MAKER), *words, "--out", str(folder)], check=True,
                       stdout=subprocess.DEVNULL)
        return sorted((folder / "feeds").glob("*.xml"))
    folder.mkdir()
    items_each = 10_000 if "giants" in options else 40
    for number, feed in enumerate(workload.feeds(options["feeds"], items_each)):
        (folder / f"{number:05}.xml").write_bytes(feed)
    return sorted(folder.iterdir())


def beginning(files, most):
    """As many files as have `most` bytes together, but one at least."""
    total = 0
    for file in files:
        yield file
        total += file.stat().st_size
        if total >= most:
            return


def library_commands():
    peer = [sys.executable, str(HERE / "peer.py")]
    for name in LIBRARIES:
        found = subprocess.run(peer + [name], capture_output=True)
        yield name, f"{name} (Python)", peer + [name] if found.returncode == 0 else None


def peers():
    """(name, how it is shown, command that takes files, or None where it is not installed)"""
    loop = ["sh", "-c", 'for file; do sfeed < "$file"; done', "sh"]
    yield "sfeed", "sfeed, a process a file", loop if shutil.which("sfeed") else None
    xmllint = ["xmllint", "--noout", "--huge", "--stream"]
    yield "xmllint", "xmllint --stream (libxml2)", xmllint if shutil.which("xmllint") else None
    yield from library_commands()


def compare(program, title, files):
    commands, megabytes, absent = {}, {}, []
    for name, shown, command in itertools.chain(
            [("pactwatch", "pactwatch parse --summary", [program, "parse", "--summary"])], peers()):
        if command is None:
            absent.append(name)
            continue
        chosen = list(beginning(files, SLOW.get(name, float("inf"))))
        commands[shown] = command + [str(file) for file in chosen]
        megabytes[shown] = sum(file.stat().st_size for file in chosen) / 1e6
    total = sum(file.stat().st_size for file in files) / 1e6
    measure.table(f"Parsing {title}: {len(files)} files, {total:.0f} MB, one thread",
                  measure.in_turn(commands, rounds=5), megabytes=megabytes)
    if absent:
        print(f"  not installed: {', '.join(absent)}")


def run(program, folder):
    print(f"\nFeeds made by {'make_feeds.py' if MAKER.exists() else 'Benchmarks/workload.py'}")
    compare(program, "many feeds", made(folder / "many", MANY))
    compare(program, "large feeds", made(folder / "giants", GIANTS))
