#!/usr/bin/env python3
"""Reads every view of a database with DuckDB and compares each row with SQLite's: test_duckdb.py DATABASE.

Needs duckdb and duckdb-extension-sqlite-scanner (PyPI, of the same version; without the latter DuckDB fetches its extension
from the network). DuckDB brings an SQLite of its own, years older than ours: that the views say the same there is tried too.
"""
import importlib.util
import sqlite3
import sys
from pathlib import Path

import duckdb


def load_extension(duck):
    package = importlib.util.find_spec("duckdb_extension_sqlite_scanner")
    files = list(Path(package.origin).parent.rglob("sqlite_scanner.duckdb_extension")) if package else []
    duck.execute(f"LOAD '{files[0]}'" if files else "INSTALL sqlite; LOAD sqlite")


def plain(rows):
    """Rows as text in a fixed order: DuckDB hands over every column of a query to SQLite as text."""
    return sorted(tuple("" if value is None else str(value) for value in row) for row in rows)


def main(database):
    sqlite, duck = sqlite3.connect(database), duckdb.connect()
    load_extension(duck)
    duck.execute(f"ATTACH '{database}' AS blotter (TYPE sqlite, READ_ONLY)")
    views = [name for (name,) in sqlite.execute("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name")]
    faults = 0
    for view in views:
        # The text column alone: what the index ranks is asked for with MATCH.
        sql = f"SELECT {'source, text' if view == 'search' else '*'} FROM {view}"
        found = plain(duck.execute("SELECT * FROM sqlite_query('blotter', ?)", [sql]).fetchall())
        expected = plain(sqlite.execute(sql).fetchall())
        if found != expected:
            print(f"{view}: {len(found)} rows, SQLite has {len(expected)}; the first that differs: "
                  f"{next((pair for pair in zip(found, expected) if pair[0] != pair[1]), None)}")
            faults += 1
    version = duck.execute("SELECT v FROM sqlite_query('blotter', 'SELECT sqlite_version() AS v')").fetchone()[0]
    print(f"duckdb {duckdb.__version__} (SQLite {version}), SQLite {sqlite3.sqlite_version}: {len(views)} views, {faults} differ")
    return 1 if faults or not views else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
