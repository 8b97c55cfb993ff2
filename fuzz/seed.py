#!/usr/bin/env python3
"""Seeds for the fuzz targets, made of the sample data: fuzz/seeds/TARGET/*."""
import gzip
import io
import pathlib
import tarfile
import zipfile
import zlib

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
BORDER = b"\n%%\n"
pages = sorted(root.glob("sample_data/web/*.html")) + sorted(root.glob("tests/**/*.html"))
for page in pages:
    write("container", f"page-{page.name}", b"\x08" + page.read_bytes()[:3000])
    message = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.read_bytes()[:2000]
    write("container", f"response-{page.name}", b"\x05" + message)
for feed in sorted(root.glob("sample_data/web/*.jsonl")):
    lines = feed.read_bytes().splitlines()[:4]
    write("container", f"lines-{feed.name}", b"\x06" + b"\n".join(lines))
    write("container", f"list-{feed.name}", b"\x07[" + b",\n".join(lines) + b"]")
    write("container", f"keyed-{feed.name}", b'\x07{"status": "ok", "articles": [' + b",\n".join(lines) + b"]}")
    write("container", f"record-{feed.name}", b"\x09" + lines[0])
for archive in sorted(root.glob("sample_data/web/*.warc.gz")):
    plain = gzip.decompress(archive.read_bytes())
    records = [b"WARC/1." + record for record in plain.split(b"WARC/1.")[1:]]
    write("container", f"warc-{archive.name}", b"\x03" + b"".join(records)[:6000])
    write("container", f"members-{archive.name}", b"\x04" + BORDER.join(records)[:6000])
    write("container", f"packed-{archive.name}", b"\x03" + archive.read_bytes()[:6000])
encodings = {"gzip": gzip.compress, "deflate": zlib.compress}
for name, pack in encodings.items():
    body = pack(b"<html><body><article><p>Police arrested 12 Chinese nationals.</p></article></body></html>")
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {name}\r\n\r\n".encode()
    write("container", f"response-{name}", b"\x05" + head + body)
chunked = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12 ar\r\n6\r\nrested\r\n0\r\n\r\n"
write("container", "response-chunked", b"\x05" + chunked)
members = {
    "a.txt": b"Police arrested 12 Chinese nationals.",
    "b/t.csv": b"year,nationality,arrested\n2018,China,7\n",
    "feed.jsonl": b'{"text": "Police arrested 13 men."}\n{"text": 1}\n',
    "p.html": b"<article><p>Police arrested 14 women.</p></article>",
}
write("container", "parts", b"\x01" + BORDER.join(n.encode() + b"\n" + c for n, c in members.items()))
for kind in ("zip", "tar"):
    file = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(zipfile.ZipInfo(name), content)
    else:
        with tarfile.open(fileobj=file, mode="w") as archive:
            for name, content in members.items():
                info = tarfile.TarInfo(name)
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
    write("container", kind, (b"\0" if kind == "zip" else b"\2") + file.getvalue())
for folder in sorted(seeds.iterdir()):
    print(folder.name, len(list(folder.iterdir())))
