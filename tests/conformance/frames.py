#!/usr/bin/env python3
"""Judge of loading: pandas and DuckDB read every canonical CSV without one option, and find the types it declares.

A column without a value has no type to find. A text column whose every value is written in digits (a SIRET, a postal
code) is a number to whoever is told nothing, and no CSV can say otherwise: such columns are named, and have to come back
whole to whoever passes the declared types on.
"""

import duckdb
import pandas
from pandas.api import types

import common
import tables
from common import Sample, Unfit

DUCK = {
    "integer": ("BIGINT", "INTEGER", "HUGEINT"),
    "year": ("BIGINT",),
    "number": ("DOUBLE", "BIGINT"),
    "boolean": ("BOOLEAN",),
    "date": ("DATE",),
    "time": ("TIME",),
    "datetime": ("TIMESTAMP", "TIMESTAMP WITH TIME ZONE"),
}
TEXTS = ("string", "duration", "list", "geopoint", "array", "object", "geojson", "yearmonth")


def judge(folder, quiet=False):
    findings, typed, digits = [], 0, []
    for table in tables.tables(folder):
        place = f"data/{table.path.name}"
        try:
            frame = pandas.read_csv(table.path)
            described = duckdb.sql(f"DESCRIBE SELECT * FROM '{table.path}'").fetchall()
            count = duckdb.sql(f"SELECT count(*) FROM '{table.path}'").fetchall()[0][0]
        except (pandas.errors.ParserError, duckdb.Error) as refusal:
            findings.append(f"{place}: cannot be read: {str(refusal).splitlines()[0]}")
            continue
        ducks = {row[0]: row[1] for row in described}
        if list(frame.columns) != table.header:
            findings.append(f"{place}: pandas finds the columns {list(frame.columns)}")
            continue
        if list(ducks) != table.header:
            findings.append(f"{place}: DuckDB finds the columns {list(ducks)}")
            continue
        for reader, rows in (("pandas", len(frame)), ("DuckDB", count)):
            if rows != len(table.rows):
                findings.append(f"{place}: {reader} finds {rows} rows, not {len(table.rows)}")
        for place_in_row, field in enumerate(table.fields):
            cells = [row[place_in_row] for row in table.rows if row[place_in_row]]
            name, kind = field["name"], field.get("type", "string")
            if not cells:
                continue
            typed += 1
            if kind in TEXTS and all(cell.lstrip("-").replace(".", "", 1).isdigit() for cell in cells):
                digits.append(f"{place}, {name}")
                told = pandas.read_csv(table.path, dtype={name: str}, keep_default_na=False)[name]
                if list(told) != [row[place_in_row] for row in table.rows]:
                    findings.append(f"{place}: {name} does not come back whole as text")
                continue
            if not as_pandas(frame[name], kind):
                findings.append(f"{place}: {name} ({kind}) is {frame[name].dtype} to pandas")
            if not as_duck(ducks[name], kind):
                findings.append(f"{place}: {name} ({kind}) is {ducks[name]} to DuckDB")
    if not typed:
        findings.append("no column was read")
    if not quiet:
        print(f"{typed} columns read; texts in digits: {', '.join(digits) or 'none'}")
    return findings


def as_pandas(column, kind):
    values = column.dropna()
    if kind in ("integer", "year", "number"):
        # An empty cell makes a column of whole numbers one of numbers: pandas has no other form for it.
        return types.is_numeric_dtype(column) and not types.is_bool_dtype(column)
    if kind == "boolean":
        return all(isinstance(value, bool) or type(value).__name__ == "bool" for value in values)
    if kind in ("date", "datetime"):
        return pandas.to_datetime(values, format="ISO8601", errors="coerce", utc=True).notna().all()
    return all(isinstance(value, str) for value in values)


def as_duck(found, kind):
    if kind == "yearmonth":
        return found in ("VARCHAR", "DATE")
    return found in DUCK.get(kind, ("VARCHAR",))



def spoil_cell(kind, written):
    def spoil(folder):
        for table in tables.tables(folder):
            for place, field in enumerate(table.fields):
                if field.get("type") == kind and table.rows and table.rows[0][place]:
                    rows = [list(row) for row in table.rows]
                    rows[0][place] = written
                    write(table, rows)
                    return
        raise Unfit(f"no {kind} has a value")

    return spoil


def write(table, rows):
    import csv

    with table.path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([table.header, *rows])


def ragged(folder):
    for table in tables.tables(folder):
        if len(table.rows) > 3:
            write(table, [*table.rows[:2], [*table.rows[2], "trop"], *table.rows[3:]])
            return
    raise Unfit("no rows")


def marked(folder):
    path = next(tables.tables(folder)).path
    path.write_bytes(b"\n".join([b"# a line before the titles", path.read_bytes()]))


SAMPLES = [
    Sample("a decimal comma", spoil_cell("integer", "12,5"), r"\((integer|number)\) is (str|object).* to pandas"),
    Sample("a French date", spoil_cell("date", "3 juin 2015"), r"\(date\) is VARCHAR to DuckDB"),
    Sample("a cell too many", ragged, r"cannot be read"),
    Sample("a line before the titles", marked, r"cannot be read|finds the columns"),
]

if __name__ == "__main__":
    common.main(judge, SAMPLES)
