#!/usr/bin/env python3
"""Judge of the examples: what the data pages tell a reader to type is run, and must give the table, whole.

The folder is served over HTTP, at an address that takes the place of the site's own. Python and R load it from there;
DuckDB, which would fetch an extension to do so, from the disk; LibreOffice, in French, opens the workbook that the page names.
Every cell has to come back with its value: a text with its characters, a number, a truth and a moment as such, and every day
as a day.
"""

import csv
import datetime
import functools
import html.parser
import http.server
import io
import json
import re
import shutil
import subprocess
import tempfile
import threading
import urllib.error
import urllib.request
from pathlib import Path

import duckdb
import pandas
from pandas.api import types

import common
import office
import tables
from common import Sample, Unfit

TYPED = ("integer", "number", "boolean", "date", "time", "datetime", "year")
NUMBERS = ("integer", "number", "year")
WANTED = ("python", "r", "sql", "office")


class Codes(html.parser.HTMLParser):
    """The examples of a page, by their class."""

    def __init__(self):
        super().__init__()
        self.found, self.open = {}, None

    def handle_starttag(self, tag, attributes):
        if tag == "code":
            self.open = dict(attributes).get("class")

    def handle_endtag(self, tag):
        if tag == "code":
            self.open = None

    def handle_data(self, data):
        if self.open:
            self.found[self.open] = self.found.get(self.open, "") + data


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words):
        pass


def judge(folder, quiet=False):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            return judge_served(folder, f"http://127.0.0.1:{server.server_port}/", quiet)
        finally:
            server.shutdown()


def judge_served(folder, served, quiet):
    findings, ran = [], 0
    package = json.loads((folder / "data/datapackage.json").read_text(encoding="utf-8"))
    base = package.get("homepage")
    by_name = {table.name: table for table in tables.tables(folder)}
    codes_of_r, workbooks = {}, {}
    for name, table in by_name.items():
        page = folder / "data" / f"{name}.html"
        if not page.is_file():
            continue
        place = f"data/{page.name}"
        codes = Codes()
        codes.feed(page.read_text(encoding="utf-8"))
        for kind in WANTED:
            if kind not in codes.found:
                findings.append(f"{place}: no example in {kind}")
                continue
            code, ran = codes.found[kind], ran + 1
            if base and base not in code:
                findings.append(f"{place}: the example in {kind} does not name the site")
                continue
            own = table.path.name if kind != "office" else f"{name}.ods"
            at = (lambda root: code.replace(base, root)) if base else (lambda root: code.replace(own, f"{root}data/{own}"))
            if kind == "python":
                findings += run_python(table, place, at(served))
            elif kind == "sql":
                findings += run_sql(table, place, at(f"{folder.resolve()}/"))
            elif kind == "r":
                codes_of_r[name] = at(served)
            else:
                workbooks[name] = at(served)
    findings += run_r(by_name, codes_of_r)
    findings += run_office(by_name, workbooks)
    if not ran:
        findings.append("no example was run")
    if not quiet:
        print(f"{ran} examples run")
    return findings


def run_python(table, place, code):
    names = {}
    try:
        exec(compile(code, place, "exec"), names)
        data = names["data"]
    except Exception as refusal:  # whatever a reader would see
        return [f"{place}: Python: {type(refusal).__name__}: {refusal}"]
    findings = list(shape(table, f"{place}: Python", list(data.columns), len(data)))
    if findings:
        return findings
    for number, field in enumerate(table.fields):
        cells = [row[number] for row in table.rows]
        column = data[field["name"]]
        if any(cells):
            findings += values(f"{place}: Python", field, cells, ["" if pandas.isna(value) else value for value in column])
        if field.get("type") == "date" and any(cells) and not types.is_datetime64_any_dtype(column):
            findings.append(f"{place}: Python: {field['name']} is no day")
    return findings


