"""Journeys J1 and J2 on a fresh project, as an editor lives them; prints what she reads.

In: the program. Out: a table of the mistakes with place, message and remedy, and what became of each save;
status 1 where one thing is not as promised. Places are found in the very files, never written down here.

    python tests/conformance/journeys.py target/release/essaim
"""

import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

TOOL = "content/outils/la-balade.md"
FRONT = """---
nom: Le café
levier: echanges
public: [agents]
participants_min: 4
resume: On se parle.
etat: propose
maj: 2026-01-15
---
Autour d'un café.
"""
CAFE = "content/outils/le-cafe.md"


def cafe(old="", new="", tail=""):
    """The record of a new tool with one slip."""
    assert old in FRONT
    return {CAFE: FRONT.replace(old, new, 1) + tail}


# Name, files, the code, the file and the characters the message must point at (the last group of the pattern).
MISTAKES = [
    ("renvoi à un levier qui manque", cafe("levier: echanges", "levier: echange"),
     "broken-reference", CAFE, r"levier: (echange)"),
    ("valeur hors d'une liste", cafe("[agents]", "[agents, elu]"), "not-allowed", CAFE, r"\[agents, (elu)"),
    ("« 2h » dans un entier", cafe("participants_min: 4", "participants_min: 2h"),
     "wrong-type", CAFE, r"participants_min: (2h)"),
    ("clé obligatoire mal écrite", cafe("nom:", "nmo:"), "unknown-key", CAFE, r"(nmo):"),
    ("clé facultative mal écrite", cafe("resume:", "resumé:"), "unknown-key", CAFE, r"(resumé):"),
    ("deux-points sans guillemets", cafe("nom: Le café", "nom: Le café : regard"),
     "yaml-syntax", CAFE, r"nom: (Le café : regard)"),
    ("tabulation pour retrait", cafe("public: [agents]", "public:\n\t- agents"), "yaml-syntax", CAFE, r"(\t)- agents"),
    ("« no » dans un nombre", cafe("resume: On se parle.", "resume: no\ncout: no"),
     "wrong-type", CAFE, r"cout: (no)"),
    ("« 012 » dans un nombre", cafe("participants_min: 4", "participants_min: 012"),
     "leading-zero", CAFE, r"participants_min: (012)"),
    ("clé répétée", cafe("etat: propose", "etat: propose\nlevier: echanges"),
     "duplicate-key", CAFE, r"etat: propose\n(levier)"),
    ("date impossible", cafe("2026-01-15", "2015-06-31"), "date-impossible", CAFE, r"maj: (2015-06-31)"),
    ("capitales et accents dans un nom de fichier", {"content/outils/Le Café.md": FRONT},
     "invalid-identifier", "content/outils/Le Café.md", None),
    ("guillemets courbes autour d'une valeur", cafe("participants_min: 4", "participants_min: “4”"),
     "smart-quotes", CAFE, r"participants_min: (“4”)"),
    ("« --- » oublié à la fin de l'en-tête", {CAFE: FRONT.replace("---\nAutour", "\nAutour", 1)},
     "front-matter-unclosed", CAFE, r"^(---)"),
    ("cellule de trop dans une ligne de table",
     {"content/glossaire/glossaire.csv": "id,terme,definition\nkit,Kit,Un ensemble\nlevier,Levier,Un appui,de trop\n"},
     "csv-cells", "content/glossaire/glossaire.csv", r"(?:Un appui,)(de trop)"),
    ("deux fiches d'un même identifiant", {CAFE: FRONT, "content/outils/ailleurs/le-cafe.md": FRONT},
     "duplicate-identifier", "content/outils/le-cafe.md", r"^(---)"),
    ("lien mort dans le texte", cafe(tail="\nVoir [la balade](la-ballade.md).\n"),
     "broken-link", CAFE, r"\((la-ballade\.md)"),
    ("image sans texte de remplacement", cafe(tail="\n![](../pages/guide.md)\n"),
     "image-without-alternative", CAFE, r"(!\[\]\()"),
]

failures = []


def promise(kept, what):
    """Keeps account of a promise."""
    if not kept:
        failures.append(what)
    return "oui" if kept else "NON"


