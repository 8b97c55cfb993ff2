#!/usr/bin/env python3
"""Asks a real Datasette for every view and every ready question of datasette.yaml: test_datasette.py DATABASE.

Needs datasette (PyPI). Fails where one answers with an error, where a facet or description is missing, or where the sample
data gives a question no row that should have some.
"""
import asyncio
import sys
from pathlib import Path
from urllib.parse import quote

import yaml
from datasette.app import Datasette

ROWS = {"arrests_by_nationality_and_offence", "cases_and_arrests", "deportations_since", "documents_seized", "who_said_what",
        "borne_out", "disagreements", "told_again", "copies", "find_articles", "evidence", "trend"}


async def main(database):
    metadata = yaml.safe_load(open("datasette.yaml", encoding="utf-8"))
    here = metadata["databases"].pop("blotter")
    name_of = Path(database).stem
    metadata["databases"][name_of] = here
    # The file's name is the key in datasette.yaml.
    datasette = Datasette([database], metadata=metadata, settings={"sql_time_limit_ms": 20000, "facet_time_limit_ms": 5000})
    await datasette.invoke_startup()
    faults = []

    async def get(path):
        answer = await datasette.client.get(path)
        if answer.status_code != 200:
            faults.append(f"{path}: {answer.status_code} {answer.text[:200]}")
            return None
        return answer

    home = await get(f"/{name_of}")
    for name, said in here["tables"].items():
        page = await get(f"/{name_of}/{name}")
        if page is not None and name not in ("columns",) and said["description"][:40].replace("'", "&#39;") not in page.text:
            faults.append(f"{name}: its description is not on its page")
        rows = await get(f"/{name_of}/{name}.json?_shape=objects&_size=5")
        if rows is not None and rows.json().get("error"):
            faults.append(f"{name}: {rows.json()['error']}")
    for name in here["queries"]:
        page = await get(f"/{name_of}/{name}")
        rows = await get(f"/{name_of}/{name}.json?_shape=array")
        if rows is not None and name in ROWS and not rows.json():
            faults.append(f"{name}: no rows")
        if home is not None and f"/{name_of}/{quote(name)}" not in home.text:
            faults.append(f"{name}: not on the database's page")
    one = await get(f"/{name_of}/arrests_by_nationality.json?_shape=array&nationality=MY")
    if one is not None and {row["nationality"] for row in one.json()} != {"MY"}:
        faults.append("arrests_by_nationality: the parameter does not filter")
    for fault in faults:
        print(fault)
    print(f"datasette: {len(here['tables'])} views, {len(here['queries'])} questions, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1])))
