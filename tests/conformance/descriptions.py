"""Judges what describes the data beside the catalogue: CSVW, OpenAPI, the schema.org Dataset of each data page, and the
picture of the tables and their links, which shows the foreign keys of the data package, all of them and no other.

    descriptions.py FOLDER [--prove]
"""

import json
import re
import sys
import warnings
from collections import Counter
from urllib.parse import unquote

import common
from common import Sample, Unfit
from csvw import CSVW
from lxml import html
from openapi_spec_validator import OpenAPIV31SpecValidator

CSVW_FILE = "data/csvw-metadata.json"
OPENAPI_FILE = "data/openapi.json"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
WANTED = (
    "@id name description license creator publisher distribution identifier keywords version variableMeasured "
    "includedInDataCatalog inLanguage url"
).split()


def judge(folder, quiet=False):
    findings, counts = [], []
    counts.append(f"{csvw(folder, findings)} tables under CSVW")
    counts.append(f"{openapi(folder, findings)} paths under OpenAPI")
    counts.append(f"{schema_org(folder, findings)} datasets on pages")
    counts.append(f"{picture(folder, findings)} links in the picture of the tables")
    if not quiet:
        print(", ".join(counts))
    return findings


def csvw(folder, findings):
    path = folder / CSVW_FILE
    if not path.is_file():
        findings.append(f"{CSVW_FILE} is missing")
        return 0
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        try:
            described = CSVW(str(path), validate=True)
            valid = described.is_valid
        except Exception as refusal:  # the library raises whatever it meets
            findings.append(f"{CSVW_FILE}: cannot be read: {refusal}")
            return 0
    findings += [f"{CSVW_FILE}: {one.message}" for one in heard if "csvw" in str(one.filename)]
    if not valid:
        reasons = [str(one.message) for one in described.warnings]
        findings.append(f"{CSVW_FILE}: not valid: {'; '.join(reasons) or 'no reason given'}")
    metadata = json.loads(path.read_text(encoding="utf-8"))
    listed = {table["url"] for table in metadata["tables"]}
    package = json.loads((folder / "data/datapackage.json").read_text(encoding="utf-8"))
    wanted = {resource["path"] for resource in package["resources"]}
    findings += [f"{CSVW_FILE}: {one} stands in one description only" for one in sorted(listed ^ wanted)]
    for table in metadata["tables"]:
        columns = table["tableSchema"]["columns"]
        with (folder / "data" / table["url"]).open(encoding="utf-8") as file:
            header = file.readline().strip().split(",")
        if [column["titles"] for column in columns] != header:
            findings.append(f"{CSVW_FILE}: {table['url']}: its header is not the columns described")
    return len(listed)


def openapi(folder, findings):
    path = folder / OPENAPI_FILE
    if not path.is_file():
        findings.append(f"{OPENAPI_FILE} is missing")
        return 0
    described = json.loads(path.read_text(encoding="utf-8"))
    for error in OpenAPIV31SpecValidator(described).iter_errors():
        findings.append(f"{OPENAPI_FILE}: {error.message[:300]}")
    answered = set()
    for template, item in described["paths"].items():
        ids = identifiers(described, item)
        if ("{id}" in template) != (ids != [""]):
            findings.append(f"{OPENAPI_FILE}: {template}: its parameter is not declared")
        for one in ids:
            file = unquote(template.replace("{id}", one).lstrip("/"))
            answered.add(file)
            if not (folder / file).is_file():
                findings.append(f"{OPENAPI_FILE}: no file answers /{file}")
    for file in sorted([*folder.glob("data/**/*.json"), *folder.glob("data/**/*.jsonld")]):
        name = str(file.relative_to(folder))
        if name not in answered and not withdrawn(file):
            findings.append(f"{OPENAPI_FILE}: {name} has no path")
    return len(described["paths"])


def identifiers(described, item):
    """The identifiers that a path takes, in the parameter it names; one that is empty where it takes none."""
    named = [one["$ref"].removeprefix("#/components/parameters/") for one in item.get("parameters", [])]
    taken = [described["components"]["parameters"][name] for name in named]
    return next((one["schema"]["enum"] for one in taken if one["name"] == "id"), [""])


