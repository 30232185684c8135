"""Judges the catalogue: three forms of one graph, DCAT-AP, and what portals make of it.

    catalog.py FOLDER [--prove]
"""

import datetime
import re
from pathlib import Path

import common
import dcat_ap
import quality
from common import Sample, Unfit
from rdflib import DCTERMS as DCT
from rdflib import Graph, RDF, RDFS, SKOS, URIRef
from rdflib.compare import isomorphic

DCAT = quality.DCAT
FORMS = {"catalog.ttl": "turtle", "catalog.jsonld": "json-ld", "catalog.rdf": "xml"}


def judge(folder, quiet=False):
    findings, graphs = [], {}
    for name, form in FORMS.items():
        path = folder / "data" / name
        if not path.is_file():
            findings.append(f"data/{name} is missing")
            continue
        content = path.read_bytes()
        if not content.isascii():
            findings.append(f"data/{name} holds bytes that are not ASCII")
        try:
            # No base: whatever is relative becomes an address of this machine, as it does on a portal.
            graphs[name] = Graph().parse(data=content, format=form)
        except Exception as refusal:  # rdflib raises whatever its parsers do
            findings.append(f"data/{name} cannot be read: {refusal}")
    if len(graphs) < len(FORMS):
        return findings
    graph = graphs["catalog.ttl"]
    findings += [f"data/{name} is not isomorphic to data/catalog.ttl" for name, other in graphs.items() if not isomorphic(graph, other)]
    findings += addresses(graph) + labels(graph)
    broken = under_the_profile(graph)
    findings += broken + taken(graph, folder, not any("Violation" in one for one in broken))
    if not quiet:
        files, datasets = (len(set(graph.subjects(RDF.type, kind))) for kind in (DCAT.Distribution, DCAT.Dataset))
        print(f"{len(graph)} triples, {datasets} datasets, {files} files")
        if not findings:
            print(f"European quality: 405 of 405, data.gouv.fr: 9 of 9, for each of {datasets} datasets, 0 skipped")
    return findings


def under_the_profile(graph):
    return [f"DCAT-AP: {one}" for one in dcat_ap.judge(graph)]


def taken(graph, folder, is_valid=True):
    datasets = sorted(graph.subjects(RDF.type, DCAT.Dataset))
    findings = [] if datasets else ["the catalogue has no dataset"]
    listed = set(graph.objects(None, DCAT.dataset))
    catalog = graph.value(None, RDF.type, DCAT.Catalog)
    # The day of publication, which is an input, stands for the day of the harvest.
    today = graph.value(catalog, DCT.modified)
    today = today.toPython() if today is not None else datetime.date.today()
    answers = quality.on_disk(folder, graph)
    for dataset in datasets:
        if dataset not in listed:
            findings.append(f"{dataset}: the catalogue does not list it")
        if graph.value(dataset, DCT.identifier) is None or str(graph.value(dataset, DCT.identifier)) != str(dataset):
            findings.append(f"{dataset}: its identifier is not its address")
        reason = quality.harvested(graph, dataset)
        if reason:
            findings.append(f"{dataset}: data.gouv.fr skips it: {reason}")
        lost = quality.european(graph, answers, dataset, is_valid)
        if lost:
            findings.append(f"{dataset}: {405 - sum(lost.values())} of 405: {lost}")
        lost = quality.french(graph, answers, dataset, today)
        if lost:
            findings.append(f"{dataset}: {9 - len(lost)} of 9: {lost}")
        for keyword in graph.objects(dataset, DCAT.keyword):
            if not re.fullmatch(r"[\w .-]{2,100}", str(keyword)):
                findings.append(f"{dataset}: CKAN refuses the keyword {str(keyword)!r}")
    return findings


def addresses(graph):
    nodes = {node for triple in graph for node in triple if isinstance(node, URIRef)}
    return [f"{node} is no absolute address of the web" for node in sorted(nodes) if not str(node).startswith(("http://", "https://", "mailto:"))]


def labels(graph):
    """Every concept that is pointed to has a type and a label in the file."""
    named = (DCT.license, DCT.format, DCAT.mediaType, DCAT.theme, DCT.language, DCT.accessRights, DCT.accrualPeriodicity, DCT.spatial, DCT.rights)
    findings = []
    for node in sorted({node for each in named for node in graph.objects(None, each)}):
        if graph.value(node, RDF.type) is None:
            findings.append(f"{node} has no type")
        if graph.value(node, RDFS.label) is None and graph.value(node, SKOS.prefLabel) is None:
            findings.append(f"{node} has no label")
    return findings


