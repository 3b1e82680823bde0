#!/usr/bin/env python3
"""Compare `pactwatch parse --date` with a list of dates and the instants they mean.

    Scripts/check-dates.py PACTWATCH DATES.jsonl

Each line of the list is {"date", "utc", "note"}; forms that are noted as one tool's own may be unread,
but never read wrong. Prints what differs; the status is 1 where a date is wrong.
"""

import json
import subprocess
import sys

command, path = sys.argv[1:]
lines = [json.loads(line) for line in open(path, encoding="utf-8")]
run = subprocess.run([command, "parse", "--date", "--"] + [line["date"] for line in lines],
                     stdout=subprocess.PIPE, check=True)
instants = run.stdout.decode("utf-8").splitlines()
assert len(instants) == len(lines), "a line for each date"
wrong = skipped = 0
for line, got in zip(lines, instants):
    wanted = line["utc"] or "none"
    if got == wanted:
        continue
    is_odd = got == "none" and "feedparser" in (line.get("note") or "")
    skipped += is_odd
    wrong += not is_odd
    print(f"{'unread' if is_odd else 'WRONG '} {line['date']!r}: wanted {wanted}, got {got}")
print(f"{len(lines) - wrong - skipped} of {len(lines)} right, {skipped} of one tool's own forms unread, {wrong} wrong")
sys.exit(wrong > 0)