class Project:
    """A fresh project, made by `essaim init`."""

    def __init__(self, essaim, home):
        self.essaim, self.root = essaim, pathlib.Path(home) / "projet"
        done = self.run("init", self.root, root=False)
        promise(done.returncode == 0, f"init: {done.stderr}")
        done = self.run("build")
        promise(done.returncode == 0, f"build: {done.stderr}")
        self.clean = self.snapshot("content")

    def run(self, *arguments, root=True):
        command = [self.essaim, "--lang", "fr", *(["--root", self.root] if root else []), *arguments]
        return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120)

    def snapshot(self, folder):
        files = (self.root / folder).rglob("*")
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in files if path.is_file()}

    def write(self, files):
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def restore(self):
        shutil.rmtree(self.root / "content")
        self.write(self.clean)


def place_of(text, pattern):
    """Line and column, counted in characters from 1, of what the last group of a pattern finds."""
    if pattern is None:
        return 1, 1
    start = re.search(pattern, text, re.MULTILINE).start(1)
    return text.count("\n", 0, start) + 1, start - (text.rfind("\n", 0, start) + 1) + 1


def judged(project, files, code, path, pattern):
    """What check and build say of a project with these files, and whether it is as promised."""
    project.restore()
    project.write(files)
    before = project.snapshot("output")
    done = project.run("check", "--format", "json")
    built = project.run("build")
    human = project.run("check")
    found = [item for item in json.loads(done.stdout)["diagnostics"] if item["code"] == code]
    line, column = place_of(files[path], pattern)
    there = [item for item in found if (item["path"], item["line"], item["column"]) == (path, line, column)]
    item = (there or found or [{"path": "?", "line": 0, "column": 0, "message": "", "help": ""}])[0]
    kept = [
        (done.returncode == built.returncode == human.returncode == 1, "status 1"),
        (bool(there), f"{code} at {path}:{line}:{column}, found {[(f['path'], f['line'], f['column']) for f in found]}"),
        (bool(item["message"]) and bool(item["help"]), "a message and a remedy"),
        (project.snapshot("output") == before, "output/ untouched"),
        (all(word not in human.stderr for word in ("panicked", "stack backtrace", "RUST_BACKTRACE")), "no stack trace"),
        (item["message"].split(" (déjà")[0] in human.stderr and item["help"] in human.stderr, "the same words for people and programs"),
    ]
    return item, [what for true, what in kept if not true]