def run_sql(table, place, code):
    try:
        found = duckdb.sql(code)
        rows = found.project("columns(*)::VARCHAR").fetchall()
    except duckdb.Error as refusal:
        return [f"{place}: DuckDB: {str(refusal).splitlines()[0]}"]
    findings = list(shape(table, f"{place}: DuckDB", found.columns, len(rows)))
    if findings:
        return findings
    for number, field in enumerate(table.fields):
        cells = [row[number] for row in table.rows]
        if any(cells):
            kind, is_text = str(found.types[number]), field.get("type", "string") not in TYPED
            if is_text and kind != "VARCHAR":
                findings.append(f"{place}: DuckDB: {field['name']} is {kind}, no text")
            findings += values(f"{place}: DuckDB", field, cells, ["" if row[number] is None else row[number] for row in rows])
        if field.get("type") == "date" and any(cells) and str(found.types[number]) != "DATE":
            findings.append(f"{place}: DuckDB: {field['name']} is no day")
    return findings


def run_r(by_name, codes):
    """All of them in one process: each table is written back, to be compared."""
    if not codes:
        return []
    findings = []
    with tempfile.TemporaryDirectory(prefix="essaim-r-") as scratch:
        script = Path(scratch) / "examples.R"
        lines = []
        for name, code in codes.items():
            back = json.dumps(str(Path(scratch) / f"{name}.csv"))
            lines.append(
                f"tryCatch({{\n{code}\n"
                f'days <- paste(names(data)[sapply(data, inherits, "Date")], collapse = ";")\n'
                f'write.csv(data, {back}, na = "", row.names = FALSE, fileEncoding = "UTF-8")\n'
                f'cat("{name}", days, "\\n", sep = "\\t")\n'
                f'}}, error = function(refusal) cat("{name}", "\\tREFUSED ", conditionMessage(refusal), "\\n"))'
            )
        script.write_text("\n".join(lines) + "\n", encoding="utf-8")
        done = subprocess.run(
            ["Rscript", "--vanilla", script],
            capture_output=True, text=True, timeout=300, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": scratch},
        )
        said = dict(line.split("\t", 1) for line in done.stdout.splitlines() if "\t" in line)
        for name in codes:
            table, place = by_name[name], f"data/{name}.html: R"
            answer, back = said.get(name, "REFUSED: it did not run").strip(), Path(scratch) / f"{name}.csv"
            if answer.startswith("REFUSED") or not back.is_file():
                findings.append(f"{place}: {answer} {done.stderr.strip()[-200:]}")
                continue
            rows = list(csv.reader(io.StringIO(back.read_text(encoding="utf-8"), newline="")))
            wrong = list(shape(table, place, rows[0], len(rows) - 1))
            findings += wrong
            if wrong:
                continue
            for number, field in enumerate(table.fields):
                cells = [row[number] for row in table.rows]
                if any(cells):
                    findings += values(place, field, cells, [row[number] for row in rows[1:]])
                if field.get("type") == "date" and any(cells) and field["name"] not in answer.split(";"):
                    findings.append(f"{place}: {field['name']} is no day")
    return findings


def run_office(by_name, addresses):
    findings, files = [], []
    with tempfile.TemporaryDirectory(prefix="essaim-office-") as scratch:
        for name, address in addresses.items():
            try:
                path = Path(scratch) / f"{name}.ods"
                path.write_bytes(urllib.request.urlopen(address, timeout=30).read())
                files.append(path)
            except urllib.error.URLError as refusal:
                findings.append(f"data/{name}.html: LibreOffice: {address.rsplit('/', 1)[-1]}: {refusal}")
        if not files:
            return findings
        office.speak_french(Path(scratch))
        made = office.convert(Path(scratch), files, ".ods")
        for path in files:
            table, back = by_name[path.stem], made / f"{path.stem}-{path.stem[:31]}.csv"
            place = f"data/{path.stem}.html: LibreOffice"
            if not back.is_file():
                findings.append(f"{place}: {path.name} cannot be opened")
                continue
            with back.open(encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file, delimiter=";"))
            findings += tables.compare(table, place, rows[0], rows[1:], office.Cell, shown)
    return findings


