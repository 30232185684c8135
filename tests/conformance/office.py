#!/usr/bin/env python3
"""Judge of the office files: LibreOffice, in French settings, opens each ODS, XLSX and spreadsheet CSV as the canonical CSV says.

Every sheet is converted back to CSV, as shown to a French reader, and compared: right columns, accents kept, no formula
run, leading zeros kept in workbooks, numbers and dates that are numbers and dates. What no office keeps of a CSV that
it is told nothing about (the zeros that a code begins with, the last digits of a long number, a text like `1:` that it
takes for an hour) is not asked of the CSV: that is what the workbooks are for.
"""

import csv
import datetime
import json
import re
import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import common
import tables
from common import Sample, Unfit

FRENCH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>fr-FR</value></prop></item>
</oor:items>
"""
# Semicolon, quotation mark, UTF-8, from the first line; French; not as shown but whole; every sheet in a file of its own.
TO_CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,1036,false,false,false,false,false,-1"
FROM_CSV = "CSV:59,34,76,1,,1036"


@dataclass
class Cell:
    """A canonical cell, which shows itself by its characters."""

    text: str
    field: dict

    def __repr__(self):
        return repr(self.text)


def judge(folder, quiet=False):
    findings = []
    all_tables = list(tables.tables(folder))
    with tempfile.TemporaryDirectory(prefix="essaim-office-") as scratch:
        scratch = Path(scratch)
        speak_french(scratch)
        for ending in (".ods", ".xlsx", "-excel.csv"):
            files = sorted((folder / "data").glob("*" + ending))
            if not files:
                findings.append(f"no {ending} to open")
                continue
            made = convert(scratch, files, ending)
            for table in all_tables:
                if ending == "-excel.csv":
                    place, path = f"data/{table.name}{ending}", made / f"{table.name}-excel.csv"
                    path = path if path.is_file() else made / f"{table.name}-excel-{table.name}-excel.csv"
                else:
                    book = tables.workbook_of(table, folder, ending)
                    if book is None:
                        findings.append(f"data/{table.name}{ending}: missing")
                        continue
                    place, path = f"data/{book.name} [{table.name}]", made / f"{book.stem}-{table.name[:31]}.csv"
                if not path.is_file():
                    findings.append(f"{place}: LibreOffice does not open it")
                    continue
                with path.open(encoding="utf-8", newline="") as file:
                    rows = list(csv.reader(file, delimiter=";"))
                same = loosely if ending == "-excel.csv" else shown_as
                findings += tables.compare(table, place, rows[0], rows[1:], Cell, same)
    if not quiet:
        print(f"{len(all_tables)} tables opened three times")
    return findings


def speak_french(scratch):
    """Sets the language of the LibreOffice whose profile is there."""
    profile = scratch / "profile/user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(FRENCH, encoding="utf-8")


def convert(scratch, files, ending):
    made = scratch / ending.strip(".-").replace(".", "")
    command = ["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--convert-to", TO_CSV]
    command += [f"--infilter={FROM_CSV}"] if ending == "-excel.csv" else []
    command += ["--outdir", str(made), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    if done.returncode:
        print(done.stdout[-500:], done.stderr[-500:])
    made.mkdir(exist_ok=True)
    return made


def number(text):
    try:
        return float(text.replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace(",", "."))
    except ValueError:
        return None


def shown_as(expected, found):
    """A workbook's cell as a French reader sees it."""
    cell, field = expected.text, expected.field
    value = tables.office_value(cell, field)
    if value is None:
        return found == ""
    if isinstance(value, bool):
        return found == ("VRAI" if value else "FAUX")
    if isinstance(value, Decimal):
        return number(found) is not None and abs(number(found) - float(value)) <= 1e-9 * max(1, abs(float(value)))
    if isinstance(value, (datetime.time, datetime.timedelta)):
        return found == (datetime.datetime(2000, 1, 1) + tables.clock(value)).strftime("%H:%M:%S")
    if isinstance(value, datetime.datetime):
        return found == value.strftime("%d/%m/%Y %H:%M:%S")
    if isinstance(value, datetime.date):
        return found == value.strftime("%d/%m/%Y")
    # A tab in a cell is a space to LibreOffice, or nothing at the beginning of a line.
    return flat(found) == flat(value)


def flat(text):
    return "\n".join(" ".join(line.split("\t")).strip() for line in text.splitlines())


def loosely(expected, found):
    """The same, for a CSV: only what is written tells an office what is meant."""
    cell, field = expected.text, expected.field
    if shown_as(expected, found):
        return True
    # Before 1900, and where a workbook prefers text, a CSV is read as what it looks like.
    value = tables.value(cell, field)
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return found == value.strftime("%d/%m/%Y")
    if number(cell) is not None and number(found) is not None:
        return abs(number(found) - number(cell)) <= 1e-9 * max(1, abs(number(cell)))
    if field.get("type", "string") == "string" and re.fullmatch(r"[\d:/., -]+", cell) and re.search(r"\d", cell):
        return re.search(r"\d", found) is not None
    if field.get("type") == "yearmonth":
        return found in (f"{cell[5:]}/{cell[:4]}", f"01/{cell[5:]}/{cell[:4]}")
    return flat(found.removeprefix("'")) == flat(cell)


# The samples.


def rewrite(ending, part, old, new):
    def spoil(folder):
        for path in sorted((folder / "data").glob("*" + ending)):
            with zipfile.ZipFile(path) as archive:
                entries = [(info, archive.read(info)) for info in archive.infolist()]
            if not any(info.filename == part and old in data for info, data in entries):
                continue
            with zipfile.ZipFile(path, "w") as archive:
                for info, data in entries:
                    archive.writestr(info, data.replace(old, new, 1) if info.filename == part else data)
            keep_only(folder, path)
            return
        raise Unfit(f"no {ending} has the place")

    return spoil


def keep_only(folder, path):
    """The others would only take time: they are as good as before. That they are missing is another finding."""
    descriptor = folder / "data/datapackage.json"
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    package["resources"] = [one for one in package["resources"] if one["name"] == path.stem.removesuffix("-excel")]
    descriptor.write_text(json.dumps(package), encoding="utf-8")
    for other in [*(folder / "data").glob("*.ods"), *(folder / "data").glob("*.xlsx"), *(folder / "data").glob("*-excel.csv")]:
        if other != path:
            other.unlink()


def broken(folder):
    path = sorted((folder / "data").glob("*.ods"))[0]
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    keep_only(folder, path)


def commas(folder):
    path = sorted((folder / "data").glob("*-excel.csv"))[0]
    path.write_text(path.read_text(encoding="utf-8").replace(";", ","), encoding="utf-8")
    keep_only(folder, path)


SAMPLES = [
    Sample(
        "a formula in the ODS",
        rewrite(".ods", "content.xml", b'<table:table-cell table:style-name="Default" office:value-type="float"', b'<table:table-cell table:formula="=40+2" office:value-type="float"'),
        r"\.ods .*'42' instead",
    ),
    Sample("a date of the XLSX that is a number", rewrite(".xlsx", "xl/worksheets/sheet1.xml", b' s="5"><v>', b' s="0"><v>'), r"\.xlsx .*'4\d{4}' instead"),
    Sample("an ODS cut short", broken, r"\.ods .*does not open it"),
    Sample("commas in the spreadsheets' CSV", commas, r"-excel\.csv: columns"),
]

if __name__ == "__main__":
    if not shutil.which("soffice"):
        raise SystemExit("soffice is not installed")
    common.main(judge, SAMPLES)