def everywhere(old, new):
    """Changes the one graph that its three forms hold. Parts of the judge are asked about it, which read one of them."""

    def spoil(folder):
        path = folder / "data/catalog.ttl"
        graph = Graph().parse(path, format="turtle")
        if not new(graph):
            raise Unfit(f"nothing like {old}")
        text = graph.serialize(format="turtle")
        path.write_text("".join(c if ord(c) < 128 else "\\u%04X" % ord(c) for c in text), encoding="ascii")

    return spoil


def alone(part):
    """A part of this judge, as a judge of one form."""

    def run(folder, quiet=False):
        graph = Graph().parse(folder / "data/catalog.ttl", format="turtle")
        return part(graph, *([folder] if part is taken else []))

    return run


def without(each):
    def change(graph):
        subject = min(graph.subjects(each), default=None)
        graph.remove((subject, each, None))
        return subject is not None

    return everywhere(each, change)


def instead(each, value):
    def change(graph):
        subject = min(graph.subjects(each), default=None)
        graph.set((subject, each, value))
        return subject is not None

    return everywhere(each, change)


def in_file(name, old, new):
    def spoil(folder):
        path = folder / "data" / name
        text = path.read_text(encoding="utf-8")
        if old not in text:
            raise Unfit(f"no {old!r} in {name}")
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def lost_file(folder):
    graph = Graph().parse(folder / "data/catalog.ttl", format="turtle")
    address = str(min(graph.objects(None, DCAT.downloadURL)))
    (folder / address.removeprefix(quality.base_of(graph))).unlink()


def checksum(graph):
    file = min(graph.subjects(RDF.type, DCAT.Distribution))
    graph.add((file, URIRef("http://spdx.org/rdf/terms#checksum"), URIRef("https://ville.example/#sum")))
    return True


def later(graph):
    from rdflib import Literal

    graph.set((min(graph.subjects(RDF.type, DCAT.Dataset)), DCT.modified, Literal(datetime.date(2999, 1, 1))))
    return True


def provenance(graph):
    """What only the official shapes look at, since no city publishes it."""
    from rdflib import Literal

    graph.add((min(graph.subjects(RDF.type, DCAT.Dataset)), DCT.provenance, Literal("de la mairie")))
    return True


def apostrophe(graph):
    from rdflib import Literal

    graph.set((min(graph.subjects(RDF.type, DCAT.Dataset)), DCAT.keyword, Literal("lieu d'accueil")))
    return True


SAMPLES = [
    Sample("a triple in one form only", in_file("catalog.rdf", "<dct:title", "<dct:alternative xml:lang=\"fr\">x</dct:alternative><dct:title"), "catalog.rdf is not isomorphic"),
    Sample("an accent as it is", in_file("catalog.jsonld", '"dct:title"', '"dct:alternative": "é", "dct:title"'), "jsonld holds bytes that are not ASCII"),
    Sample("a file that cannot be read", in_file("catalog.ttl", " ;", " ;;; %"), "catalog.ttl cannot be read"),
    Sample("no title", without(DCT.title), "DCAT-AP: Violation: .*title: MinCount", alone(under_the_profile)),
    Sample("a text for a thing, under the official shapes", everywhere("provenance", provenance), "DCAT-AP: Violation: .*provenance: NodeKind", alone(under_the_profile)),
    Sample("no licence", without(DCT.license), "licence|of 9", alone(taken)),
    Sample("a dataset without a theme", without(DCAT.theme), r"375 of 405: \{'theme'", alone(taken)),
    Sample("no contact", without(DCAT.contactPoint), "385 of 405", alone(taken)),
    Sample("no period", without(DCT.temporal), "8 of 9: .*temporal_coverage", alone(taken)),
    Sample("a bare address", without(RDFS.label), "label: MinCount", alone(under_the_profile)),
    Sample("a relative address", instead(DCAT.landingPage, URIRef("file:///data/outils.html")), "is no absolute address", alone(addresses)),
    Sample("a file that is gone", lost_file, "accessURL answers", alone(taken)),
    Sample("a checksum", everywhere("checksum", checksum), "data.gouv.fr skips it: a file has a checksum", alone(taken)),
    Sample("a date to come", everywhere("date", later), "update_fulfilled_in_time", alone(taken)),
    Sample("a keyword with an apostrophe", everywhere("keyword", apostrophe), "CKAN refuses the keyword", alone(taken)),
]

if __name__ == "__main__":
    common.main(judge, SAMPLES)
