#!/usr/bin/env python3
"""Judge of the data package: frictionless validates `data/datapackage.json`, every table and every foreign key of it.

The descriptor is valid under the official profile of the second version, which is older than its own type `list`: such a
column is shown to it as the text that its cells are.
Beyond the 0 errors of frictionless it wants what a careless pass would hide: at least one table, rows in the package,
foreign keys that are really followed, hashes and sizes given, paths inside the folder; and each published schema of
`data/schemas/` is read on its own, with its table, as Validata would.
"""

import csv
import hashlib
import json
from pathlib import Path

from jsonschema import Draft7Validator
from frictionless import Dialect, FrictionlessException, Package, Resource, Schema, formats

import common
from common import Sample, Unfit

PACKAGE = "data/datapackage.json"
PROFILE = Path(__file__).parent.parent / ".tools/profile/check_datapackage/schemas/data-package-2-0.json"


def judge(folder, quiet=False):
    descriptor = folder / PACKAGE
    if not descriptor.is_file():
        return [f"{folder.name}/{PACKAGE}: missing"]
    findings = [*own_demands(folder), *judge_profile(folder)]
    told = judge_package(folder, findings)
    if told:
        schemas = judge_schemas(folder, findings)
        if not quiet:
            print(f"{told}, {schemas} schemas read")
    return findings


def judge_package(folder, findings):
    """frictionless on the whole package; what it read, in words, unless it could not."""
    descriptor = folder / PACKAGE
    try:
        package = Package.from_descriptor(str(descriptor))
    except FrictionlessException as refusal:
        findings += [f"{folder.name}/{PACKAGE}: {error.message}" for error in refusal.reasons or [refusal.error]]
        return None
    report = package.validate()
    for error in report.errors:
        findings.append(f"{folder.name}/{PACKAGE}: {error.type}: {error.message}")
    rows = keys = 0
    for task in report.tasks:
        for error in task.errors:
            row = getattr(error, "row_number", None)
            place = f"{folder.name}/data/{task.place}" + (f":{row}" if row else "")
            findings.append(f"{place}: {error.type}: {error.message}")
        rows += task.stats.get("rows") or 0
    for resource in package.resources:
        keys += len(resource.schema.foreign_keys)
    tables = sum(task.type == "table" for task in report.tasks)
    if not tables or not rows:
        findings.append(f"{folder.name}/{PACKAGE}: no table with rows was read")
    if not keys:
        print("warning: this package has no foreign key")
    return f"{tables} tables, {rows} rows, {keys} foreign keys"


def own_demands(folder, quiet=False):
    """What essaim promises of the descriptor, and frictionless does not ask."""
    descriptor = descriptor_of(folder)
    for resource in descriptor.get("resources", []):
        name, path = resource.get("name"), resource.get("path")
        place = f"{folder.name}/{PACKAGE}: resource {name}"
        if not isinstance(path, str) or path.startswith("/") or ".." in path.split("/") or ":" in path:
            yield f"{place}: path {path!r} is not a plain path in data/"
        elif not (folder / "data" / path).is_file():
            yield f"{place}: {path} is missing"
        if not str(resource.get("hash", "")).startswith("sha256:"):
            yield f"{place}: no SHA-256"
        if not isinstance(resource.get("bytes"), int):
            yield f"{place}: no size in bytes"


def judge_schemas(folder, findings):
    """Each schema of data/schemas/ stands on its own, and its table is valid under it."""
    paths = [
        path for path in sorted((folder / "data/schemas").glob("*.json")) if not path.name.endswith(".record.json")
    ]
    for path in paths:
        place = f"{folder.name}/{path.relative_to(folder)}"
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        try:
            schema = Schema.from_descriptor(descriptor)
        except FrictionlessException as refusal:
            findings += [f"{place}: {error.message}" for error in refusal.reasons or [refusal.error]]
            continue
        table = path.parent.parent / f"{path.stem}.csv"
        if not table.is_file():
            continue
        if any(key["reference"].get("resource") for key in descriptor.get("foreignKeys", [])):
            findings.append(f"{place}: has a foreign key to another table, which Validata refuses")
            continue
        dialect = Dialect(controls=[formats.CsvControl(delimiter=",")])
        resource = Resource(path=table.name, basepath=str(table.parent), schema=schema, dialect=dialect, encoding="utf-8")
        for error in (error for task in resource.validate().tasks for error in task.errors):
            findings.append(f"{place}: {table.name}: {error.type}: {error.message}")
    return len(paths)


