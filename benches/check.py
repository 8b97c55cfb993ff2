#!/usr/bin/env python3
"""Says what moved since the figures of benches/counts.json: instructions and allocations, the same on any quiet or busy
machine with the same compiler and C library.

    check.py BLOTTER [--update]

Ends with 1 where a figure grew by more than 2 percent; --update makes today's figures the last ones. Needs valgrind and
Python 3.9.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import generate
from built import benches

ROOT = Path(__file__).resolve().parent.parent
LAST = ROOT / "benches" / "counts.json"
TOLERANCE = 0.02
ARTICLES = ROOT / "tests" / "gold" / "articles"


def instructions(command, *options):
    """How many instructions callgrind counts."""
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *options]
    done = subprocess.run([*valgrind, *map(str, command)], capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode or not found:
        sys.exit(f"{command}: {done.stderr[-500:]}")
    return int(found.group(1))


def of_articles():
    bench = benches("articles")["articles"]
    text = subprocess.run([bench, ARTICLES], capture_output=True, text=True, check=True).stdout
    figures = {name: float(value) for name, value in (line.split() for line in text.splitlines())}
    inside = instructions([bench, ARTICLES], "--toggle-collect=articles::measured")
    return {
        "instructions of an article, for each byte": round(inside / figures["bytes"]),
        "allocations of an article": int(figures["allocations_per_article"]),
        "bytes allocated for an article": int(figures["allocated_bytes_per_article"]),
    }


def of_the_program(blotter, folder):
    def load(rows):
        table = folder / f"{rows}.csv"
        generate.write_csv(table, rows)
        # One worker, so that no thread waits for another by spinning.
        return instructions([blotter, "run", "--quiet", "--jobs", "1", table, "--db", folder / f"{rows}.db"])

    few, many = 2_000, 12_000
    article = folder / "article.txt"
    article.write_text("Police arrested 12 Chinese nationals on Monday.\n", encoding="utf-8")
    return {
        "instructions of a row of csv": round((load(many) - load(few)) / (many - few)),
        "instructions from the start to the first article": instructions([blotter, "extract", article]),
    }


def main():
    arguments = [a for a in sys.argv[1:] if a != "--update"]
    if len(arguments) != 1:
        sys.exit(__doc__)
    blotter = Path(arguments[0]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        now = {**of_articles(), **of_the_program(blotter, Path(folder))}
    compiler = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.strip()
    last = json.loads(LAST.read_text()) if LAST.exists() else {"compiler": compiler, "figures": {}}
    if last["compiler"] != compiler:
        print(f"the last figures are of {last['compiler']}, these of {compiler}: they may differ by that alone")
    grew = False
    for name, figure in now.items():
        before = last["figures"].get(name)
        moved = (figure - before) / before if before else 0.0
        grew |= moved > TOLERANCE
        print(f"{name:50} {before or '-':>14} {figure:>14} {moved:+8.1%}{'  grew' if moved > TOLERANCE else ''}")
    if "--update" in sys.argv:
        LAST.write_text(json.dumps({"compiler": compiler, "figures": now}, indent=2) + "\n")
    elif grew:
        sys.exit("mend it, or take the new figures with `make bench-check UPDATE=1` and say why in the commit")


if __name__ == "__main__":
    main()