def withdrawn(file):
    """Whether a file stands where a record was: an identifier never dies, but a programming interface offers what there is."""
    described = json.loads(file.read_text(encoding="utf-8"))
    return "removed" in described and "last" in described or "http://purl.org/adms/status/Withdrawn" in json.dumps(described)


def schema_org(folder, findings):
    """Each data page holds one Dataset, whose files are there."""
    found = 0
    openapi = json.loads((folder / OPENAPI_FILE).read_text(encoding="utf-8")) if (folder / OPENAPI_FILE).is_file() else {}
    base = (openapi.get("servers") or [{"url": ""}])[0]["url"] + "/"
    for page in sorted((folder / "data").glob("*.html")):
        if page.name in ("index.html", "versions.html"):
            continue
        name = str(page.relative_to(folder))
        blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
        if len(blocks) != 1:
            findings.append(f"{name}: {len(blocks)} descriptions for search engines")
            continue
        try:
            dataset = json.loads(blocks[0])
        except ValueError as fault:
            findings.append(f"{name}: its description is not JSON: {fault}")
            continue
        found += 1
        findings += [f"{name}: no {key}" for key in WANTED if not dataset.get(key)]
        if dataset.get("@type") != "Dataset" or dataset.get("@context") != "https://schema.org/":
            findings.append(f"{name}: not a Dataset of schema.org")
        if not 50 <= len(dataset.get("description", "")) <= 5000:
            findings.append(f"{name}: a description of {len(dataset.get('description', ''))} characters")
        for file in dataset.get("distribution", []):
            address = file.get("contentUrl", "")
            if not address.startswith(base) or not (folder / unquote(address.removeprefix(base))).is_file():
                findings.append(f"{name}: no file at {address}")
    return found


def picture(folder, findings):
    """Each foreign key is a stop on the line of the table that it names, and a row of the table below the picture.

    A table of pairs is no row of the picture: its first key names the record that holds the pair, whose row it is drawn on.
    """
    page = html.parse(str(folder / "data/index.html"))
    package = json.loads((folder / "data/datapackage.json").read_text(encoding="utf-8"))
    titles = {resource["name"]: plain(resource["title"]) for resource in package["resources"]}
    keys = {
        resource["name"]: [
            (key["fields"] if isinstance(key["fields"], str) else key["fields"][0], key["reference"].get("resource") or resource["name"])
            for key in resource["schema"].get("foreignKeys", [])
        ]
        for resource in package["resources"]
    }
    told, place = [], "data/index.html: the picture of the tables"
    for row in page.xpath("//*[@id='_links']/..//tbody/tr"):
        ends, through = [plain(cell.text_content()) for cell in row.xpath("*[self::th or self::td][a]")], row.xpath("td[last()]/code/text()")
        told.append((ends[0], row.xpath("td[1]/code/text()")[0], ends[1], through[0] if through else None))
    drawn = page.xpath("//*[local-name()='svg' and contains(@class, 'links')]/a/text/text()")
    pairs = {name for name in titles if not any(fits(text, titles[name]) for text in drawn)} if told else set(titles)
    wanted = Counter()
    for name, own in keys.items():
        holder = own[0][1] if own and name in pairs else name
        for column, target in own[name in pairs :]:
            wanted[titles[holder], column, titles[target], name if name in pairs else None] += 1
    for link, count in ((Counter(told) - wanted) + (wanted - Counter(told))).items():
        findings.append(f"{place}: its rows and the foreign keys differ by {count} {link}")
    stops = page.xpath("//*[local-name()='svg' and contains(@class, 'links')]//circle[not(@class='hub')]/title/text()")
    stops = Counter(plain(stop) for stop in stops)
    for stop, count in ((stops - ends_of(told)) + (ends_of(told) - stops)).items():
        findings.append(f"{place}: its stops and its rows differ by {count} {stop}")
    if any(name in pairs and len(own) > 2 for name, own in keys.items()):
        findings.append(f"{place}: it leaves out a table that is none of pairs")
    return len(told)


