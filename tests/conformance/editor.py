#!/usr/bin/env python3
"""Judge of the help that editors get while typing: the JSON Schemas that `essaim editor` writes.

    editor.py --essaim PATH            every schema is valid draft-07, and accepts the demo's and new projects' own files
    editor.py --essaim PATH --prove    spoils those files one way at a time; exit 1 if a schema accepts one

The schemas promise editors two things: whatever essaim accepts is never underlined, and common slips are. YAML is read
here as editors' language servers read it (YAML 1.2): `no` is text, a date is text, `12` is a number.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from jsonschema import Draft7Validator
from jsonschema.exceptions import SchemaError

ROOT = Path(__file__).resolve().parents[2]


class Yaml12(yaml.SafeLoader):
    """The core schema of YAML 1.2: the one that language servers use."""


Yaml12.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", list("-+0123456789.")),
]:
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)
Yaml12.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))


def read(text):
    return yaml.load(text, Loader=Yaml12)


def front_matter(path):
    text = path.read_text(encoding="utf-8-sig")
    return read(re.match(r"---\r?\n(.*?)^---\s*$", text, re.S | re.M).group(1)) or {}


def project(essaim, scratch, name, language=None):
    """A project with its schemas: a new one, or a copy of the demo."""
    home = scratch / name
    if language:
        subprocess.run([essaim, "--lang", language, "init", home], check=True, stdout=subprocess.DEVNULL)
    else:
        shutil.copytree(ROOT / "content", home / "content")
        subprocess.run([essaim, "--root", home, "editor"], check=True, stdout=subprocess.DEVNULL)
    return home


def pairs(home):
    """Each file with what it holds and the schema that the editor's settings give it."""
    schemas = home / ".essaim/schemas"
    yield home / "content/site.yaml", "_site"
    if (home / "content/_fields.yaml").exists():
        yield home / "content/_fields.yaml", "_fields"
    for folder in sorted((home / "content").iterdir()):
        if not (folder / "_collection.yaml").exists():
            continue
        yield folder / "_collection.yaml", "_collection"
        name = folder.name
        assert (schemas / f"{name}.json").exists(), name
        for path in sorted(folder.rglob("*")):
            inside = any((parent / "index.md").exists() for parent in path.parents if parent != folder)
            if path.suffix == ".md" and (not inside or path.name == "index.md"):
                yield path, name
            elif path.suffix == ".yaml" and not path.name.startswith("_") and not inside:
                yield path, f"{name}.list"


def load(path):
    return front_matter(path) if path.suffix == ".md" else read(path.read_text(encoding="utf-8-sig"))


def validator(home, name):
    return Draft7Validator(json.loads((home / f".essaim/schemas/{name}.json").read_text(encoding="utf-8")))


def judge(homes):
    findings, files, schemas = [], 0, 0
    for home in homes:
        for path in sorted((home / ".essaim/schemas").glob("*.json")):
            schemas += 1
            try:
                Draft7Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))
            except SchemaError as error:
                findings.append(f"{path}: {error.message}")
        for path, name in pairs(home):
            files += 1
            for error in validator(home, name).iter_errors(load(path)):
                place = "/".join(str(step) for step in error.absolute_path)
                findings.append(f"{path.relative_to(home)} {place}: {error.message[:200]}")
    for finding in findings:
        print(finding)
    print(f"{schemas} schemas, {files} files: {len(findings)} errors")
    return 1 if findings or files < 40 else 0


def changed(document, **values):
    return {**document, **values}


def without(document, key):
    return {name: value for name, value in document.items() if name != key}


# What to spoil, of which schema, how, and whether the schema must refuse it. The last rows must stay accepted: they
# are the ways people write that a stricter schema would underline.
SPOILED = [
    ("an unknown key", "outils", lambda d: changed(d, duree_mn=45), False),
    ("a required key left out", "outils", lambda d: without(d, "levier"), False),
    ("a value outside a list", "outils", lambda d: changed(d, etat="atteste_"), False),
    ("an item outside a list", "outils", lambda d: changed(d, statut=["experimenté"]), False),
    ("a word for a number", "outils", lambda d: changed(d, ordre="trois"), False),
    ("a number too small", "outils", lambda d: changed(d, ordre=0), False),
    ("a word for a duration", "outils", lambda d: changed(d, duree_min="longtemps"), False),
    ("a month for a day", "outils", lambda d: changed(d, maj="2015-06"), False),
    ("a key of a row", "outils", lambda d: changed(d, etapes=[{"titre": "a", "dure": "5 min"}]), False),
    ("a text that is too long", "outils", lambda d: changed(d, nom="a" * 61), False),
    ("an identifier with capitals", "outils", lambda d: changed(d, id="Balade"), False),
    ("an unknown key in site.yaml", "_site", lambda d: changed(d, titre="x"), False),
    ("an unknown licence", "_site", lambda d: changed(d, license="etalab"), False),
    ("an unknown lint", "_site", lambda d: changed(d, lints={"vague": "off"}), False),
    ("a publisher without a name", "_site", lambda d: changed(d, publisher={"email": "a@b.example"}), False),
    ("an unknown key in a declaration", "_collection", lambda d: changed(d, titre="x"), False),
    ("an unknown view", "_collection", lambda d: changed(d, view="card"), False),
    ("a field without a name", "_collection", lambda d: changed(d, schema={"fields": [{"type": "string"}]}), False),
    ("an unknown type", "_collection", lambda d: changed(d, schema={"fields": [{"name": "a", "type": "text"}]}), False),
    ("an unknown key of a shared field", "_fields", lambda d: {"fields": [{"name": "a", "typ": "string"}]}, False),
    ("a duration as people write it", "outils", lambda d: changed(d, duree_min="1 h 30"), True),
    ("a date as people write it", "outils", lambda d: changed(d, maj="3 juin 2015"), True),
    ("a date with a weekday", "outils", lambda d: changed(d, maj="mercredi 3 juin 2015"), True),
    ("a decimal comma", "outils", lambda d: changed(d, cout="12,5"), True),
    ("spaces between thousands", "outils", lambda d: changed(d, cout="1 200"), True),
    ("an empty field", "outils", lambda d: changed(d, cout=None, duree_min="", statut=None), True),
    ("one value for a list", "outils", lambda d: changed(d, statut="valide"), True),
    ("a name that looks like a number", "outils", lambda d: changed(d, nom=2015), True),
    ("a record made since", "outils", lambda d: changed(d, levier="joie"), True),
]


def prove(home):
    files = {name: path for path, name in pairs(home)}
    files["_collection"] = home / "content/outils/_collection.yaml"
    wrong = 0
    for name, schema, spoil, accepted in SPOILED:
        document = spoil(load(files[schema]))
        error = next(validator(home, schema).iter_errors(document), None)
        fine = (error is None) == accepted
        wrong += not fine
        word = "accepted" if error is None else f"refused: {error.message[:90]}"
        print(f"{'' if fine else 'WRONG: '}{name}: {word}")
    print(f"{len(SPOILED) - wrong} of {len(SPOILED)} as they should be")
    return 1 if wrong else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--essaim", type=Path, required=True)
    parser.add_argument("--prove", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="essaim-editor-") as scratch:
        scratch = Path(scratch)
        essaim = os.path.abspath(args.essaim)
        demo = project(essaim, scratch, "demo")
        if args.prove:
            return prove(demo)
        return judge([demo, project(essaim, scratch, "fr", "fr"), project(essaim, scratch, "en", "en")])


if __name__ == "__main__":
    sys.exit(main())
