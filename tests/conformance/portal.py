"""A portal of many: 500 cities build a small toolkit, each at its own address, and their catalogues are harvested.

    portal.py ESSAIM [--cities N] [--keep FOLDER]
    portal.py ESSAIM --prove      spoiled cities among them: each must be seen

Every catalogue parses (each city's in another of the three forms, in turn), no dataset is skipped, none has fewer marks
than all, no identifier is shared, and a city that changes its titles and builds again keeps its identifiers.

Each city's site is served over HTTP on this machine, under its own host name: whatever its catalogue names there answers 200,
and a file has the media type and the size that the catalogue gives. The DCAT-AP profile is run on every catalogue, those of
25 cities as one graph: no two cities name the same thing, so a result has one city. Warnings count as violations do.
The sites of the first six, one of each make, are kept in a folder where that is asked, for the judges of tables and descriptions.
"""

import argparse
import datetime
import http.client
import http.server
import mimetypes
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dcat_ap
import quality
from rdflib import DCTERMS as DCT
from rdflib import Graph, Literal, RDF, URIRef

FORMS = [("catalog.ttl", "turtle"), ("catalog.jsonld", "json-ld"), ("catalog.rdf", "xml")]
# The DCAT-AP profile is run on so many catalogues at once.
TOGETHER = 25
# Two licences, three addresses: so many cities, and there is one of each make.
KEPT = 6
TYPES = {".csv": "text/csv", ".json": "application/json", ".jsonld": "application/ld+json", ".ttl": "text/turtle"}
IANA = "https://www.iana.org/assignments/media-types/"
DAY = datetime.date(2026, 3, 1)

SITE = """title: Outils de {name}
description: Ce que {name} partage avec les autres collectivités.
language: fr
base_url: {base}
publisher: {{name: "{name}", siret: "{siret}", email: contact@ville-{number}.example}}
license: {license}
spatial: {{insee: "{insee}", bbox: [{west}, 43.5, {east}, 43.7]}}
"""

COLLECTION = """title: {title}
record: {record}
description: {description}
keywords: [innovation publique, boîte à outils]
frequency: annual
temporal: 2025-01-01/2026-12-31
pages: false
schema:
  fields:
    - {{name: nom, title: Nom, type: string, rdfType: "dct:title", constraints: {{required: true}}}}
    - {{name: duree, type: duration}}
    - {{name: liens, type: list, reference: outils}}
    - {{name: maj, type: date, rdfType: "dct:modified"}}
"""


def city(folder, number, titles=("Outils", "Lieux")):
    """Writes the sources of one city."""
    facts = {
        "name": f"Ville de L'Été n° {number}",
        "number": number,
        "base": address(number),
        "siret": siret(number),
        "license": ("etalab-2.0", "ODbL-1.0")[number % 2],
        "insee": f"{1000 + number:05}",
        "west": f"{number / 100:.2f}",
        "east": f"{number / 100 + 0.1:.2f}",
    }
    write(folder / "content/site.yaml", SITE.format(**facts))
    for name, title in zip(("outils", "lieux"), titles):
        # One says much and the other nothing, as cities do.
        description = "Des méthodes d'animation testées par les services, avec leur durée." if name == "outils" else "Des lieux."
        text = COLLECTION.format(title=title, record=name[:-1], description=description)
        write(folder / f"content/{name}/_collection.yaml", text)
        write(folder / f"content/{name}/{name}.csv", f"id,nom,duree,liens,maj\na,Le « café »,45 min,a,{DAY}\nb,L'atelier,1 h,,{DAY}\n")


def siret(number):
    """A SIREN with its key, then the first place of its owner with the key of all."""
    siren = keyed(f"{20000000 + number:08}")
    return keyed(siren + "0001")


def keyed(digits):
    for key in "0123456789":
        doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits + key))]
        if sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0:
            return digits + key
    raise AssertionError(digits)


def address(number):
    return f"https://ville-{number}.example/" + ("innovation/" if number % 3 else "")


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def build(essaim, folder):
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC).timestamp()))}
    # One city is small: many of them at once use the machine better than many threads each.
    environment["RAYON_NUM_THREADS"] = "1"
    done = subprocess.run([essaim, "--root", folder, "--lang", "fr", "build", "--output", folder / "output"], env=environment, capture_output=True, text=True)
    return None if done.returncode == 0 else done.stdout + done.stderr


