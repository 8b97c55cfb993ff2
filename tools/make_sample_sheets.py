#!/usr/bin/env python3
"""Writes the workbooks of sample_data/sheets. Needs openpyxl, xlwt and odfpy; the results are committed, so that nobody
needs this to load them."""
import csv
from pathlib import Path

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
import openpyxl
import xlwt

HERE = Path(__file__).resolve().parent.parent / "sample_data" / "sheets"


def arrests_by_nationality():
    """Agrees with articles/annual-report-2018.md: 412 Chinese, 57 Malaysians in 2018; 308 Chinese in 2017."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Arrests"
    sheet["A1"] = "Foreigners arrested for telecom fraud and online gambling in Cambodia, by nationality"
    sheet["A3"], sheet["B3"], sheet["D3"] = "Nationality", "2017", "2018"
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:C3")
    sheet.merge_cells("D3:E3")
    for column, name in zip("BCDE", ["Male", "Female"] * 2):
        sheet[f"{column}4"] = name
    rows = [("China", 251, 57, 334, 78), ("Malaysia", 19, 4, 49, 8), ("Viet Nam", 21, 6, 24, 9), ("Nigeria", 12, 0, 9, 1)]
    for row in rows:
        sheet.append(row)
    sheet.append(["Total"] + [sum(r[i] for r in rows) for i in range(1, 5)])
    sheet["A11"] = "Source: Immigration Department, annual report 2018."
    for cell, text in (("A1", "Workbook"), ("A2", "Do not publish")):
        hidden = book["Notes"] if "Notes" in book.sheetnames else book.create_sheet("Notes")
        hidden[cell] = text
    book["Notes"].sheet_state = "hidden"
    book.save(HERE / "arrests_by_nationality_2017_2018.xlsx")


def deportations_by_year():
    """The years add up to the 14,236 of the articles; the total of 2016 is one too high, which blotter reports."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Deportations")
    sheet.write(0, 0, "Foreigners deported from Cambodia, 2014 to 2018")
    years = [2014, 2015, 2016, 2017, 2018]
    for column, year in enumerate(years, 1):
        sheet.write(2, column, year)
    sheet.write(2, 0, "Nationality")
    rows = [("China", [310, 476, 1209, 1460, 1880]), ("Vietnam", [1410, 1630, 1022, 871, 640]),
            ("Nigeria", [120, 98, 77, 64, 51]), ("Other nationalities", [402, 611, 702, 655, 548])]
    for at, (name, values) in enumerate(rows, 3):
        sheet.write(at, 0, name)
        for column, value in enumerate(values, 1):
            sheet.write(at, column, value)
    sheet.write(7, 0, "Total")
    for column in range(5):
        sheet.write(7, column + 1, sum(values[column] for _, values in rows) + (1 if column == 2 else 0))
    book.save(str(HERE / "deportations_2014_2018.xls"))


def seizures():
    """Adds up to the 35,120 documents of the article."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="Seized 2018")
    rows = [["Documents and devices seized by immigration police, Cambodia, 2018"], [],
            ["Item", "Seized"], ["Passports", 1204], ["Visa stickers", 18916], ["Work permits", 15000],
            ["Mobile phones", 2377], ["Laptops", 611]]
    for values in rows:
        row = TableRow()
        for value in values:
            if isinstance(value, int):
                cell = TableCell(valuetype="float", value=str(value))
            else:
                cell = TableCell(valuetype="string")
            cell.addElement(P(text=f"{value:,}" if isinstance(value, int) else value))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(HERE / "seizures_2018.ods"))


def deportations_by_offence():
    """A long table. Its 1,702 Chinese nationals for economic crime agree with one article and not with the other."""
    rows = [("China", "Economic crime", "1,702"), ("China", "Overstay", "2,410"), ("Vietnam", "Illegal entry", "3,118"),
            ("Vietnam", "Working without a permit", "1,264"), ("Nigeria", "Drug trafficking", "96"),
            ("Nigera", "Fraud", "71")]
    with open(HERE / "deportations_by_offence.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["country", "period", "nationality", "offence", "deported"])
        writer.writerows(("Cambodia", "2014-2018", *row) for row in rows)


def annex():
    """The figures of articles/annual-report-2018.md as its own annex has them."""
    lines = ['"Immigration Department, annual report 2018, annex 1: foreigners arrested in Cambodia for telecom fraud and '
             'online gambling"', "", "Nationality,2017,2018", "China,308,412", "Malaysia,23,57"]
    (HERE / "annual_report_2018_annex.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def entry_refusals():
    """Tabs, months across, suppressed and missing cells."""
    rows = [["Nationality", "Jan 2021", "Feb 2021", "Mar 2021"], ["Georgia", "341", "402", "388"],
            ["Moldova", "88", "<5", "97"], ["Albania", "12", "..", "19"], ["Stateless", "-", "6", "0"]]
    text = "Persons refused entry at the border, by nationality and month\n\n"
    text += "".join("\t".join(row) + "\n" for row in rows) + "\n.. not available; <5 suppressed\n"
    (HERE / "refused_entry_2021.tsv").write_text(text, encoding="utf-8")


def register():
    """A line list: one row a person, without names. Semicolons and a Windows encoding, as an office program saves it."""
    rows = ["Date;Nationality;Sex;Offence;Place of arrest;Status"]
    people = [("2021-02-03", "China", "M", "Online fraud", "Sihanoukville", "Arrested"),
              ("2021-02-03", "China", "F", "Online fraud", "Sihanoukville", "Arrested"),
              ("2021-02-11", "Côte d’Ivoire", "M", "Forged passport", "Phnom Penh", "Arrested"),
              ("2021-02-19", "Türkiye", "M", "Drug trafficking", "Poipet", "Arrested"),
              ("2021-03-01", "Vietnam", "F", "Overstay", "Bavet", "Arrested"),
              ("2021-03-02", "Thailand", "M", "Illegal gambling", "Poipet", "Arrested")]
    rows += [";".join(person) for person in people]
    (HERE / "arrest_register_2021.csv").write_bytes(("\r\n".join(rows) + "\r\n").encode("cp1252"))


def operations():
    """Two tables on one sheet, a region over its provinces, three header rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Q1 2022"
    lines = [["Joint operations against online scams, Philippines, first quarter 2022"], [],
             ["Region", "Raids", "Arrested", None, "Rescued"], [None, None, "Filipinos", "Foreigners", None],
             ["National Capital Region", 14, 61, 233, 112], ["  Pasay", 9, 40, 171, 80], ["  Makati", 5, 21, 62, 32],
             ["Central Luzon", 3, 12, 40, 25], ["Total", 17, 73, 273, 137], [], [],
             ["Foreigners arrested, by nationality"], ["Nationality", "Arrested"], ["Chinese", 188], ["Vietnamese", 51],
             ["Taiwanese", 34], ["Total", 273]]
    for line in lines:
        sheet.append(line)
    sheet.merge_cells("C3:D3")
    book.save(HERE / "operations_q1_2022.xlsx")


if __name__ == "__main__":
    HERE.mkdir(parents=True, exist_ok=True)
    for write in (arrests_by_nationality, deportations_by_year, seizures, annex, deportations_by_offence, entry_refusals, register,
                  operations):
        write()
