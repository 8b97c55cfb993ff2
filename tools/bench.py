#!/usr/bin/env python3
"""Times a load beside `sqlite3 .import` of the same table: bench.py BLOTTER [ROWS]. Prints seconds, ratio and peak memory.

Needs Python 3.9 and the sqlite3 shell. The table is generated, the same for the same number of rows.
"""
import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NATIONALITIES = ["China", "Vietnamese", "Thailand", "Burmese", "Nigeria", "Republic of Korea", "UK", "Lao PDR", ""]
OFFENCES = ["Overstay", "Illegal entry", "Online fraud", "Drug trafficking", "Theft", "Kidnapping"]
MEASURES = ["Arrested", "Deported", "refused entry"]
PLACES = ["Phnom Penh", "Poipet", "Bavet", "Kampot", "Siem Reap"]


def generate(path, rows):
    chance = random.Random(rows)
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["year", "month", "nationality", "offence", "measure", "province", "count", "sex"])
        for _ in range(rows):
            writer.writerow([2015 + chance.randrange(10), 1 + chance.randrange(12), chance.choice(NATIONALITIES),
                             chance.choice(OFFENCES), chance.choice(MEASURES), chance.choice(PLACES),
                             f"{int(chance.lognormvariate(2, 2)):,}", chance.choice("MF")])


def timed(command, **options):
    """(seconds, peak memory in MiB) of a command."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} failed")
    return time.monotonic() - began, usage.ru_maxrss / 1024


def median(values):
    return sorted(values)[len(values) // 2]


def main():
    blotter, rows = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "big.csv")
        generate(table, rows)
        runs = {"sqlite3 .import": [], "blotter run": []}
        for i in range(3):
            plain, ours = Path(folder, f"plain{i}.db"), Path(folder, f"ours{i}.db")
            runs["sqlite3 .import"].append(timed(["sqlite3", plain, "-cmd", ".mode csv", f".import {table} t"]))
            runs["blotter run"].append(timed([blotter, "run", "--quiet", table, "--db", ours]))
        base = median([seconds for seconds, _ in runs["sqlite3 .import"]])
        print(f"{rows:,} rows, medians of 3")
        for name, figures in runs.items():
            seconds, memory = median([s for s, _ in figures]), max(m for _, m in figures)
            print(f"{name:16} {seconds:6.2f} s  {seconds / base:5.2f} x  {memory:6.1f} MiB")
        print(f"size             {os.path.getsize(ours) / os.path.getsize(plain):.2f} of the imported database")


if __name__ == "__main__":
    main()
