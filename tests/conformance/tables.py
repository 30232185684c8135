"""What the judges of tables share: every published table, its declared types, and one meaning for a cell of any form.

A canonical cell becomes a Python value by the type that its schema declares; a cell of another form is compared with it.
"""

import csv
import datetime
import json
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

OFFICE_DIGITS = 15
FIRST_OFFICE_DAY = datetime.date(1900, 3, 1)


@dataclass
class Table:
    name: str
    path: Path
    fields: list
    rows: list

    @property
    def header(self):
        return [field["name"] for field in self.fields]


def tables(folder):
    """Every table of the package, with the cells of its canonical CSV."""
    descriptor = json.loads((folder / "data/datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        path = folder / "data" / resource["path"]
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        table = Table(resource["name"], path, resource["schema"]["fields"], rows[1:])
        yield table


def workbook_of(table, folder, ending):
    """The workbook whose sheet a table is: its own, else that of the collection whose name begins its own."""
    parts = table.name.split("-")
    for length in range(len(parts), 0, -1):
        path = folder / "data" / ("-".join(parts[:length]) + ending)
        if path.is_file():
            return path
    return None


def value(cell, field):
    """The value of a canonical cell."""
    kind = field.get("type", "string")
    if cell == "":
        return None
    try:
        if kind in ("integer", "year"):
            return int(cell)
        if kind == "number":
            return Decimal(cell) if cell not in ("NaN", "INF", "-INF") else cell
        if kind == "boolean":
            return {"true": True, "false": False}[cell]
        if kind == "date":
            return datetime.date.fromisoformat(cell)
        if kind == "time":
            return datetime.time.fromisoformat(cell)
        if kind == "datetime":
            return datetime.datetime.fromisoformat(cell)
        if kind == "list":
            items = {"name": field["name"], "type": field.get("itemType", "string")}
            return [value(item, items) for item in cell.split(field.get("delimiter", ","))]
    except (ValueError, KeyError, InvalidOperation):
        return cell
    return cell


def office_value(cell, field):
    """What an office has to hold for a canonical cell: a value of its own types, else the text."""
    held = value(cell, field)
    if held is None or isinstance(held, bool):
        return held
    if isinstance(held, (int, Decimal)):
        digits = re.sub(r"\D", "", cell).lstrip("0")
        return Decimal(cell) if len(digits) <= OFFICE_DIGITS else cell
    if isinstance(held, datetime.datetime):
        return held if held.tzinfo is None and held.date() >= FIRST_OFFICE_DAY else cell
    if isinstance(held, datetime.date):
        return held if held >= FIRST_OFFICE_DAY else cell
    if isinstance(held, datetime.time):
        return held
    if field.get("type") == "duration":
        clock = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?", cell)
        if clock:
            hours, minutes, seconds = (int(part or 0) for part in clock.groups())
            length = datetime.timedelta(hours=hours, minutes=minutes, seconds=seconds)
            return length if length < datetime.timedelta(days=1) else cell
    return cell.replace("\r\n", "\n")


def clock(moment):
    """A time of the day, or a length of time that a reader shows as one."""
    if isinstance(moment, datetime.timedelta):
        return moment
    return datetime.timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second)


def same_office(expected, found):
    """Whether an office's cell holds the value, in its type."""
    if expected is None:
        return found is None or found == ""
    if isinstance(expected, bool):
        return isinstance(found, bool) and found == expected
    if isinstance(expected, Decimal):
        is_number = isinstance(found, (int, float)) and not isinstance(found, bool)
        return is_number and float(expected) == float(found)
    if isinstance(expected, (datetime.time, datetime.timedelta)):
        is_clock = isinstance(found, (datetime.time, datetime.timedelta))
        return is_clock and clock(expected) == clock(found)
    if isinstance(expected, datetime.datetime):
        return isinstance(found, datetime.datetime) and abs(found - expected) < datetime.timedelta(milliseconds=1)
    if isinstance(expected, datetime.date):
        return isinstance(found, datetime.datetime) and found == datetime.datetime.combine(expected, datetime.time())
    return isinstance(found, str) and found == expected


def compare(table, place, header, rows, convert, same):
    """The findings of one form of a table: its columns, its rows, each of its cells."""
    if header != table.header:
        yield f"{place}: columns {header} instead of {table.header}"
        return
    if len(rows) != len(table.rows):
        yield f"{place}: {len(rows)} rows instead of {len(table.rows)}"
    for number, (cells, found) in enumerate(zip(table.rows, rows), 1):
        for field, cell, other in zip(table.fields, cells, found):
            expected = convert(cell, field)
            if not same(expected, other):
                yield f"{place}: row {number}, {field['name']}: {other!r} instead of {expected!r}"
