#!/usr/bin/env python3
"""Differential judge of the schema engine: on the same Table Schemas and CSV files, `essaim check` and frictionless
must give the same verdicts, down to the row.

The cases come from three places: `table_schema_cases.py` (each type, constraint, key and fault of form), the schemas
of `schemas/` in the shape that the national catalogue publishes them, and any folder named by `--also` (one folder a
schema: `schema.json` and CSV files). A schema also grows its own cases: from its fields' examples, one row is right
and each further row has one value spoiled.

All cases stand as collections in a few projects, so that essaim starts few times. What is compared:

- a schema or a header that frictionless refuses: essaim reports an error in that collection;
- a table: the same set of rows is in error (`rows`), or both find it valid or both invalid (`verdict`).

Where the two differ for a good reason, `DIVERGENCES` in `table_schema_cases.py` says which and why; an entry that no
longer holds fails the run, so the table stays true. Exit status: 0 agreed, 1 not.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from frictionless import FrictionlessException, Package, Schema

import table_schema_cases as cases
from common import SHOWN

HERE = Path(__file__).resolve().parent
BATCH = 150
GOOD = " (good rows only)"  # behind the name of a table of which only those came back
GROWN_ROWS = 120
LIMIT = 1_000_000  # errors a table: frictionless stops at 1000 otherwise
SITE = """\
title: Projet de comparaison
description: Des tables pour comparer deux lecteurs du même schéma.
language: fr
publisher: {name: Ville d'exemple, url: "https://ville.example/", email: contact@ville.example}
license: etalab-2.0
"""


@dataclass
class Verdict:
    """What a reader says of one case: errors of the schema or header, and the lines of the table in error."""

    whole: list = field(default_factory=list)
    lines: dict = field(default_factory=dict)  # line -> message

    @property
    def valid(self):
        return not self.whole and not self.lines


# ---- The oracle


def oracle(case):
    """What frictionless says of a case. The other tables of the case are there for foreign keys only."""
    verdict = Verdict()
    with tempfile.TemporaryDirectory(prefix="essaim-oracle-") as scratch:
        resources = []
        for suffix, (schema, table) in case.all_tables().items():
            name = "t" + suffix
            Path(scratch, f"{name}.csv").write_bytes(table.content)
            schema = renamed(schema, "t")
            try:
                Schema.from_descriptor(schema)
            except FrictionlessException as refusal:
                verdict.whole += [error.message for error in refusal.reasons or [refusal.error]]
                return verdict
            resources.append(
                {"name": name, "type": "table", "path": f"{name}.csv", "format": "csv", "mediatype": "text/csv",
                 "encoding": "utf-8", "dialect": {"csv": {"delimiter": table.delimiter}}, "schema": schema}
            )  # fmt: skip
        # The schema was judged by its own version of the standard; the package takes whatever that let pass.
        descriptor = {"$schema": Package.metadata_v2_profile, "resources": resources}
        try:
            report = Package.from_descriptor(descriptor, basepath=scratch).validate(limit_errors=LIMIT)
        except (FrictionlessException, re.error) as refusal:  # a pattern that is no pattern stops frictionless
            verdict.whole.append(str(refusal))
            return verdict
    for task in report.tasks:
        if task.name != "t":
            assert not task.errors, (case.name, task.errors)
            continue
        for error in task.errors:
            row = getattr(error, "row_number", None)
            if row is None:
                verdict.whole.append(f"{error.type}: {error.message}")
            else:
                verdict.lines.setdefault(case.table.line_of_row(row), f"{error.type}: {error.message}")
    verdict.whole += [f"{error.type}: {error.message}" for error in report.errors]
    return verdict


def renamed(schema, name):
    """The schema with the placeholder names of other tables (`@b`) made real (`t-b`, `c0012-b`)."""
    text = json.dumps(schema, ensure_ascii=False)
    return json.loads(text.replace('"resource": "@', f'"resource": "{name}-'))


# ---- The program under test


def collection(index):
    return f"c{index:04d}"


def write_project(root, numbered):
    content = root / "content"
    content.mkdir(parents=True)
    (content / "site.yaml").write_text(SITE, encoding="utf-8")
    for index, case in numbered:
        for suffix, (schema, table) in case.all_tables().items():
            folder = content / (collection(index) + suffix)
            folder.mkdir()
            (folder / "_collection.yaml").write_text(
                f"title: Table {folder.name}\ndescription: {json.dumps(case.name, ensure_ascii=False)}\n"
                "pages: false\nschema: schema.json\n",
                encoding="utf-8",
            )
            (folder / "schema.json").write_text(
                json.dumps(renamed(schema, collection(index)), ensure_ascii=False, indent=2), encoding="utf-8"
            )
            (folder / f"{folder.name}.csv").write_bytes(table.content)


class Stopped(Exception):
    """The program ended in another way than by telling what is wrong with the content."""


def run_essaim(program, root):
    done = subprocess.run(
        [str(program), "--root", str(root), "--lang", "en", "check", "--format", "json"], capture_output=True, text=True
    )
    try:
        if done.returncode in (0, 1):
            return json.loads(done.stdout)["diagnostics"]
    except (ValueError, KeyError):
        pass
    raise Stopped(f"exit status {done.returncode}: {(done.stderr or done.stdout).strip()[:300]}")


def ask_essaim(program, root, numbered):
    """What essaim says of some cases. Where it stops, the cases are halved until the one that stops it is found."""
    folder = root / f"project-{numbered[0][0]}-{numbered[-1][0]}"
    write_project(folder, numbered)
    try:
        return sort_diagnostics(run_essaim(program, folder), numbered)
    except Stopped as reason:
        if len(numbered) == 1:
            index, case = numbered[0]
            return {index: Verdict(whole=[str(reason)])}, [f"essaim stopped on “{case.name}”: {reason}"]
    half = len(numbered) // 2
    first, second = (ask_essaim(program, root, part) for part in (numbered[:half], numbered[half:]))
    return {**first[0], **second[0]}, first[1] + second[1]


def sort_diagnostics(diagnostics, numbered):
    """Diagnostics of one project, by case. Those that stand in no case are findings of their own."""
    verdicts = {index: Verdict() for index, _ in numbered}
    stray = []
    for diagnostic in diagnostics:
        if diagnostic["severity"] != "error":
            continue
        path = (diagnostic.get("path") or "").replace("\\", "/")
        parts = path.split("/")
        name = parts[1] if len(parts) > 1 and parts[0] == "content" else ""
        number, _, other = name[1:].partition("-")
        text = f"{diagnostic['code']}: {diagnostic['message']}"
        if not number.isdigit() or int(number) not in verdicts:
            stray.append(f"an error in no case: {path}: {text}")
        elif path.endswith(".csv") and not other:
            verdicts[int(number)].lines.setdefault(diagnostic.get("line"), text)
        else:
            verdicts[int(number)].whole.append(f"{path}: {text}")
    return verdicts, stray


# ---- The comparison


@dataclass
class Outcome:
    findings: list = field(default_factory=list)
    used: set = field(default_factory=set)
    compared: Counter = field(default_factory=Counter)


def compare(case, expected, given, outcome):
    outcome.compared["tables"] += 1
    outcome.compared["refused" if not expected.valid else "accepted"] += 1
    if expected.whole or case.compare == "verdict":
        if expected.valid != given.valid and not excused(case, None, given.valid, outcome):
            tell(case, None, expected, given, outcome)
        return
    outcome.compared["rows"] += case.table.rows()
    outcome.compared["rows refused"] += len(expected.lines)
    if given.whole:
        if not excused(case, None, False, outcome):
            tell(case, None, expected, given, outcome)
        return
    given = Verdict(lines={case.table.start_of(line or 0): text for line, text in given.lines.items()})
    for line in sorted(set(expected.lines) ^ set(given.lines)):
        if not excused(case, case.table.label_of_line(line), line in expected.lines, outcome):
            tell(case, line, expected, given, outcome)


def excused(case, label, essaim_accepts, outcome):
    """Whether a difference is listed: by case, or by case and the value of the row."""
    name = case.name.removesuffix(GOOD)
    for key, (side, _) in cases.DIVERGENCES.items():
        if key in ((name, label), (name, "*")) and side == ("accepts" if essaim_accepts else "refuses"):
            outcome.used.add(key)
            return True
    return False


def tell(case, line, expected, given, outcome):
    def said(verdict):
        if line is not None and not verdict.whole:
            return verdict.lines.get(line, "accepts")
        return "; ".join(verdict.whole[:2] + [f"line {at}: {text}" for at, text in sorted(verdict.lines.items())][:2]) or "accepts"

    place = case.name if line is None else f"{case.name}, line {line} ({case.table.label_of_line(line)[:80]!r})"
    outcome.findings.append(f"{place}\n    frictionless: {said(expected)}\n    essaim:       {said(given)}")


def judge(all_cases, verdicts_of, expected=None, complete=True):
    """Compares every case. `verdicts_of(numbered)` answers for essaim: verdicts by number, and stray findings."""
    outcome = Outcome()
    numbered = list(enumerate(all_cases))
    expected = expected or [oracle(case) for case in all_cases]
    for start in range(0, len(numbered), BATCH):
        batch = numbered[start : start + BATCH]
        verdicts, stray = verdicts_of(batch)
        outcome.findings += stray
        for index, case in batch:
            compare(case, expected[index], verdicts[index], outcome)
    if complete:
        for key in set(cases.DIVERGENCES) - outcome.used:
            outcome.findings.append(f"DIVERGENCES lists {key}, but the two agree now: remove it")
    return outcome


# ---- Cases that a whole schema grows


SPOILED = {
    "integer": ["12,5", "douze", "1.5", "12 km"],
    "number": ["1,5", "beaucoup", "12 €"],
    "boolean": ["peut-être", "Oui", "2"],
    "date": ["31/01/2024", "2024-02-30", "bientôt"],
    "datetime": ["2024-01-31", "midi"],
    "time": ["12h30", "25:00:00"],
    "year": ["24", "l'an dernier"],
    "yearmonth": ["2024-13", "mai"],
    "duration": ["P", "longtemps"],
    "geopoint": ["48.85", "200,100", "ici"],
    "geojson": ["{}", "ici"],
    "array": ["a,b", "{}"],
    "object": ["[]", "a"],
    "string": ["", "x", "Ceci n'est sûrement pas une valeur permise ici | non"],
}


# What a required field without example holds.
PLAIN = {"integer": "1", "number": "1.5", "boolean": "true", "date": "2024-01-31", "datetime": "2024-01-31T12:00:00Z", "year": "2024"}


def grown(name, schema, seed):
    """One table for a schema: the examples of its fields, then rows in each of which one cell is spoiled."""
    fields = [field for field in schema.get("fields", []) if isinstance(field, dict)]
    good = []
    for one in fields:
        example = one.get("example", (one.get("constraints") or {}).get("enum", [None])[0])
        if example is None and (one.get("constraints") or {}).get("required"):
            example = PLAIN.get(one.get("type", "string"), "texte")
        if isinstance(example, bool):
            example = str(example).lower()
        elif isinstance(example, (list, dict)):
            example = json.dumps(example, ensure_ascii=False)
        good.append("" if example is None else str(example))
    rows = []
    for index, one in enumerate(fields):
        for value in ["", *SPOILED.get(one.get("type", "string"), ["x"])]:
            rows.append((index, value))
    random.Random(seed).shuffle(rows)
    distinct = keys_of(schema, fields)
    table = [good]
    for number, (spoiled, value) in enumerate(rows[:GROWN_ROWS], 2):
        row = [another(cell, number) if index in distinct else cell for index, cell in enumerate(good)]
        row[spoiled] = value
        table.append(row)
    return cases.Case(f"{name}: grown from examples", schema, cases.Table.of([one.get("name", "") for one in fields], table))


def keys_of(schema, fields):
    """The columns whose values must differ from row to row, so that only the spoiled cell is in question."""
    keys = schema.get("primaryKey", [])
    keys = [keys] if isinstance(keys, str) else keys
    free = [i for i, one in enumerate(fields) if one.get("name") in keys and not (one.get("constraints") or {}).get("pattern")]
    held = [i for i, one in enumerate(fields) if one.get("name") in keys]
    unique = [i for i, one in enumerate(fields) if (one.get("constraints") or {}).get("unique")]
    return {*(free or held)[:1], *unique}


def another(value, number):
    """A value of the same make as another, for row `number`: its last digits are replaced."""
    digits = re.search(r"\d*$", value)[0]
    return value[: len(value) - len(digits)] + str(number).zfill(len(digits))[-max(len(digits), 3) :]


def with_good_halves(all_cases, expected):
    """Each table that mixes good and bad rows comes again with the good ones only: a whole file to accept."""
    for case, verdict in zip(all_cases, expected):
        yield case
        rows = case.table.parsed
        kept = [cells for line, cells in rows if line not in verdict.lines]
        if case.compare == "rows" and not verdict.whole and 1 < len(kept) < len(rows):
            table = cases.Table.of(kept[0], kept[1:], case.table.delimiter)
            yield cases.Case(case.name + GOOD, case.schema, table, "rows", case.others)


def from_folder(folder):
    """The cases of one schema's folder: its CSV files as they are, and those grown from its examples."""
    schema = json.loads((folder / "schema.json").read_text(encoding="utf-8-sig"))
    if not isinstance(schema.get("fields"), list):
        return
    schema.pop("foreignKeys", None)  # the tables that they name are not here
    for path in sorted(folder.glob("*.csv")):
        content = path.read_bytes()
        header = content.split(b"\n", 1)[0]
        delimiter = ";" if header.count(b";") > header.count(b",") else ","
        yield cases.Case(f"{folder.name}: {path.name}", schema, cases.Table(content, delimiter))
    yield grown(folder.name, schema, folder.name)


def schema_cases(folders):
    return [
        case for folder in folders for child in sorted(folder.iterdir()) if (child / "schema.json").is_file() for case in from_folder(child)
    ]


# ---- The proof: readers that are wrong in one way must be found out


def prove(all_cases):
    expected = [oracle(case) for case in all_cases]

    def reader(answer):
        return lambda batch: ({index: answer(index, case) for index, case in batch}, [])

    refused = next(i for i, one in enumerate(expected) if one.lines and all_cases[i].compare == "rows")
    accepted = next(i for i, one in enumerate(expected) if one.valid and all_cases[i].compare == "rows")
    wrong_schema = next(i for i, one in enumerate(expected) if one.whole)

    def but(number, verdict):
        return reader(lambda index, _: verdict if index == number else expected[index])

    line = min(expected[refused].lines)
    others = {at: text for at, text in expected[refused].lines.items() if at != line}
    readers = {
        "a reader that agrees": (reader(lambda index, _: expected[index]), 0),
        "a reader that accepts everything": (reader(lambda *_: Verdict()), 50),
        "a reader that refuses everything": (reader(lambda *_: Verdict(whole=["no"])), 50),
        "a reader that misses one row": (but(refused, Verdict(lines=others)), 1),
        "a reader that names the line below": (but(refused, Verdict(lines={**others, line + 1000: "no"})), 1),
        "a reader that refuses one good row": (but(accepted, Verdict(lines={2: "no"})), 1),
        "a reader that accepts one bad schema": (but(wrong_schema, Verdict()), 1),
        "a reader that speaks of files that are not there": (
            lambda batch: ({index: expected[index] for index, _ in batch}, ["content/x.csv: no"]), 1),
    }  # fmt: skip
    wrong = 0
    for name, (answer, least) in readers.items():
        found = len(judge(all_cases, answer, expected, complete=False).findings)
        right = found >= least if least else found == 0
        wrong += not right
        print(f"{name}: {found} findings{'' if right else ', WHICH IS WRONG'}")
    return 1 if wrong else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--essaim", type=Path, help="the program under test")
    parser.add_argument("--also", type=Path, action="append", default=[], help="a folder of schema folders to add")
    parser.add_argument("--prove", action="store_true", help="show that readers with one fault are found out")
    parser.add_argument("--keep", type=Path, help="write the projects here and leave them")
    args = parser.parse_args()
    all_cases = cases.all_cases() + schema_cases([HERE / "schemas", *args.also])
    all_cases = list(with_good_halves(all_cases, map(oracle, all_cases)))
    names = Counter(case.name for case in all_cases)
    assert max(names.values()) == 1, [name for name, count in names.items() if count > 1]
    if args.prove:
        sys.exit(prove(all_cases))
    if not args.essaim:
        parser.error("--essaim is needed")

    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="essaim-table-schema-") as scratch:

        outcome = judge(
            all_cases, lambda batch: ask_essaim(args.essaim, args.keep or Path(scratch), batch), complete=not args.also
        )
    for finding in outcome.findings[:SHOWN]:
        print(finding)
    if len(outcome.findings) > SHOWN:
        print(f"… and {len(outcome.findings) - SHOWN} more")
    count = outcome.compared
    print(
        f"{count['tables']} tables ({count['accepted']} valid, {count['refused']} not), {count['rows']} rows compared "
        f"({count['rows refused']} in error), {len(outcome.used)} listed divergences, {len(outcome.findings)} differences, "
        f"{time.monotonic() - started:.0f} s"
    )
    sys.exit(1 if outcome.findings else 0)


if __name__ == "__main__":
    main()
