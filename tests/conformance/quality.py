"""Two published quality grids, scored on a catalogue as those portals score it.

The European one (metadata quality assessment) gives 405 points to each dataset and its files; data.gouv.fr gives 9, and
decides before that whether it takes the dataset at all. Whether an address answers is asked of `answers`, which a judge gives.
"""

import datetime
from urllib.parse import unquote

from rdflib import DCTERMS as DCT
from rdflib import Graph, Literal, Namespace, RDF, RDFS, SKOS, URIRef

DCAT = Namespace("http://www.w3.org/ns/dcat#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
WKT = URIRef("http://www.opengis.net/ont/geosparql#wktLiteral")
EU = "http://publications.europa.eu/resource/authority/"
IANA = ("https://www.iana.org/assignments/media-types/", "http://www.iana.org/assignments/media-types/")
OPEN = {"CSV", "JSON", "JSON_LD", "ODS", "XML", "RDF_XML", "RDF_TURTLE", "GEOJSON", "TXT"}
MACHINE = OPEN - {"TXT"}
# What data.gouv.fr keeps of a description before it says that there is none, and how late an update may be, in days.
LENGTH = 100
DELAYS = {"ANNUAL": 365, "ANNUAL_2": 182, "QUARTERLY": 91, "MONTHLY": 31, "WEEKLY": 7, "DAILY": 1}


def base_of(graph):
    catalog = graph.value(None, RDF.type, DCAT.Catalog)
    return str(graph.value(catalog, FOAF.homepage) or "")


def on_disk(folder, graph):
    """Looks addresses of a site up in its folder; all others answer nothing."""
    base = base_of(graph)

    def answers(address):
        path = str(address).split("#")[0]
        if not base or not path.startswith(base):
            return False
        path = unquote(path[len(base):]) or "index.html"
        return (folder / path).is_file()

    return answers


def european(graph, answers, dataset, is_valid):
    """The points that a dataset lacks, by name; none: 405."""
    missing = {}

    def mark(name, points, reached):
        if not reached:
            missing[name] = points

    def all_files(test):
        files = list(graph.objects(dataset, DCAT.distribution))
        return bool(files) and all(test(file) for file in files)

    def has(subject, *properties):
        return all(graph.value(subject, each) is not None for each in properties)

    def starts(subject, each, *vocabularies):
        return str(graph.value(subject, each) or "").startswith(vocabularies)

    def type_of(file):
        return str(graph.value(file, DCT.format) or "").rsplit("/", 1)[-1]

    mark("keyword", 30, has(dataset, DCAT.keyword))
    mark("theme", 30, starts(dataset, DCAT.theme, EU + "data-theme/"))
    mark("spatial", 20, has(dataset, DCT.spatial))
    mark("temporal", 20, has(dataset, DCT.temporal))
    mark("accessURL answers", 50, all_files(lambda file: answers(graph.value(file, DCAT.accessURL))))
    mark("downloadURL", 20, all_files(lambda file: has(file, DCAT.downloadURL)))
    mark("downloadURL answers", 30, all_files(lambda file: answers(graph.value(file, DCAT.downloadURL))))
    mark("format", 20, all_files(lambda file: has(file, DCT.format)))
    mark("media type", 10, all_files(lambda file: has(file, DCAT.mediaType)))
    mark(
        "format and media type from vocabulary",
        10,
        all_files(lambda file: starts(file, DCT.format, EU + "file-type/") and starts(file, DCAT.mediaType, *IANA)),
    )
    mark("not proprietary", 20, all_files(lambda file: type_of(file) in OPEN))
    mark("machine readable", 20, all_files(lambda file: type_of(file) in MACHINE))
    mark("DCAT-AP", 30, is_valid)
    mark("licence", 20, all_files(lambda file: has(file, DCT.license)))
    mark("licence from vocabulary", 10, all_files(lambda file: starts(file, DCT.license, EU + "licence/")))
    mark("access rights", 10, has(dataset, DCT.accessRights))
    mark("access rights from vocabulary", 5, starts(dataset, DCT.accessRights, EU + "access-right/"))
    mark("contact", 20, has(dataset, DCAT.contactPoint))
    mark("publisher", 10, has(dataset, DCT.publisher))
    mark("rights", 5, all_files(lambda file: has(file, DCT.rights)))
    mark("byteSize", 5, all_files(lambda file: has(file, DCAT.byteSize)))
    mark("issued", 5, has(dataset, DCT.issued) and all_files(lambda file: has(file, DCT.issued)))
    mark("modified", 5, has(dataset, DCT.modified) and all_files(lambda file: has(file, DCT.modified)))
    return missing


def harvested(graph, dataset):
    """Why data.gouv.fr would skip a dataset, as its harvester reads one; nothing where it takes it."""
    if not isinstance(dataset, URIRef) or not str(dataset).startswith(("http://", "https://")):
        return "its name is no absolute address"
    if not str(graph.value(dataset, DCT.title) or "").strip():
        return "it has no title"
    identifiers = set(graph.objects(dataset, DCT.identifier))
    if len(identifiers) != 1:
        return f"it has {len(identifiers)} identifiers"
    for file in graph.objects(dataset, DCAT.distribution):
        # A checksum is read as text, and hexBinary is none: the dataset as a whole fails.
        if graph.value(file, URIRef("http://spdx.org/rdf/terms#checksum")) is not None:
            return "a file has a checksum"
        address = graph.value(file, DCAT.downloadURL) or graph.value(file, DCAT.accessURL)
        if not str(address or "").startswith(("http://", "https://")):
            return "a file has no absolute address"
        if not str(graph.value(file, DCAT.byteSize) or "0").isdigit():
            return "the size of a file is no number"
    return None


def french(graph, answers, dataset, today):
    """The marks of data.gouv.fr that a dataset lacks; none: 9 of 9."""
    missing = []

    def mark(name, reached):
        if not reached:
            missing.append(name)

    def label(node):
        return str(graph.value(node, RDFS.label) or graph.value(node, SKOS.prefLabel) or "")

    files = list(graph.objects(dataset, DCAT.distribution))
    licence = graph.value(dataset, DCT.license)
    mark("license", "Licence Ouverte" in label(licence) or "Open Database License" in label(licence))
    period = graph.value(dataset, DCT.temporal)
    mark("temporal_coverage", period is not None and graph.value(period, DCAT.startDate) is not None)
    # It keeps no place by its name, only surfaces that the catalogue itself holds.
    shapes = [
        value
        for place in graph.objects(dataset, DCT.spatial)
        for value in graph.objects(place)
        if isinstance(value, Literal) and value.datatype == WKT and value.upper().startswith(("POLYGON", "MULTIPOLYGON"))
    ]
    mark("spatial", shapes)
    frequency = str(graph.value(dataset, DCT.accrualPeriodicity) or "")
    code = frequency.removeprefix(EU + "frequency/")
    mark("update_frequency", frequency.startswith(EU + "frequency/") and code != "UNKNOWN")
    modified = graph.value(dataset, DCT.modified)
    day = modified.toPython() if modified is not None else None
    in_time = isinstance(day, datetime.date) and day <= today
    mark("update_fulfilled_in_time", in_time and (today - day).days <= DELAYS.get(code, 10**6) + 1)
    mark("dataset_description_quality", len(str(graph.value(dataset, DCT.description) or "")) > LENGTH)
    mark("has_open_format", any(str(graph.value(file, DCT.format) or "").rsplit("/", 1)[-1] in OPEN for file in files))
    mark("all_resources_available", files and all(answers(graph.value(file, DCAT.downloadURL)) for file in files))
    mark("resources_documentation", any(graph.value(file, DCT.description) for file in files))
    return missing