def mistakes(project):
    """J2: each mistake alone, then all that can stand together in one run."""
    print("## J2: les erreurs d'une rédactrice\n")
    print("| erreur | lieu | message | que faire | vrai |\n| --- | --- | --- | --- | --- |")
    for name, files, code, path, pattern in MISTAKES:
        item, broken = judged(project, files, code, path, pattern)
        place = f"{item['path']}:{item['line']}:{item['column']}"
        verdict = promise(not broken, f"{name}: {'; '.join(broken)}")
        cells = [name, place, item["message"], item["help"], verdict]
        print("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    project.restore()
    together, wanted = {}, []
    for number, (name, files, code, path, pattern) in enumerate(MISTAKES):
        if path == CAFE and len(files) == 1:
            own = f"content/outils/essai-{number}.md"
            together[own] = files[path]
            wanted.append((code, own, *place_of(files[path], pattern)))
    project.write(together)
    done = project.run("check", "--format", "json")
    found = {(item["code"], item["path"], item["line"], item["column"]) for item in json.loads(done.stdout)["diagnostics"]}
    missing = [one for one in wanted if one not in found]
    print(f"\nToutes en une fois : {promise(not missing, f'together: {missing}')} ({len(wanted)} fichiers).")
    project.restore()
    project.write({CAFE: b"\xef\xbb\xbf" + FRONT.replace("\n", "\r\n").encode()})
    done = project.run("check")
    print(f"CRLF et marque d'ordre acceptés : {promise(done.returncode == 0, done.stderr)}.")
    project.restore()


class Preview:
    """`essaim serve` on a free port."""

    def __init__(self, project):
        command = [str(project.essaim), "--lang", "fr", "--root", str(project.root), "serve"]
        self.said = project.root.parent / "serve.log"
        with self.said.open("wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        end = time.monotonic() + 30
        while not (address := re.search(r"http://\S+?/(?=\s)", self.said.read_text())) and time.monotonic() < end:
            time.sleep(0.02)
        self.address = address.group(0)

    def notes(self, page):
        """What the preview shows over a page, as a tab hears it when it opens."""
        with urllib.request.urlopen(f"{self.address}_essaim/events?page={page}", timeout=20) as stream:
            for line in stream:
                if line.startswith(b"data:"):
                    return json.loads(line[5:])["notes"]

    def get(self, path):
        try:
            with urllib.request.urlopen(self.address + path, timeout=20) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            return f"{error.code}"

    def until(self, path, seen, seconds=10):
        """How long a page took to satisfy a condition; nothing where it never did."""
        start = time.monotonic()
        while time.monotonic() - start < seconds:
            if seen(self.get(path)):
                return (time.monotonic() - start) * 1000
            time.sleep(0.002)
        return None


def saves(project):
    """J1: what becomes of each kind of save."""
    preview = Preview(project)
    page, tool = "outils/la-balade.html", project.root / TOOL
    text = tool.read_text()
    print("\n## J1: corriger et voir\n\n| geste | page servie en |\n| --- | --: |")

    def step(name, act, seen, where=page):
        act()
        took = preview.until(where, seen)
        promise(took is not None, f"J1: {name}")
        print(f"| {name} | {'jamais' if took is None else f'{took:.0f} ms'} |")

    def renamed(content):
        beside = tool.with_name(".la-balade.md.swp")
        beside.write_bytes(content)
        os.replace(beside, tool)

    times = []
    for number in range(20):
        tool.write_text(text + f"\nMot {number}fin.\n")
        times.append(preview.until(page, lambda html: f"Mot {number}fin" in html) or float("inf"))
    times.sort()
    print(f"| un mot changé, 20 fois : médiane, p95 | {statistics.median(times):.0f}, {times[18]:.0f} ms |")
    promise(times[-1] < float("inf"), "J1: a word changed")
    step("enregistré par renommage", lambda: renamed((text + "\nParRenommage.\n").encode()), lambda html: "ParRenommage" in html)
    step("enregistré en CRLF", lambda: tool.write_bytes((text + "\nEnCrlf.\n").replace("\n", "\r\n").encode()), lambda html: "EnCrlf" in html)
    step("une fiche nouvelle", lambda: project.write({CAFE: FRONT}), lambda html: "Le café" in html, "outils/le-cafe.html")
    step("une fiche renommée", lambda: (project.root / CAFE).rename(project.root / "content/outils/le-the.md"),
         lambda html: "Autour" in html, "outils/le-the.html")
    step("une fiche retirée", lambda: (project.root / "content/outils/le-the.md").unlink(),
         lambda html: html.startswith("404"), "outils/le-the.html")
    theme = project.root / "themes/default/templates/plain.html"
    step("le thème", lambda: project.write({theme.relative_to(project.root).as_posix(): "<p>thème à nous</p>"}),
         lambda html: "thème à nous" in html, "a-propos.html")
    step("le thème retiré", theme.unlink, lambda html: "thème à nous" not in html, "a-propos.html")
    schema = project.root / "content/outils/_collection.yaml"
    declared = schema.read_text()
    step("le schéma", lambda: schema.write_text(declared.replace("title: Coût", "title: Dépense")),
         lambda html: "Dépense" in html, "data/outils.html")
    site = project.root / "content/site.yaml"
    step("site.yaml", lambda: site.write_text(re.sub(r"(?m)^title: .*$", "title: Un autre nom", site.read_text())),
         lambda html: "Un autre nom" in html)
    good = preview.get(page)
    def shown(html):
        notes = preview.notes(page)
        return all(word in notes for word in ("broken-reference", "vouliez-vous écrire « echanges »", ":3:9")) and html == good

    step("une erreur, dite sur la dernière bonne page",
         lambda: tool.write_text(text.replace("levier: echanges", "levier: echange")), shown)
    step("l'erreur corrigée", lambda: tool.write_text(text + "\nRéparé.\n"), lambda html: "Réparé" in html and "broken-reference" not in preview.notes(page))
    preview.process.terminate()
    promise(preview.process.wait(10) == 0, "J1: serve ends with status 0")


def main():
    essaim = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as home:
        project = Project(essaim, home)
        mistakes(project)
        saves(project)
        promise(project.root.joinpath("output/index.html").exists(), "serve touched output/")
    for failure in failures:
        print(f"FAUX: {failure}")
    sys.exit(1 if failures else 0)


main()
