#!/usr/bin/env python3
"""Judge of the linked data: each record's JSON-LD says, to two processors that share no line, what its row says.

rdflib and pyld have to find the same triples, without fetching anything; each cell of the row is a triple about the
record, of the type that the schema declares; what refers to a record is the address of a file that is published.
The file of a whole table says what the files of its records say, publisher and licence once.
"""

import json
import re
import urllib.parse

import rdflib
from pyld import jsonld
from rdflib.compare import isomorphic

import common
import tables
from common import Sample, Unfit

XSD = "http://www.w3.org/2001/XMLSchema#"
TYPES = {
    "integer": "integer", "number": "decimal", "boolean": "boolean", "date": "date", "time": "time",
    "datetime": "dateTime", "year": "gYear", "yearmonth": "gYearMonth", "duration": "duration",
}
DCT = "http://purl.org/dc/terms/"
STATED = ("isPartOf", "publisher", "license")


def no_network(url, options=None):
    raise ValueError(f"wants to fetch {url}")


def judge(folder, quiet=False):
    # pyld comes first: it asks before it fetches. And literals are compared as they were written.
    jsonld.set_document_loader(no_network)
    rdflib.NORMALIZE_LITERALS = False
    findings, triples, records, others = [], 0, 0, others_of(folder)
    keys = references(folder)
    for table in tables.tables(folder):
        if not (folder / f"data/{table.name}.jsonl").is_file():
            continue
        union = rdflib.Graph()
        for cells in table.rows:
            row = dict(zip(table.header, cells))
            path = folder / f"data/{table.name}/{row['id']}.jsonld"
            place = f"data/{table.name}/{path.name}"
            if not path.is_file():
                findings.append(f"{place}: missing")
                continue
            document, graph = understood(path, place, findings)
            if graph is None:
                continue
            records, triples = records + 1, triples + len(graph)
            others |= {str(one) for one in graph.objects() if isinstance(one, rdflib.URIRef)}
            findings += [f"{place}: {fault}" for fault in about(folder, table, row, document, graph, keys)]
            union += graph
        whole, place = folder / f"data/{table.name}.jsonld", f"data/{table.name}.jsonld"
        _, graph = understood(whole, place, findings) if whole.is_file() else (None, None)
        if graph is None:
            findings.append(f"{place}: missing")
        elif not isomorphic(own(graph), own(union)):
            findings.append(f"{place}: does not say what the files of its records say")
        elif table.rows and not all((None, rdflib.URIRef(DCT + name), None) in graph for name in STATED):
            findings.append(f"{place}: does not say {' and '.join(STATED)}")
    if not records:
        findings.append("no record was read")
    others = {one for one in others if one.startswith("http") and not one.startswith((base_of(folder), DCT))}
    if not others:
        findings.append("nothing is linked with what others publish, which is the fifth star")
    if not quiet:
        print(f"{records} records, {triples} triples, {len(others)} addresses of others")
    return findings


