#!/usr/bin/env python3
"""Makes the data that the benches run on: articles, csv and xlsx, the same bytes for the same arguments.

    generate.py articles FOLDER N      articles of paragraphs of the sample and test articles, with other figures
    generate.py article FILE KILOBYTES one such article of about that size
    generate.py notes FOLDER N         texts of a line, of which no two have words in common
    generate.py csv FILE ROWS          a table of enforcement records, written as offices write them
    generate.py xlsx FILE ROWS         the same as a workbook

Python 3.9 or newer and its standard library; nothing is fetched.
"""
import csv
import random
import re
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ["sample_data/articles", *(f"tests/gold/{kind}" for kind in ("articles", "kinds", "newsrooms", "wires", "unrelated"))]
PER_FOLDER = 1000


def samples():
    """(front matter, paragraphs) of each article of this project, in the order of their names."""
    paths = sorted(path for folder in FOLDERS for path in (ROOT / folder).iterdir() if path.suffix in (".txt", ".md"))
    articles = []
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="replace")
        front, body = "", text
        if text.startswith("---\n"):
            end = text.index("\n---\n", 4) + 5
            front, body = text[:end], text[end:]
        paragraphs = [block for block in body.split("\n\n") if block.strip()]
        articles.append((front, paragraphs))
    return articles


def with_other_figures(text, chance):
    """The text with each number of the body replaced by another of as many digits; years stay."""
    def other(found):
        digits = found.group()
        if len(digits) == 4 and digits[:2] in ("19", "20"):
            return digits
        return str(chance.randrange(1, 10)) + "".join(str(chance.randrange(10)) for _ in digits[1:])
    return re.sub(r"\d+", other, text)


def article(pool, chance):
    """One article's front matter and beginning, with paragraphs of another among its own."""
    front, own = chance.choice(pool)
    _, other = chance.choice(pool)
    body = own[:1] + chance.sample(own[1:], max(0, len(own) - 2)) + chance.sample(other, min(2, len(other)))
    return front + with_other_figures("\n\n".join(block.strip("\n") for block in body), chance) + "\n"


def write_articles(folder, count):
    pool, chance = samples(), random.Random(count)
    for number in range(count):
        here = Path(folder, f"{number // PER_FOLDER:04}")
        if number % PER_FOLDER == 0:
            here.mkdir(parents=True)
        (here / f"{number:07}.txt").write_text(article(pool, chance), encoding="utf-8")


def write_long_article(path, kilobytes):
    pool, chance = samples(), random.Random(kilobytes)
    blocks, length = [], 0
    while length < kilobytes * 1000:
        _, body = chance.choice(pool)
        text = with_other_figures(chance.choice(body).strip("\n"), chance)
        blocks.append(text)
        length += len(text.encode()) + 2
    Path(path).write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def write_notes(folder, count):
    chance = random.Random(count)
    for number in range(count):
        here = Path(folder, f"{number // PER_FOLDER:04}")
        if number % PER_FOLDER == 0:
            here.mkdir(parents=True)
        words = ("".join(chance.choices("aeioumnrstlkp", k=6)) for _ in range(12))
        (here / f"{number:07}.txt").write_text(f"Note {number}: {' '.join(words)}.\n", encoding="utf-8")


COLUMNS = ["year", "month", "nationality", "offence", "measure", "province", "count", "sex", "source"]
NATIONALITIES = ["China", "Chinese", "P.R. China", "Vietnam", "Viet Nam", "Thailand", "Thai", "Myanmar", "Burmese",
                 "Indonesia", "Lao PDR", "Philippines", "Filipino", "India", "Bangladesh", "Pakistan", "Nigeria",
                 "Republic of Korea", "South Korean", "Japan", "Malaysia", "Taiwan", "UK", "British", "United States",
                 "Côte d’Ivoire", "Türkiye", "Unknown", "", "stateless"]
OFFENCES = ["Overstay", "Illegal entry", "Working without a permit", "Drug trafficking", "Drugs - possession",
            "Online fraud", "Telecom fraud", "Illegal gambling", "Human trafficking", "Kidnapping", "Money laundering",
            "Theft", "Robbery", "Assault", "Other offences", ""]
MEASURES = ["Arrested", "Arrested", "arrest", "Deported", "deportation", "detention", "refused entry", "blacklisted"]
PROVINCES = ["Phnom Penh", "Preah Sihanouk", "Banteay Meanchey", "Poipet", "Svay Rieng", "Bavet", "Kandal", "Siem Reap",
             "Battambang", "Kampot", "Koh Kong", ""]
SEXES = ["M", "M", "F", "male", "female", ""]
OFFICES = ["Immigration Department", "National Police", "Ministry of Interior", "Provincial Court", "Border Liaison Office"]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def records(count):
    """Rows with the untidiness of real ones: several spellings, gaps, counts with separators."""
    chance = random.Random(count)
    for _ in range(count):
        year, month, luck = 2015 + chance.randrange(10), chance.randrange(12), chance.random()
        if luck < 0.05:
            figure = chance.choice(["", "n/a", "-"])
        else:
            figure = int(chance.lognormvariate(2.2, 1.9))
            figure = f"{figure:,}" if figure >= 1000 else figure
        month_name = month + 1 if chance.random() < 0.8 else MONTHS[month]
        source = f"{chance.choice(OFFICES)}, report {year}/{month + 1:02}-{chance.randrange(900):03}"
        yield [year, month_name, chance.choice(NATIONALITIES), chance.choice(OFFENCES), chance.choice(MEASURES),
               chance.choice(PROVINCES), figure, chance.choice(SEXES), source]


def write_csv(path, count):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(records(count))


OOXML = "http://schemas.openxmlformats.org"
WORKBOOK = {
    "[Content_Types].xml": f'<Types xmlns="{OOXML}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{OOXML}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{OOXML}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{OOXML}/spreadsheetml/2006/main" '
    f'xmlns:r="{OOXML}/officeDocument/2006/relationships"><sheets><sheet name="records" sheetId="1" r:id="r1"/></sheets>'
    "</workbook>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{OOXML}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{OOXML}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def cell(column, row, value):
    if value == "":
        return ""
    place = f'r="{chr(ord("A") + column)}{row}"'
    if isinstance(value, int):
        return f"<c {place}><v>{value}</v></c>"
    return f'<c {place} t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def write_xlsx(path, count):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in WORKBOOK.items():
            book.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
        records_sheet = zipfile.ZipInfo("xl/worksheets/sheet1.xml")
        records_sheet.compress_type = zipfile.ZIP_DEFLATED
        with book.open(records_sheet, "w") as sheet:
            sheet.write(f'<worksheet xmlns="{OOXML}/spreadsheetml/2006/main"><sheetData>'.encode())
            for row, values in enumerate([COLUMNS, *records(count)], 1):
                cells = "".join(cell(column, row, value) for column, value in enumerate(values))
                sheet.write(f'<row r="{row}">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")


KINDS = {"articles": write_articles, "article": write_long_article, "notes": write_notes, "csv": write_csv, "xlsx": write_xlsx}

if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in KINDS:
        sys.exit(__doc__)
    KINDS[sys.argv[1]](sys.argv[2], int(sys.argv[3]))
