#!/usr/bin/env python3
"""Whether two blotter databases hold the same rows: all but times, paths, and what a run passed over without reading."""

import sqlite3
import sys

LEFT_OUT = {"ingested_at", "path", "modified_ns", "run_id"}


def rows(name):
    db = sqlite3.connect(f"file:{name}?mode=ro", uri=True)
    tables = [t for (t,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
    found = set()
    for table in sorted(set(tables) - {"run"}):
        columns = [c for (c,) in db.execute("SELECT name FROM pragma_table_info(?)", [table]) if c not in LEFT_OUT]
        where = " WHERE NOT (status = 'skipped' AND content_hash = '' AND container_id IS NULL)" if table == "document" else ""
        for row in db.execute(f"SELECT {', '.join(columns)} FROM {table}{where}"):
            found.add((table, *map(str, row)))
    return found


def main():
    one, two = map(rows, sys.argv[1:3])
    for sign, only in (("-", one - two), ("+", two - one)):
        for row in sorted(only)[:10]:
            print(sign, " | ".join(row)[:300])
    print(f"{len(one & two)} rows are the same, {len(one ^ two)} are not")
    print(f"{int(one == two and len(one) > 100)} passed, {int(one != two or len(one) <= 100)} failed")
    return int(one != two or len(one) <= 100)


if __name__ == "__main__":
    sys.exit(main())
