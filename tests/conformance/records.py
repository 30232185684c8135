"""Judge of the records: check-jsonschema holds each file of `data/<table>/` against the JSON Schema published for it.

    records.py FOLDER [--prove]

The schemas are first held against their own metaschema. A record that was withdrawn says so instead, and has no schema.
Patterns are read as ECMAScript, which is what the standard asks for, and formats are checked. Every key of a record stands in
its schema.
"""

import json
from pathlib import Path

from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner

import common
from common import Sample, Unfit


def judge(folder, quiet=False):
    schemas = sorted((folder / "data/schemas").glob("*.record.json"))
    if not schemas:
        return [f"{folder.name}/data/schemas: no JSON Schema of a record"]
    findings, count = checked(folder, ["--check-metaschema"], schemas), 0
    for schema in schemas:
        records = [path for path in sorted((folder / "data" / table(schema)).glob("*.json")) if not withdrawn(path)]
        count += len(records)
        if records:
            findings += checked(folder, ["--schemafile", str(schema)], records)
            findings += unsaid(folder, schema, records)
    if not count:
        findings.append(f"{folder.name}/data: no record was read under its JSON Schema")
    if not quiet:
        print(f"{count} records under {len(schemas)} schemas")
    return findings


def table(schema):
    return schema.name.removesuffix(".record.json")


def withdrawn(path):
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return False
    return isinstance(record, dict) and {"removed", "version", "id"} == set(record) - {"last", "title"}


def checked(folder, options, files):
    """What check-jsonschema says of some files, in one run."""
    arguments = [*options, "--output-format", "json", *map(str, files)]
    result = CliRunner().invoke(check_jsonschema, arguments)
    try:
        report = json.loads(result.output)
    except ValueError:
        return [f"{options[-1]}: check-jsonschema gave no report: {result.output or result.exception}"]
    errors = [f"{error['path']}: {error['message'][:160]}" for error in report.get("errors", [])]
    places = [Path(error["filename"]) for error in report.get("errors", [])]
    findings = [f"{folder.name}/{place.relative_to(folder)}: {error}" for place, error in zip(places, errors)]
    findings += [f"{folder.name}: cannot be read: {error}" for error in report.get("parse_errors", [])]
    if not findings and (report.get("status") != "ok" or result.exit_code):
        findings.append(f"{options[-1]}: check-jsonschema failed: {report}")
    return findings


def unsaid(folder, schema, records):
    """Keys of records that their schema says nothing of: it leaves room for them, and essaim takes none."""
    known = set(json.loads(schema.read_text(encoding="utf-8")).get("properties", {}))
    for path in records:
        try:
            more = set(json.loads(path.read_text(encoding="utf-8"))) - known
        except ValueError:
            continue
        if more:
            yield f"{folder.name}/{path.relative_to(folder)}: {schema.name} does not know {sorted(more)}"


# The samples: the first record of which a sample can make something.


def some_record(change):
    def spoil(folder):
        for schema in sorted((folder / "data/schemas").glob("*.record.json")):
            fields = json.loads(schema.read_text(encoding="utf-8"))["properties"]
            for path in sorted((folder / "data" / table(schema)).glob("*.json")):
                record = json.loads(path.read_text(encoding="utf-8"))
                if not withdrawn(path) and change(record, fields):
                    path.write_text(json.dumps(record), encoding="utf-8")
                    return
        raise Unfit("no such record")

    return spoil


def identifier(record, fields):
    record["id"] = 12
    return True


def unknown(record, fields):
    record["inconnu"] = 1
    return True


def day(record, fields):
    name = next((name for name, field in fields.items() if field.get("format") == "date" and record.get(name)), None)
    if name:
        record[name] = "2026-02-30"
    return name


def choice(record, fields):
    name = next((name for name, field in fields.items() if "enum" in field and record.get(name)), None)
    if name:
        record[name] = "pas cela"
    return name


def metaschema(folder):
    path = min((folder / "data/schemas").glob("*.record.json"))
    common.replace_once(path, r'"type": "object"', '"type": "objet"')


def unreadable(folder):
    path = next(path for path in sorted((folder / "data").glob("*/*.json")) if path.parent.name != "schemas")
    path.write_text("{", encoding="utf-8")


SAMPLES = [
    Sample("an identifier that is a number", some_record(identifier), r"\$\.id: 12 is not of type"),
    Sample("a key that no schema knows", some_record(unknown), r"does not know \['inconnu'\]"),
    Sample("a day that no month has", some_record(day), r"2026-02-30"),
    Sample("a value that is not allowed", some_record(choice), r"pas cela"),
    Sample("a schema that is none", metaschema, r"record\.json: \$\.type: 'objet'"),
    Sample("a record that cannot be read", unreadable, r"cannot be read"),
]

if __name__ == "__main__":
    common.main(judge, SAMPLES)
