#!/usr/bin/env python3
"""Seeds for the fuzz targets, made of the sample data: fuzz/seeds/TARGET/*."""
import pathlib
import zipfile

root = pathlib.Path(__file__).resolve().parent.parent
seeds = root / "fuzz" / "seeds"


def write(target, name, content):
    folder = seeds / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


for article in sorted(root.glob("sample_data/articles/*")) + sorted(root.glob("tests/gold/articles/*.txt")):
    content = article.read_bytes()
    write("front_matter", article.name, content[:600])
    for i, paragraph in enumerate(p for p in content.split(b"\n\n") if p.strip()):
        write("text", f"{article.stem}-{i}", paragraph)
for table in sorted(root.glob("sample_data/sheets/*")) + sorted(root.glob("tests/gold/sheets/**/*")):
    if not table.is_file():
        continue
    content = table.read_bytes()
    if table.suffix in (".csv", ".tsv"):
        write("csv", table.name, b"\n".join(content.split(b"\n")[:25]))
    elif table.suffix == ".xls":
        write("workbook", table.name, b"\0" + content)
    elif table.suffix == ".ods":
        with zipfile.ZipFile(table) as archive:
            write("workbook", table.name, b"\5" + archive.read("content.xml"))
    elif table.suffix == ".xlsx":
        write("workbook", table.name, b"\1" + content)
        with zipfile.ZipFile(table) as archive:
            for name in archive.namelist():
                if name.startswith("xl/worksheets/sheet"):
                    write("workbook", f"{table.name}-{name.split('/')[-1]}", b"\3" + archive.read(name))
                elif name == "xl/sharedStrings.xml":
                    write("workbook", f"{table.name}-texts", b"\4" + archive.read(name))
for mapping in sorted(root.glob("sample_data/**/*.toml")) + sorted(root.glob("tests/**/*.blotter.toml")):
    write("mapping", mapping.name, mapping.read_bytes())
for i, block in enumerate((root / "docs" / "tables.md").read_text().split("```toml\n")[1:]):
    write("mapping", f"docs-{i}", block.split("```")[0].encode())
for folder in sorted(seeds.iterdir()):
    print(folder.name, len(list(folder.iterdir())))