class Web:
    """The sites of the cities, over HTTP: the host name says which, and no more than what a server of files does is done."""

    def __init__(self):
        self.sites = {}
        sites = self.sites

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_HEAD(self):
                root, prefix = sites.get(self.headers["Host"], (None, None))
                path = unquote(self.path)
                file = root / (path.removeprefix(prefix) or "index.html") if root and path.startswith(prefix) else None
                found = file is not None and file.is_file()
                self.send_response(200 if found else 404)
                if found:
                    self.send_header("Content-Type", TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream")
                self.send_header("Content-Length", str(file.stat().st_size if found else 0))
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def open(self, base, root):
        address = urlsplit(base)
        self.sites[address.netloc] = root, address.path
        return Visit(self.server.server_address[1])

    def close(self):
        self.server.shutdown()


class Visit:
    """A portal's requests, on one connection; each address once."""

    def __init__(self, port):
        self.connection, self.seen = http.client.HTTPConnection("127.0.0.1", port, timeout=30), {}

    def asked(self, address):
        """The status, the type and the size that an address answers with."""
        place = str(address).split("#")[0]
        if place not in self.seen:
            parts = urlsplit(place)
            self.connection.request("HEAD", parts.path, headers={"Host": parts.netloc})
            answer = self.connection.getresponse()
            answer.read()
            kind = (answer.getheader("Content-Type") or "").split(";")[0]
            self.seen[place] = answer.status, kind, answer.getheader("Content-Length")
        return self.seen[place]

    def answers(self, address):
        return address is not None and self.asked(address)[0] == 200

    def faults(self, graph, base):
        """Of all addresses of the city that its catalogue names."""
        named = {str(node).split("#")[0] for triple in graph for node in triple if isinstance(node, URIRef) and node.startswith(base)}
        files = {}
        for file in graph.subjects(RDF.type, quality.DCAT.Distribution):
            said = str(graph.value(file, quality.DCAT.mediaType)).removeprefix(IANA), str(graph.value(file, quality.DCAT.byteSize))
            for address in (*graph.objects(file, quality.DCAT.accessURL), *graph.objects(file, quality.DCAT.downloadURL)):
                files[str(address)] = said
        for address in sorted(named):
            status, kind, size = self.asked(address)
            if status != 200:
                yield f"{address} answers {status}"
            elif address in files and (kind, size) != files[address]:
                yield f"{address} is {kind} of {size} bytes, and not {' of '.join(files[address])}"
            elif address not in files and kind != ("application/json" if address.endswith(".json") else "text/html"):
                yield f"{address} is {kind}"


class Portal:
    """What a portal knows after it harvested some cities."""

    def __init__(self, profiled):
        self.findings, self.owner, self.parsed, self.taken, self.asked = [], {}, 0, 0, 0
        self.web, self.profiled, self.waiting, self.running = Web(), profiled, [], []

    def harvest(self, place, base, output, form):
        name, syntax = form
        text = (output / "data" / name).read_bytes()
        try:
            # Without a base, as the national portal parses.
            graph = Graph().parse(data=text, format=syntax)
        except Exception as refusal:  # rdflib raises whatever its parsers do
            self.findings.append(f"{place}: {name} cannot be read: {refusal}")
            return set()
        self.parsed += 1
        self.waiting.append((place, base, text, syntax))
        if len(self.waiting) == TOGETHER:
            self.profile()
        visit = self.web.open(base, output)
        self.findings += [f"{place}: {fault}" for fault in visit.faults(graph, base)]
        datasets = set(graph.subjects(RDF.type, quality.DCAT.Dataset))
        if not datasets:
            self.findings.append(f"{place}: no dataset")
        identifiers = {str(graph.value(dataset, DCT.identifier)) for dataset in datasets}
        for identifier in sorted(identifiers):
            other = self.owner.setdefault(identifier, place)
            if other != place:
                self.findings.append(f"{place}: shares the identifier {identifier} with {other}")
        for dataset in sorted(datasets):
            reason = quality.harvested(graph, dataset)
            # Whether the profile holds is known later: a result is a finding of its own.
            lost = quality.european(graph, visit.answers, dataset, True), quality.french(graph, visit.answers, dataset, DAY)
            if reason:
                self.findings.append(f"{place}: {dataset} is skipped: {reason}")
            elif any(lost):
                self.findings.append(f"{place}: {dataset} lacks {lost}")
            else:
                self.taken += 1
        self.asked += len(visit.seen)
        return identifiers

    def profile(self):
        """Has the profile run on the catalogues that wait, in another process."""
        if self.waiting:
            self.running.append(self.profiled(self.waiting))
            self.waiting = []

    def close(self):
        self.profile()
        for run in self.running:
            self.findings += run()
        self.web.close()


def profiled(cities):
    """What the DCAT-AP profile finds in the catalogues of some cities."""
    graphs = [Graph().parse(data=text, format=syntax) for _, _, text, syntax in cities]
    findings = []
    for finding in dcat_ap.judge(dcat_ap.together(graphs)):
        place = next((place for place, base, _, _ in cities if f" {base}" in finding), "a city")
        findings.append(f"{place}: DCAT-AP: {finding}")
    return findings


def harvest_all(essaim, numbers, scratch, spoil=None, keep=None):
    # Started anew: a copy of a process that has threads may wait for one that was not copied.
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), fresh) as processes, ThreadPoolExecutor(os.cpu_count()) as threads:
        portal = Portal(lambda cities: processes.submit(profiled, cities).result)

        def make(place):
            folder = scratch / str(place)
            city(folder, numbers[place])
            return build(essaim, folder)

        for place, refusal in enumerate(threads.map(make, range(len(numbers)))):
            folder, base = scratch / str(place), address(numbers[place])
            if refusal:
                portal.findings.append(f"city {place}: was not built: {refusal}")
                continue
            if spoil:
                spoil(place, folder / "output")
            identifiers = portal.harvest(f"city {place}", base, folder / "output", FORMS[place % len(FORMS)])
            if place == 0:
                # The same city after it changed its titles.
                city(folder, numbers[place], ("Méthodes", "Salles"))
                refused = build(essaim, folder)
                graph = Graph().parse(folder / "output/data/catalog.ttl")
                again = {str(identifier) for each in graph.subjects(RDF.type, quality.DCAT.Dataset) for identifier in graph.objects(each, DCT.identifier)}
                if refused or again != identifiers:
                    portal.findings.append("city 0: its identifiers changed with its titles")
            if keep and place < KEPT:
                shutil.copytree(folder / "output", keep / f"city-{place}")
            shutil.rmtree(folder)
        portal.close()
    return portal


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("essaim", type=Path)
    parser.add_argument("--cities", type=int, default=500)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--prove", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="essaim-portal-") as scratch:
        sys.exit(prove(args.essaim.resolve(), Path(scratch)) if args.prove else judge(args, Path(scratch)))


