#!/usr/bin/env python3
"""Judge of the tables' forms: ODS, XLSX, JSON, JSON Lines and the spreadsheets' CSV hold the canonical CSV, cell by cell.

The readers are others': pandas with calamine for ODS, openpyxl for XLSX, Python's own for JSON and CSV. Types count: a
number that comes as text is a finding, a text that begins with `=` and comes as a formula is another.
"""

import csv
import datetime
import io
import json
import re
import zipfile
from decimal import Decimal

import openpyxl
import pandas
from openpyxl.utils.escape import unescape

import common
import tables
from common import Sample, Unfit


def judge(folder, quiet=False):
    findings, books, cells = [], {}, 0
    for table in tables.tables(folder):
        cells += len(table.rows) * len(table.fields)
        for ending, read in ((".ods", read_ods), (".xlsx", read_xlsx)):
            path = tables.workbook_of(table, folder, ending)
            if path is None:
                findings.append(f"data/{table.name}{ending}: missing")
                continue
            if path not in books:
                books[path] = read(path)
            if table.name[:31] not in books[path]:
                findings.append(f"data/{path.name}: no sheet {table.name}")
                continue
            sheet = books[path][table.name[:31]]
            place = f"data/{path.name} [{table.name}]"
            findings += tables.compare(table, place, sheet[0], sheet[1:], tables.office_value, tables.same_office)
        findings += spreadsheet(folder, table)
        if (folder / f"data/{table.name}.json").is_file():
            findings += objects(folder, table)
    if not cells:
        findings.append("no cell was compared")
    if not quiet:
        print(f"{cells} cells compared in each form, {len(books)} workbooks")
    return findings


def read_ods(path):
    frames = pandas.read_excel(path, sheet_name=None, header=None, engine="calamine", dtype=object, na_filter=False)
    return {name: [[plain(cell) for cell in row] for row in frame.values.tolist()] for name, frame in frames.items()}


def plain(cell):
    return cell.to_pydatetime() if isinstance(cell, pandas.Timestamp) else cell


def read_xlsx(path):
    book = openpyxl.load_workbook(path)
    sheets = {}
    for sheet in book.worksheets:
        rows = []
        for row in sheet.iter_rows():
            # A formula would come as the text that it is: it must not pass for one.
            rows.append([("formula", cell.value) if cell.data_type == "f" else unescaped(cell.value) for cell in row])
        sheets[sheet.title] = rows
    return sheets


def unescaped(value):
    """A text as Excel reads it: openpyxl leaves `_x005F_` to its callers."""
    return unescape(value) if isinstance(value, str) else value


def spreadsheet(folder, table):
    """The CSV for spreadsheets: a mark first, semicolons, values as the site's language writes them, formulas behind `'`."""
    path = folder / f"data/{table.name}-excel.csv"
    place = f"data/{path.name}"
    if not path.is_file():
        return [f"{place}: missing"]
    data = path.read_bytes()
    if not data.startswith(b"\xef\xbb\xbf"):
        return [f"{place}: no byte-order mark"]
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    for row in rows[1:]:
        for cell in row:
            if cell[:1] in ("=", "+", "@", "\t") or (cell[:1] == "-" and not is_number(cell[1:])):
                return [f"{place}: {cell!r} would be run as a formula"]
    is_french = '<html lang="fr"' in (folder / "index.html").read_text(encoding="utf-8")[:200]
    return tables.compare(table, place, rows[0], rows[1:], french if is_french else guarded, lambda expected, found: expected == found)


def is_number(text):
    return text.replace(",", "", 1).replace(".", "", 1).isdigit()


def french(cell, field):
    value = tables.value(cell, field)
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, Decimal):
        return cell.replace(".", ",")
    if isinstance(value, datetime.datetime):
        return cell if value.tzinfo else value.strftime("%d/%m/%Y %H:%M:%S")
    if isinstance(value, datetime.date):
        return value.strftime("%d/%m/%Y")
    if cell and field.get("type") == "yearmonth":
        year, month = cell.split("-")
        return f"{month}/{year}"
    return guarded(cell, field)


def guarded(cell, field):
    formula = cell[:1] in ("=", "+", "@", "\t", "\r") or (cell[:1] == "-" and not is_number(cell[1:]))
    return "'" + cell if formula else cell


