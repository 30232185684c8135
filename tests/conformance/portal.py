"""A portal of many: 500 cities build a small toolkit, each at its own address, and their catalogues are harvested.

    portal.py ESSAIM [--cities N]
    portal.py ESSAIM --prove      two cities at one address, a catalogue that cannot be read: both must be seen

Every catalogue parses (each city's in another of the three forms, in turn), no dataset is skipped, none has fewer marks
than all, no identifier is shared, and a city that changes its titles and builds again keeps its identifiers.
"""

import argparse
import datetime
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import dcat_ap
import quality
from rdflib import DCTERMS as DCT
from rdflib import Graph, RDF

FORMS = [("catalog.ttl", "turtle"), ("catalog.jsonld", "json-ld"), ("catalog.rdf", "xml")]
# The DCAT-AP profile is run on one catalogue out of so many.
SAMPLED = 20
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
    siren = f"{200000000 + number * 7:09}"
    facts = {
        "name": f"Ville de L'Été n° {number}",
        "number": number,
        "base": address(number),
        "siret": siret(siren),
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


def siret(siren):
    digits = siren + "0001"
    for key in "0123456789":
        doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits + key))]
        if sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0:
            return digits + key
    raise AssertionError(siren)


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


class Portal:
    """What a portal knows after it harvested some cities."""

    def __init__(self):
        self.findings, self.owner, self.parsed, self.taken = [], {}, 0, 0

    def harvest(self, place, output, form):
        name, syntax = form
        try:
            # Without a base, as the national portal parses.
            graph = Graph().parse(data=(output / "data" / name).read_bytes(), format=syntax)
        except Exception as refusal:  # rdflib raises whatever its parsers do
            self.findings.append(f"{place}: {name} cannot be read: {refusal}")
            return set()
        self.parsed += 1
        # The profile is run on some of them: the cities differ in facts, not in form.
        broken = [one for one in dcat_ap.judge(graph) if one.startswith("Violation")] if self.parsed % SAMPLED == 1 else []
        self.findings += [f"{place}: {one}" for one in broken]
        is_valid = not broken
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
            lost = quality.european(graph, output, dataset, is_valid), quality.french(graph, output, dataset, DAY)
            if reason:
                self.findings.append(f"{place}: {dataset} is skipped: {reason}")
            elif any(lost):
                self.findings.append(f"{place}: {dataset} lacks {lost}")
            else:
                self.taken += 1
        return identifiers


def harvest_all(essaim, numbers, scratch, spoil=None):
    portal = Portal()

    def make(place):
        folder = scratch / str(place)
        city(folder, numbers[place])
        return build(essaim, folder)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for place, refusal in enumerate(pool.map(make, range(len(numbers)))):
            folder = scratch / str(place)
            if refusal:
                portal.findings.append(f"city {place}: was not built: {refusal}")
                continue
            if spoil:
                spoil(place, folder / "output")
            identifiers = portal.harvest(f"city {place}", folder / "output", FORMS[place % len(FORMS)])
            if place == 0:
                # The same city after it changed its titles.
                city(folder, numbers[place], ("Méthodes", "Salles"))
                again = Portal()
                if build(essaim, folder) or again.harvest("city 0", folder / "output", FORMS[0]) != identifiers:
                    portal.findings.append("city 0: its identifiers changed with its titles")
            shutil.rmtree(folder)
    return portal


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("essaim", type=Path)
    parser.add_argument("--cities", type=int, default=500)
    parser.add_argument("--prove", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="essaim-portal-") as scratch:
        sys.exit(prove(args.essaim.resolve(), Path(scratch)) if args.prove else judge(args, Path(scratch)))


def judge(args, scratch):
    portal = harvest_all(args.essaim.resolve(), list(range(1, args.cities + 1)), scratch)
    for finding in portal.findings[:50]:
        print(finding)
    print(f"{args.cities} cities: {portal.parsed} catalogues parsed, {portal.taken} datasets taken, {len(portal.owner)} identifiers, {len(portal.findings)} faults")
    whole = portal.parsed == args.cities and portal.taken == len(portal.owner) == 2 * args.cities
    return 0 if whole and not portal.findings else 1


def prove(essaim, scratch):
    def spoil(place, output):
        if place == 1:
            (output / "data/catalog.jsonld").write_text("{", encoding="utf-8")
        if place == 2:
            path = output / "data/catalog.rdf"
            path.write_text(path.read_text(encoding="utf-8").replace(address(3), "/", 1_000), encoding="utf-8")
        if place == 4:
            (output / "data/outils.csv").unlink()

    found = harvest_all(essaim, [1, 2, 3, 1, 5], scratch, spoil).findings
    accepted = 0
    for name, place, expected in [
        ("a catalogue that cannot be read", 1, "cannot be read"),
        ("relative addresses", 2, "is skipped"),
        ("two cities at one address", 3, "shares the identifier"),
        ("a file that is gone", 4, "lacks"),
    ]:
        seen = next((one for one in found if one.startswith(f"city {place}:") and expected in one), None)
        print(f"{name}: {'refused: ' + seen[:160] if seen else 'ACCEPTED'}")
        accepted += seen is None
    return 1 if accepted else 0


if __name__ == "__main__":
    main()