def ends_of(told):
    return Counter(f"{source} → {target}" for source, _, target, _ in told)


def fits(text, title):
    """Whether a row of the picture is that of a table, whose title may be shortened."""
    text, title = plain(text), plain(title)
    return title.startswith(text[:-1].rstrip()) if text.endswith("…") else text == title


def plain(text):
    """A text without the spaces of typography."""
    return re.sub(r"\s+", " ", text).strip()


# The samples.


def change(path, spoil):
    def run(folder):
        file = folder / path
        described = json.loads(file.read_text(encoding="utf-8"))
        before = json.dumps(described)
        spoil(described)
        if json.dumps(described) == before:
            raise Unfit(f"nothing to spoil in {path}")
        file.write_text(json.dumps(described), encoding="utf-8")

    return run


def typed(described):
    for table in described["tables"]:
        for column in table["tableSchema"]["columns"]:
            if column["name"] == "id":
                column["datatype"] = "integer"
                return


def page(old, new):
    def run(folder):
        for file in sorted((folder / "data").glob("*.html")):
            text = file.read_text(encoding="utf-8")
            if old in text and file.name != "index.html":
                file.write_text(text.replace(old, new, 1), encoding="utf-8")
                return
        raise Unfit(f"no {old!r}")

    return run


def lost_record(folder):
    described = json.loads((folder / OPENAPI_FILE).read_text(encoding="utf-8"))
    path, item = next((path, item) for path, item in described["paths"].items() if "{id}" in path)
    (folder / path.replace("{id}", identifiers(described, item)[0]).lstrip("/")).unlink()


def drawn(old, new):
    def run(folder):
        file = folder / "data/index.html"
        text = file.read_text(encoding="utf-8")
        changed = re.sub(old, new, text, count=1)
        if changed == text:
            raise Unfit(f"no {old!r}")
        file.write_text(changed, encoding="utf-8")

    return run


def another_key(described):
    described["resources"][0]["schema"].setdefault("foreignKeys", []).append({"fields": ["nom"], "reference": {"fields": ["id"]}})


def alone(part):
    """A part of this judge, as a judge."""

    def run(folder, quiet=False):
        findings = []
        part(folder, findings)
        return findings

    return run


SAMPLES = [
    Sample("a column of another type", change(CSVW_FILE, typed), "csvw-metadata.json: ", alone(csvw)),
    Sample("a column that is not there", change(CSVW_FILE, lambda one: one["tables"][0]["tableSchema"]["columns"].pop(0)), "csvw-metadata.json: ", alone(csvw)),
    Sample("a table forgotten", change(CSVW_FILE, lambda one: one["tables"].pop()), "stands in one description only", alone(csvw)),
    Sample("an API without its version", change(OPENAPI_FILE, lambda one: one["info"].pop("version")), "openapi.json: .*version", alone(openapi)),
    Sample("a path that no file answers", change(OPENAPI_FILE, lambda one: one["paths"].update({"/data/rien.json": one["paths"]["/data/datapackage.json"]})), "no file answers /data/rien.json", alone(openapi)),
    Sample("a record that is gone", lost_record, "no file answers", alone(openapi)),
    Sample("a page without its description", page('application/ld+json', 'text/plain'), "0 descriptions", alone(schema_org)),
    Sample("a Dataset without a licence", page('"license":', '"licence":'), "no license", alone(schema_org)),
    Sample("a link that is not drawn", drawn(r'<circle class="(one|many)"[^>]*><title>[^<]*</title></circle>', ""), "its stops and its rows differ", alone(picture)),
    Sample("a link of another column", drawn(r"</th><td><code>", "</th><td><code>autre_"), "its rows and the foreign keys differ", alone(picture)),
    Sample("a key that the picture lacks", change("data/datapackage.json", another_key), "its rows and the foreign keys differ", alone(picture)),
    Sample("a file that is elsewhere", page('"contentUrl":"', '"contentUrl":"https://autre.example/'), "no file at https://autre.example", alone(schema_org)),
]

if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    common.main(judge, SAMPLES)