def judge(args, scratch):
    portal = harvest_all(args.essaim.resolve(), list(range(1, args.cities + 1)), scratch, keep=args.keep)
    for finding in portal.findings[:50]:
        print(finding)
    print(
        f"{args.cities} cities: {portal.parsed} catalogues parsed and under the profile, {portal.asked} addresses asked, "
        f"{portal.taken} datasets taken, {len(portal.owner)} identifiers, {len(portal.findings)} faults"
    )
    whole = portal.parsed == args.cities and portal.taken == len(portal.owner) == 2 * args.cities
    return 0 if whole and not portal.findings else 1


def prove(essaim, scratch):
    def rewrite(path, change):
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

    def spoil(place, output):
        data = output / "data"
        if place == 1:
            (data / "catalog.jsonld").write_text("{", encoding="utf-8")
        if place == 2:
            rewrite(data / "catalog.rdf", lambda text: text.replace(address(3), "/", 1_000))
        if place == 4:
            (data / "outils.csv").unlink()
        if place == 6:
            rewrite(data / "outils.csv", lambda text: text + " ")
        if place in (9, 12):
            graph = Graph().parse(data / "catalog.ttl")
            dataset = min(graph.subjects(RDF.type, quality.DCAT.Dataset))
            if place == 9:
                graph.add((dataset, DCT.provenance, Literal("de la mairie")))
            else:
                file = min(graph.subjects(RDF.type, quality.DCAT.Distribution))
                graph.remove((file, DCT.description, None))
            graph.serialize(data / "catalog.ttl", format="turtle", encoding="ascii")
        if place == 15:
            rewrite(data / "catalog.ttl", lambda text: text.replace("media-types/text/csv", "media-types/text/plain"))

    found = harvest_all(essaim, [1, 2, 3, 1, *range(5, 31)], scratch, spoil).findings
    accepted = 0
    for name, place, expected in [
        ("a catalogue that cannot be read", 1, "cannot be read"),
        ("relative addresses", 2, "is skipped"),
        ("two cities at one address", 3, "shares the identifier"),
        ("a file that is gone", 4, "lacks"),
        ("an address that answers nothing", 4, "answers 404"),
        ("a file of another size", 6, "bytes, and not text/csv of"),
        ("what the official shapes forbid, in one city of 30", 9, "DCAT-AP: Violation"),
        ("what the profile recommends, in one city of 30", 12, "DCAT-AP: Warning"),
        ("a file of another type", 15, "and not text/plain"),
    ]:
        seen = next((one for one in found if one.startswith(f"city {place}:") and expected in one), None)
        print(f"{name}: {'refused: ' + seen[:160] if seen else 'ACCEPTED'}")
        accepted += seen is None
    whole = [one for one in found if one.split(":")[0].removeprefix("city ") not in ("1", "2", "3", "4", "6", "9", "12", "15")]
    for one in whole[:10]:
        print(f"a city that nothing was done to: {one}")
    return 1 if accepted or whole else 0


if __name__ == "__main__":
    main()