def shown(expected, found):
    """In French, or as a workbook in another language writes a day."""
    return office.shown_as(expected, found) or found == expected.text


def shape(table, place, header, rows):
    if list(header) != table.header:
        yield f"{place}: columns {list(header)} instead of {table.header}"
    if rows != len(table.rows):
        yield f"{place}: {rows} rows instead of {len(table.rows)}"


def values(place, field, cells, found):
    """The first cell of a column that came back as something else."""
    kind = field.get("type", "string")
    for number, (cell, other) in enumerate(zip(cells, found), 1):
        if not same(kind, cell, other):
            yield f"{place}: row {number}, {field['name']}: {other!r} instead of {cell!r}"
            return


def same(kind, cell, found):
    text = str(found)
    if not cell:
        return text == ""
    if kind in NUMBERS:
        return number(text) is not None and abs(number(text) - float(cell)) <= 1e-9 * max(1, abs(float(cell)))
    if kind == "boolean":
        return text.lower() == cell
    if kind == "date":
        return text[:10] == cell
    if kind in ("time", "datetime"):
        return text.replace("T", " ")[:19] == cell.replace("T", " ")[:19] or moment(text) == moment(cell) is not None
    # Line breaks aside, of which every reader has its own idea.
    return text.replace("\r\n", "\n") == cell.replace("\r\n", "\n")


def moment(text):
    """A moment that says its offset, whichever that is."""
    try:
        found = datetime.datetime.fromisoformat(re.sub(r"([+-]\d\d)$", r"\1:00", text))
    except ValueError:
        return None
    return found.astimezone(datetime.UTC) if found.tzinfo else None


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


# The samples: each spoils the page of a table that has rows and another page beside it.


def a_page(folder):
    for table in tables.tables(folder):
        page = folder / "data" / f"{table.name}.html"
        if page.is_file() and table.rows:
            return table, page
    raise Unfit("no data page")


def change(kind, pattern, replacement):
    def spoil(folder):
        table, page = a_page(folder)
        for other in (folder / "data").glob("*.html"):
            if other != page:
                other.unlink()
        common.replace_once(page, rf'(<code class="{kind}">(?:(?!</code>).)*){pattern}', rf"\g<1>{replacement}")

    return spoil


def disguised(folder):
    """A text in digits, of which the examples do not tell."""
    table, page = a_page(folder)
    number = next(at for at, field in enumerate(table.fields) if field.get("type") == "string")
    rows = [list(row) for row in table.rows]
    for rank, row in enumerate(rows):
        row[number] = f"00{rank}"
    with table.path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([table.header, *rows])
    shutil.rmtree(folder / "theme", ignore_errors=True)


def workbook(folder):
    """Another text in a sheet: right columns, as many rows."""
    table, page = a_page(folder)
    text = next(row[1] for row in table.rows).encode()
    for other in (folder / "data").glob("*.html"):
        if other != page:
            other.unlink()
    office.rewrite(f"/{table.name}.ods".removeprefix("/"), "content.xml", text, text[:-1] + b"?")(folder)


def missing(folder):
    common.replace_once(a_page(folder)[1], r'<code class="r">', '<code class="other">')


SAMPLES = [
    Sample("Python that loads from nowhere", change("python", r"\.csv", ".tsv"), r"Python: HTTPError"),
    Sample("R that loads the file for spreadsheets", change("r", r"\.csv&quot;", "-excel.csv&quot;"), r"R: columns"),
    Sample("SQL with a slip", change("sql", r"SELECT", "SELCT"), r"DuckDB: .*[Ss]yntax|DuckDB: Parser"),
    Sample("a workbook with another value", workbook, r"LibreOffice: row \d+, \w+: .* instead of"),
    Sample("a workbook that is not there", change("office", r"\.ods", ".odt"), r"LibreOffice: .*404"),
    Sample("an example that is missing", missing, r"no example in r"),
    Sample("a text in digits that no example tells of", disguised, r"(Python|R|DuckDB): row .* instead of '00"),
]

if __name__ == "__main__":
    common.main(judge, SAMPLES)