def judge_profile(folder, quiet=False):
    if not PROFILE.is_file():
        return [f"{PROFILE} is missing: tests/run installs it"]
    descriptor = descriptor_of(folder)
    for resource in descriptor["resources"]:
        for field in resource["schema"]["fields"]:
            if field.get("type") == "list":
                field["type"] = "string"
                field.pop("itemType", None), field.pop("delimiter", None), field.pop("constraints", None)
    validator = Draft7Validator(json.loads(PROFILE.read_text(encoding="utf-8")))
    return [f"{folder.name}/{PACKAGE}: profile: {error.json_path}: {error.message[:160]}" for error in validator.iter_errors(descriptor)]


# The samples. A changed table gets its new hash and size, so that only the fault itself can be what is refused.


def descriptor_of(folder):
    return json.loads((folder / PACKAGE).read_text(encoding="utf-8"))


def rewrite(folder, descriptor):
    (folder / PACKAGE).write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")


def change_table(folder, resource, descriptor, change):
    path = folder / "data" / resource["path"]
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    change(table)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)
    content = path.read_bytes()
    resource["bytes"] = len(content)
    resource["hash"] = "sha256:" + hashlib.sha256(content).hexdigest()
    rewrite(folder, descriptor)


def tables(descriptor, folder):
    for resource in descriptor["resources"]:
        schema = resource.get("schema")
        path = folder / "data" / resource["path"]
        if isinstance(schema, dict) and path.suffix == ".csv" and path.read_text(encoding="utf-8").count("\n") > 2:
            yield resource, schema


def as_list(value):
    return value if isinstance(value, list) else [value]


def foreign_key(folder):
    descriptor = descriptor_of(folder)
    for resource, schema in tables(descriptor, folder):
        kinds = {field["name"]: field for field in schema["fields"]}
        for key in schema.get("foreignKeys", []):
            name = as_list(key["fields"])[0]
            if kinds[name].get("type", "string") == "string" and key["reference"].get("resource"):
                kinds[name].pop("constraints", None)

                def change(table):
                    table[1][table[0].index(name)] = "identifiant-absent"

                return change_table(folder, resource, descriptor, change)
    raise Unfit("no foreign key to another table")


def wrong_type(folder):
    descriptor = descriptor_of(folder)
    for resource, schema in tables(descriptor, folder):
        for field in schema["fields"]:
            if field.get("type") in ("integer", "number", "date", "boolean", "year"):

                def change(table):
                    table[1][table[0].index(field["name"])] = "pas cela"

                return change_table(folder, resource, descriptor, change)
    raise Unfit("no typed column")


def same_key(folder):
    descriptor = descriptor_of(folder)
    for resource, schema in tables(descriptor, folder):
        if schema.get("primaryKey"):

            def change(table):
                table.append(table[1])

            return change_table(folder, resource, descriptor, change)
    raise Unfit("no primary key")


def one_byte(folder):
    descriptor = descriptor_of(folder)
    resource = next(tables(descriptor, folder))[0]
    path = folder / "data" / resource["path"]
    content = bytearray(path.read_bytes())
    place = next(index for index in range(len(content) - 1, 0, -1) if chr(content[index]).isalpha() and content[index] < 128)
    content[place] ^= 0x20
    path.write_bytes(bytes(content))


def lost_table(folder):
    descriptor = descriptor_of(folder)
    (folder / "data" / descriptor["resources"][0]["path"]).unlink()


def upward(folder):
    descriptor = descriptor_of(folder)
    descriptor["resources"][0]["path"] = "../data/" + descriptor["resources"][0]["path"]
    rewrite(folder, descriptor)


def strange_type(folder):
    descriptor = descriptor_of(folder)
    descriptor["created"] = 2026
    rewrite(folder, descriptor)


def alone(part):
    """A part of this judge, as a judge."""

    def run(folder, quiet=False):
        findings = []
        part(folder, findings)
        return findings

    return run


SAMPLES = [
    Sample("a broken foreign key", foreign_key, r"foreign-key: .*identifiant-absent", alone(judge_package)),
    Sample("a cell of the wrong type", wrong_type, r"type-error: .*pas cela", alone(judge_package)),
    Sample("a key given twice", same_key, r"primary-key: ", alone(judge_package)),
    Sample("one letter changed under a hash", one_byte, r"hash-count: ", alone(judge_package)),
    Sample("a table that is gone", lost_table, r"is missing", own_demands),
    Sample("a property that the profile refuses", strange_type, r"profile: \$\.created", judge_profile),
    Sample("a path that climbs", upward, r"is not a plain path", own_demands),
]

if __name__ == "__main__":
    common.main(judge, SAMPLES)