def understood(path, place, findings):
    """A document, and the triples that two processors find in it; none where they differ."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(document["@context"], dict):
            raise ValueError(f"wants to fetch {document['@context']}")
        quads = jsonld.to_rdf(document, {"format": "application/n-quads"})
        other = rdflib.Graph().parse(data=quads, format="nt")
        graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    except Exception as refusal:  # whatever a processor throws is what is found
        findings.append(f"{place}: {str(refusal)[:200]}")
        return None, None
    if not isomorphic(graph, other):
        findings.append(f"{place}: rdflib and pyld find different triples")
        return None, None
    return document, graph


def own(graph):
    """What is said of the records alone: without publisher and licence."""
    publishers = set(graph.objects(None, rdflib.URIRef(DCT + "publisher")))
    stated = {rdflib.URIRef(DCT + name) for name in ("publisher", "license")}
    kept = rdflib.Graph()
    for subject, predicate, value in graph:
        if subject not in publishers and predicate not in stated:
            kept.add((subject, predicate, value))
    return kept


def base_of(folder):
    return json.loads((folder / "data/datapackage.json").read_text(encoding="utf-8"))["homepage"]


def others_of(folder):
    """What the catalogue says the datasets are about, in the words of others."""
    path = folder / "data/catalog.ttl"
    graph = rdflib.Graph().parse(path, format="turtle") if path.is_file() else rdflib.Graph()
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    return {str(one) for each in (dcat.theme, rdflib.DCTERMS.spatial) for one in graph.objects(None, each)}


def references(folder):
    """For each table, the columns that name records, and the table of those."""
    package = json.loads((folder / "data/datapackage.json").read_text(encoding="utf-8"))
    found = {}
    for resource in package["resources"]:
        for key in resource["schema"].get("foreignKeys", []):
            if key["reference"]["fields"] == ["id"]:
                found[resource["name"], key["fields"][0]] = key["reference"].get("resource") or resource["name"]
    return found


def about(folder, table, row, document, graph, keys):
    subject = rdflib.URIRef(document["@id"])
    base = document["@id"].removesuffix(f"data/{table.name}/{urllib.parse.quote(row['id'])}.jsonld")
    for name in STATED:
        if not list(graph.objects(subject, rdflib.URIRef(DCT + name))):
            yield f"says no {name}"
    for field in table.fields:
        cell, name = row[field["name"]], field["name"]
        meaning = field.get("rdfType", "")
        if name == "id":
            meaning = DCT + "identifier"
        if meaning == DCT + "license" or not re.match(r"\w+:", meaning):
            meaning = f"{base}data/schemas/{table.name}.json#{name}"
        found = list(graph.objects(subject, rdflib.URIRef(meaning)))
        if name == "id" and not found:
            # A standard schema's own column of that name keeps its own meaning.
            found = list(graph.objects(subject, rdflib.URIRef(f"{base}data/schemas/{table.name}.json#id")))
        is_list = field.get("type") == "list"
        items = cell.split(field.get("delimiter", ",")) if is_list and cell else [cell] if cell else []
        if not items and found and name not in ("date_modification",):
            # Two columns may mean the same; only one that is empty for sure says something it does not hold.
            if sum(one.get("rdfType") == field.get("rdfType") for one in table.fields) == 1 or "rdfType" not in field:
                yield f"{name}: {found} where the row is empty"
        target = keys.get((table.name, name))
        kind = TYPES.get(field.get("itemType", "string") if is_list else field.get("type", "string"))
        for item in items:
            if target:
                address = rdflib.URIRef(f"{base}data/{target}/{urllib.parse.quote(item)}.jsonld")
                if address not in found:
                    yield f"{name}: not the address of {target}/{item}"
                elif not (folder / f"data/{target}/{item}.jsonld").is_file():
                    yield f"{name}: {address} is not published"
            elif kind:
                if not any(str(one.datatype) == XSD + kind and same(str(one), item) for one in found if isinstance(one, rdflib.Literal)):
                    yield f"{name}: no {kind} of {item}, but {found}"
            elif not any(str(one) == item or str(one).endswith(f"/{urllib.parse.quote(item)}.jsonld") for one in found):
                yield f"{name}: {item!r} is not said"


def same(found, item):
    return found == item or re.sub(r"\.?0+$", "", found) == re.sub(r"\.?0+$", "", item)


def change(pattern, replacement):
    def spoil(folder):
        for path in sorted((folder / "data").glob("*/*.jsonld")):
            text = path.read_text(encoding="utf-8")
            changed, count = re.subn(pattern, replacement, text, count=1)
            if count:
                path.write_text(changed, encoding="utf-8")
                return
        raise Unfit(f"no record has {pattern}")

    return spoil


def in_whole(folder):
    path = next(path for path in sorted((folder / "data").glob("*.jsonld")) if (folder / f"data/{path.stem}.jsonl").is_file())
    common.replace_once(path, r'("nom": ")', r"\1x")


SAMPLES = [
    Sample("a table that says something else", in_whole, r"does not say what the files of its records say"),
    Sample("a context to fetch", change(r'"@context": \{', '"@context": "https://schema.org/", "x": {'), r"wants to fetch"),
    Sample("a date that is text", change(r'("maj":\{[^}]*)"@type":"[^"]*"', r'\1"@language":"fr"'), r"maj: no date of"),
    Sample("a reference to nothing", change(r'"(https://[^"]*/data/[^"/]*/)[^"/]*\.jsonld"([,\]\n])', r'"\1personne.jsonld"\2'), r"levier: not the address of|genre: .* is not said|: not the address of"),
    Sample("a value that is gone", change(r'\n  "nom": "[^\n]*",', ""), r"nom: .* is not said"),
]

if __name__ == "__main__":
    common.main(judge, SAMPLES)
