"""Judge of the published schemas by Validata's own engine, as its site runs it: each with its table, and alone.

    validata.py FOLDER [--prove]

An error of the engine is a finding, and so is a warning: a column that is not in its place, a check of another age. A
schema that asks for a check (`custom_checks`) is counted, for Validata's checks are what no other judge looks at.
"""

import contextlib
import io
import json

import common
from common import Sample, Unfit
from validata_core import resource_service, validation_service


def judge(folder, quiet=False):
    findings, schemas, rows, checks = [], 0, 0, 0
    for path in schemas_of(folder):
        table, place = folder / "data" / f"{path.stem}.csv", f"data/schemas/{path.name}"
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        # What the engine prints beside its report is for its own developers.
        with contextlib.redirect_stdout(io.StringIO()):
            report = validation_service.validate_schema(descriptor)
            if report.valid and table.is_file():
                resource = resource_service.from_file_content(table.name, table.read_bytes())
                report = validation_service.validate_resource(resource, descriptor)
        findings += [f"{place}: {table.name}: {error.title}: {error.message}" for error in report.errors]
        findings += [f"{place}: {table.name}: warning: {warning}" for warning in report.warnings]
        if any(key["reference"].get("resource") for key in descriptor.get("foreignKeys", [])):
            findings.append(f"{place}: has a key to another table, which Validata cannot follow")
        schemas += 1
        rows += max(0, report.stats.rows)
        checks += len(descriptor.get("custom_checks", []))
    if not rows or not checks:
        findings.append(f"data/schemas: {rows} rows and {checks} checks were seen")
    if not quiet:
        print(f"{schemas} schemas, {rows} rows, {checks} checks of Validata's")
    return findings


def schemas_of(folder):
    paths = sorted((folder / "data/schemas").glob("*.json"))
    return [path for path in paths if not path.name.endswith(".record.json")]


def change(folder, edit):
    """Rewrites the first schema, with its table, that `edit` can spoil, and keeps it alone: the others would only take time."""
    for path in schemas_of(folder):
        table = folder / "data" / f"{path.stem}.csv"
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        header, *rows = table.read_text(encoding="utf-8").splitlines()
        changed = edit(descriptor, header, rows) if rows else None
        if changed:
            path.write_text(json.dumps(descriptor), encoding="utf-8")
            table.write_text("\n".join(changed) + "\n", encoding="utf-8")
            for other in schemas_of(folder):
                if other != path:
                    other.unlink()
            return
    raise Unfit("no schema to spoil so")


def wrong_siret(descriptor, header, rows):
    """Fourteen digits, as the pattern asks, whose key is wrong."""
    position = header.split(",").index("collectivite_siret") - header.count(",") - 1
    cells = rows[-1].split(",")
    if '"' in rows[-1]:
        return None
    cells[position] = "12345678901234"
    return [header, *rows[:-1], ",".join(cells)]


def unknown_check(descriptor, header, rows):
    descriptor["custom_checks"].append({"name": "siret-du-maire", "params": {"column": "id"}})
    return [header, *rows]


def old_check(descriptor, header, rows):
    descriptor["custom_checks"].append({"name": "french-siret-value", "params": {"column": "collectivite_siret"}})
    return [header, *rows]


def other_order(descriptor, header, rows):
    descriptor["fields"].reverse()
    return [header, *rows]


def to_another(descriptor, header, rows):
    descriptor["foreignKeys"] = [{"fields": "id", "reference": {"resource": "autres", "fields": "id"}}]
    return [header, *rows]


def no_type(descriptor, header, rows):
    descriptor["fields"][0]["type"] = "texte"
    return [header, *rows]


def spoil(edit):
    return lambda folder: change(folder, edit)


SAMPLES = [
    Sample("a SIRET with a wrong key", spoil(wrong_siret), "Siret|SIRET"),
    Sample("a check that Validata does not have", spoil(unknown_check), "siret-du-maire"),
    Sample("a check under its old name", spoil(old_check), "warning: .*déprécié"),
    Sample("columns in another order", spoil(other_order), "warning: Colonnes désordonnées"),
    Sample("a type that is none", spoil(no_type), "texte"),
    Sample("a key to another table", spoil(to_another), "autres|another table"),
]

if __name__ == "__main__":
    common.main(judge, SAMPLES)
