#!/usr/bin/env python3
"""Times blotter beside what a user would pick instead, and writes the table into docs/performance.md.

    bench.py BLOTTER [PART ...]    parts: tables, text, nothing; all of them where none is named

Two commands that are compared run in turn, five times; figures are medians, ratios are medians of the pairs. SCALE=0.1 in
the environment makes all inputs smaller by that factor, for a try; the page is written only by a whole run. Needs Python
3.9, the sqlite3 shell and GNU find.
"""
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import generate
from built import benches

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- written by make bench -->\n", "<!-- end -->\n"
SCALE = float(os.environ.get("SCALE", "1"))
RUNS = 5
MB = 1_000_000


class Run:
    """One run of a command: seconds of wall and of processor, peak memory in MiB."""

    def __init__(self, command, cores=None):
        began = time.monotonic()
        process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   preexec_fn=(lambda: os.sched_setaffinity(0, cores)) if cores else None)
        _, status, usage = os.wait4(process.pid, 0)
        self.wall = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{command} ended with {process.returncode}")
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024


def median(values):
    return sorted(values)[len(values) // 2]


def in_turn(*commands, runs=RUNS):
    """The runs of each command; they take turns, so that a slow minute is slow for all."""
    out = [[] for _ in commands]
    for _ in range(runs):
        for command, done in zip(commands, out):
            done.append(command())
    return out


def ratio(ours, theirs, what="wall"):
    return median([getattr(a, what) / getattr(b, what) for a, b in zip(ours, theirs)])


class Bench:
    def __init__(self, blotter, folder):
        self.blotter, self.folder, self.rows = Path(blotter).resolve(), folder, []
        self.built = benches("articles", "plain_xlsx")

    def row(self, what, figure, goal):
        print(f"{what:66} {figure:>22}  {goal}", flush=True)
        self.rows.append((what, figure, goal))

    def data(self, kind, count):
        path = self.folder / f"{count}.{kind}" if kind in ("csv", "xlsx") else self.folder / f"{kind}{count}"
        if not path.exists():
            generate.KINDS[kind](path, count)
        return path

    def fresh(self, name):
        """A path for a database that is not there yet."""
        for path in self.folder.glob(f"{name}*"):
            path.unlink()
        return self.folder / name

    def load(self, *inputs, jobs=None, cores=None):
        options = ["--jobs", jobs] if jobs else []
        return Run([self.blotter, "run", "--quiet", *options, *inputs, "--db", self.fresh("ours.db")], cores)

    def imported(self, table):
        return Run(["sqlite3", self.fresh("plain.db"), "-cmd", ".mode csv", f".import {table} t"])

    def size(self, name):
        return (self.folder / name).stat().st_size

    def tables(self):
        rows = int(1_000_000 * SCALE)
        table = self.data("csv", rows)
        self.load(table)
        ours, plain = in_turn(lambda: self.load(table), lambda: self.imported(table))
        seconds = f"{median([r.wall for r in ours]):.2f} s, {median([r.wall for r in plain]):.2f} s"
        self.row(f"csv, {rows:,} rows: run, and `sqlite3 .import`", seconds, "")
        self.row("… ratio", f"{ratio(ours, plain):.2f}", "≤ 1.0")
        self.row("… ratio of processor time", f"{ratio(ours, plain, 'cpu'):.2f}", "")
        self.row("… size of the database beside the imported one", f"{self.size('ours.db') / self.size('plain.db'):.2f}",
                 "≤ 0.75")
        memory = max(r.memory for r in ours)
        large = self.data("csv", 4 * rows)
        (fourfold,) = in_turn(lambda: self.load(large), runs=1)
        self.row("… peak memory, and with four times the rows", f"{memory:.0f} MiB, {fourfold[0].memory:.0f} MiB",
                 "≤ 64 MiB, flat")
        self.row("… processor time of four times the rows", f"{fourfold[0].cpu / median([r.cpu for r in ours]):.1f} ×", "4 ×")
        rows = int(100_000 * SCALE)
        book = self.data("xlsx", rows)
        plain = lambda: Run([self.built["plain_xlsx"], book, self.fresh("plain.db")])
        ours, plain = in_turn(lambda: self.load(book), plain)
        self.row(f"xlsx, {rows:,} rows, beside calamine and a plain insert", f"{ratio(ours, plain):.2f}", "≤ 1.0")
        self.row("… ratio of processor time", f"{ratio(ours, plain, 'cpu'):.2f}", "")
        self.row("… peak memory", f"{max(r.memory for r in ours):.0f} MiB", "≤ 64 MiB")

    def text(self):
        count = int(2_000 * SCALE)
        folder = self.data("articles", count)
        size = sum(path.stat().st_size for path in folder.glob("*/*"))
        one_core = {min(os.sched_getaffinity(0))}
        self.load(folder)
        on_one, one, two = in_turn(lambda: self.load(folder, jobs=1, cores=one_core), lambda: self.load(folder, jobs=1),
                                   lambda: self.load(folder, jobs=2))
        speed = size / MB / median([r.wall for r in on_one])
        self.row(f"{count:,} articles, {size / MB:.1f} MB, on one core: text a second", f"{speed:.1f} MB", "≥ 10 MB")
        self.row("… text a second of processor time", f"{size / MB / median([r.cpu for r in on_one]):.1f} MB", "")
        self.row("… two workers beside one", f"{ratio(one, two):.2f} ×", "≥ 1.8 ×")
        self.row("… two workers and two cores beside one core", f"{ratio(on_one, two):.2f} ×", "")
        self.row("… peak memory", f"{max(r.memory for r in one + two):.0f} MiB", "≤ 100 MiB")
        self.in_process(folder)
        self.lengths()
        few, many = int(1_000 * SCALE), int(10_000 * SCALE)
        folders = [self.data("articles", count) for count in (few, many)]
        short, long = in_turn(*(lambda f=f: self.load(f) for f in folders), runs=3)
        self.row(f"{few:,} and {many:,} articles: processor time of one article",
                 f"{ratio(long, short, 'cpu') * few / many:.2f} ×", "1 ×")

    def in_process(self, folder):
        text = subprocess.run([self.built["articles"], folder], capture_output=True, text=True, check=True).stdout
        figures = dict(line.split() for line in text.splitlines())
        p50, p99 = (int(figures[f"microseconds_{name}"]) for name in ("median", "p99"))
        self.row("one article from bytes to figures: median, 99 of 100", f"{p50 / 1000:.2f} ms, {p99 / 1000:.2f} ms",
                 "≤ 2 ms")
        self.row("… allocations", figures["allocations_per_article"], "")

    def lengths(self):
        short, long = self.data("article", int(50 * SCALE)), self.data("article", int(5_000 * SCALE))
        paths = []
        for path in (short, long):
            paths.append(path.with_suffix(".txt"))
            shutil.copy(path, paths[-1])
        nothing = self.data("article", 1).rename(self.folder / "nothing.txt")
        none, short, long = in_turn(*(lambda p=p: self.load(p) for p in (nothing, *paths)))
        rest = median([r.cpu for r in none])
        times = (median([r.cpu for r in long]) - rest) / (median([r.cpu for r in short]) - rest)
        self.row("an article of 5 MB beside one of 50 kB, start-up taken off", f"{times:.0f} ×", "< 100 ×")

    def nothing(self):
        count = int(100_000 * SCALE)
        folder = self.data("notes", count)
        self.load(folder)
        again = lambda: Run([self.blotter, "run", "--quiet", folder, "--db", self.folder / "ours.db"])
        find = lambda: Run(["find", folder, "-printf", "%s %T@\\n"])
        ours, theirs = in_turn(again, find)
        seconds = f"{median([r.wall for r in ours]):.2f} s, {median([r.wall for r in theirs]):.2f} s"
        self.row(f"{count:,} unchanged files: run, and `find -printf '%s %T@'`", seconds, "")
        self.row("… ratio", f"{ratio(ours, theirs):.2f}", "≤ 2")
        self.row("… ratio of processor time", f"{ratio(ours, theirs, 'cpu'):.2f}", "")


def machine():
    name = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = [subprocess.run(command, capture_output=True, text=True).stdout.split()[:2]
                for command in (["rustc", "--version"], ["find", "--version"])]
    shell = subprocess.run(["sqlite3", "--version"], capture_output=True, text=True).stdout.split()[0]
    return (f"{len(os.sched_getaffinity(0))} cores ({name}), {memory:.0f} GiB, {platform.system()} {platform.machine()}; "
            f"{' '.join(versions[0])}, sqlite3 {shell}, Python {platform.python_version()}; load at the start "
            f"{os.getloadavg()[0]:.1f}")


def write(rows, about):
    lines = ["| | measured | goal |", "| --- | ---: | --- |", *(f"| {' | '.join(row)} |" for row in rows)]
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    table = f"{BEGIN}{about}.\n\n" + "\n".join(lines) + "\n"
    PAGE.write_text(before + table + END + rest.split(END)[1], encoding="utf-8")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    parts = sys.argv[2:] or ["tables", "text", "nothing"]
    about = machine()
    print(about)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(sys.argv[1], Path(folder))
        for part in parts:
            getattr(bench, part)()
    if SCALE == 1 and not sys.argv[2:]:
        write(bench.rows, about)


if __name__ == "__main__":
    main()