def objects(folder, table):
    """The array and the lines: the same objects, and in them the cells."""
    paths = [folder / f"data/{table.name}.json", folder / f"data/{table.name}.jsonl"]
    if not paths[1].is_file():
        return [f"data/{paths[1].name}: missing"]
    try:
        array = json.loads(paths[0].read_text(encoding="utf-8"), parse_float=Decimal)
        lines = [json.loads(line, parse_float=Decimal) for line in paths[1].read_text(encoding="utf-8").splitlines()]
    except ValueError as refusal:
        return [f"data/{table.name}.json, .jsonl: {refusal}"]
    if array != lines:
        return [f"data/{paths[1].name}: not the objects of {paths[0].name}"]
    rows = [[item.get(name, "no such key") for name in table.header] for item in array]
    return tables.compare(table, f"data/{paths[0].name}", table.header, rows, tables.value, same_json)


def same_json(expected, found):
    if expected is None:
        return found is None or found == []
    if isinstance(expected, list):
        return isinstance(found, list) and len(found) == len(expected) and all(map(same_json, expected, found))
    if isinstance(expected, (bool, int, Decimal)):
        return isinstance(found, bool) == isinstance(expected, bool) and expected == found
    if isinstance(expected, (datetime.date, datetime.time)):
        return isinstance(found, str) and type(expected).fromisoformat(found) == expected
    return found == expected if isinstance(found, str) else found == json.loads(expected)


# The samples.


def spoil_zip(ending, part, change):
    """Changes a part of the first workbook where the change finds its place."""

    def spoil(folder):
        for path in sorted((folder / "data").glob("*" + ending)):
            with zipfile.ZipFile(path) as archive:
                entries = [(info, archive.read(info)) for info in archive.infolist()]
            changed = [(info, change(data) if info.filename == part else data) for info, data in entries]
            if changed == entries:
                continue
            with zipfile.ZipFile(path, "w") as archive:
                for info, data in changed:
                    archive.writestr(info, data)
            return
        raise Unfit(f"no {ending} has the place")

    return spoil


def first(old, new):
    return lambda data: data.replace(old, new, 1)


def number_as_text(data):
    return re.sub(rb'office:value-type="float" office:value="[^"]*"', b'office:value-type="string"', data, count=1)


def formula(data):
    start = data.find(b'<c r="A2"')
    end = data.find(b"</c>", start)
    return data if start < 0 else data[:start] + b'<c r="A2"><f>1+1</f><v>2</v>' + data[end:]


def lost_line(folder):
    for path in sorted((folder / "data").glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        if len(lines) > 1:
            path.write_text("".join(lines[1:]), encoding="utf-8")
            return
    raise Unfit("no lines")


def naked_formula(folder):
    for path in sorted((folder / "data").glob("*-excel.csv")):
        text = path.read_bytes()
        if text.count(b"\r\n") > 1:
            path.write_bytes(text.replace(b"\r\n", b"\r\n=1+1;", 1))
            return
    raise Unfit("no rows")


def number_in_quotes(folder):
    for path in sorted((folder / "data").glob("*.json")):
        other = path.with_suffix(".jsonl")
        if other.is_file():
            for one in (path, other):
                one.write_text(one.read_text(encoding="utf-8").replace('"ordre":1,', '"ordre":"1",'), encoding="utf-8")


SAMPLES = [
    Sample("a number of the ODS turned into text", spoil_zip(".ods", "content.xml", number_as_text), r"\.ods .*instead of Decimal"),
    Sample(
        "a date of the XLSX moved by a day",
        spoil_zip(".xlsx", "xl/worksheets/sheet1.xml", first(b' s="5"><v>4', b' s="5"><v>3')),
        r"\.xlsx .*instead of datetime",
    ),
    Sample("a formula in the XLSX", spoil_zip(".xlsx", "xl/worksheets/sheet1.xml", formula), r"\.xlsx .*\('formula'"),
    Sample("a line of JSON Lines that is gone", lost_line, r"\.jsonl: not the objects"),
    Sample("a formula in the spreadsheets' CSV", naked_formula, r"would be run as a formula"),
    Sample("a number of the JSON in quotes", number_in_quotes, r"\.json: row .*instead of 1"),
]

if __name__ == "__main__":
    common.main(judge, SAMPLES)
