"""Judges the feeds of changes and of versions, by the rules of Atom (RFC 4287), and the site map, by its schema (sitemap.xsd beside this file).

    feeds.py FOLDER [--prove]
"""

import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlparse

import common
from common import Sample, Unfit
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
XSD = Path(__file__).with_name("sitemap.xsd")


def judge(folder, quiet=False):
    findings = []
    entries = {name: atom(folder, name, findings) for name in feeds(folder)}
    pages = sitemap(folder, findings)
    if not quiet:
        told = ", ".join(f"{count} entries in {name}" for name, count in entries.items())
        print(f"{told}, {pages} pages in the site map")
    return findings


def parsed(folder, name, findings):
    path = folder / name
    if not path.is_file():
        findings.append(f"{name} is missing")
        return None
    try:
        return etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    except etree.XMLSyntaxError as fault:
        findings.append(f"{name}: {fault}")
        return None


def feeds(folder):
    """The feed of changes, which every site has, and that of the versions, where one was released."""
    return ["feed.xml", *(["data/versions.xml"] if (folder / "data/versions.html").is_file() else [])]


def atom(folder, name, findings):
    feed = parsed(folder, name, findings)
    if feed is None:
        return 0
    if feed.tag != f"{ATOM}feed":
        findings.append(f"{name}: its root is no Atom feed")
        return 0
    links = feed.findall(f"{ATOM}link")
    own = [link.get("href") for link in links if link.get("rel") == "self"]
    base = own[0].removesuffix(name) if own else ""
    if len(own) != 1 or not own[0].endswith("/" + name):
        findings.append(f"{name}: it does not say where it is (link rel=self)")
    if feed.find(f"{ATOM}author/{ATOM}name") is None:
        findings.append(f"{name}: it has no author, and entries have none of their own")
    entries = feed.findall(f"{ATOM}entry")
    seen = set()
    for place, item in [(name, feed)] + [(f"{name}: entry {n}", entry) for n, entry in enumerate(entries, 1)]:
        for part in ("id", "title", "updated"):
            texts = [one.text or "" for one in item.findall(ATOM + part)]
            if len(texts) != 1 or not texts[0].strip():
                findings.append(f"{place}: {len(texts)} {part}")
        identifier = item.findtext(f"{ATOM}id") or ""
        if not urlparse(identifier).scheme:
            findings.append(f"{place}: its id {identifier!r} is no absolute address")
        if identifier in seen and item is not feed:
            findings.append(f"{place}: its id {identifier} is another's")
        seen.add(identifier)
        if not MOMENT.fullmatch(item.findtext(f"{ATOM}updated") or ""):
            findings.append(f"{place}: its updated is no moment of RFC 3339")
        alternate = [link for link in item.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
        if len(alternate) != 1:
            findings.append(f"{place}: {len(alternate)} pages of its own")
        for link in alternate:
            lost(folder, base, link.get("href", ""), place, findings)
    moments = [entry.findtext(f"{ATOM}updated") for entry in entries]
    if moments != sorted(moments, reverse=True):
        findings.append(f"{name}: the newest does not come first")
    return len(entries)


def sitemap(folder, findings):
    root = parsed(folder, "sitemap.xml", findings)
    if root is None:
        return 0
    schema = etree.XMLSchema(etree.parse(XSD))
    if not schema.validate(root):
        findings += [f"sitemap.xml: line {error.line}: {error.message}" for error in schema.error_log]
    listed = [one.text for one in root.iter(f"{SITEMAP}loc")]
    if len(listed) != len(set(listed)):
        findings.append("sitemap.xml: a page stands there twice")
    base = min(listed, key=len, default="")
    for address in listed:
        lost(folder, base, address, "sitemap.xml", findings)
    return len(listed)


def lost(folder, base, address, place, findings):
    if not base or not urljoin(base, address).startswith(base):
        findings.append(f"{place}: {address} is not under the site's address")
        return
    path, _, fragment = address.removeprefix(base).partition("#")
    page = folder / (unquote(path) or "index.html")
    if not page.is_file():
        findings.append(f"{place}: no page at {address}")
    elif fragment and f'id="{fragment}"' not in page.read_text(encoding="utf-8"):
        findings.append(f"{place}: nothing on its page at {address}")


def instead(name, old, new):
    def spoil(folder):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        if not re.search(old, text):
            raise Unfit(f"no {old} in {name}")
        path.write_text(re.sub(old, new, text, count=1), encoding="utf-8")

    return spoil


SAMPLES = [
    Sample("a feed without an id", instead("feed.xml", r"<id>.*?</id>", ""), r"feed.xml: 0 id"),
    Sample("an entry without a title", instead("feed.xml", r"(<entry>[\s\S]*?)<title>.*?</title>", r"\1"), "entry 1: 0 title"),
    Sample("a day where a moment is due", instead("feed.xml", r"T00:00:00Z</updated>\n<link href", "</updated>\n<link href"), "no moment"),
    Sample("a feed that is not XML", instead("feed.xml", "</feed>", ""), "feed.xml: .*line"),
    Sample("a feed without its own address", instead("feed.xml", 'rel="self"', 'rel="related"'), "where it is"),
    Sample("an entry that leads nowhere", instead("feed.xml", r'\n<link href="([^"]*?)\.html"', r'\n<link href="\1-x.html"'), "no page at"),
    Sample("a feed of versions without its author", instead("data/versions.xml", r"<author>.*?</author>", ""), "data/versions.xml: it has no author"),
    Sample("a version whose place is gone", instead("data/versions.xml", r'(<entry>[\s\S]*?\n<link href="[^"#]*)[^"]*"', r'\1#nulle-part"'), "nothing on its page"),
    Sample("a date that is none", instead("sitemap.xml", r"<lastmod>.*?</lastmod>", "<lastmod>hier</lastmod>"), "sitemap.xml: line .*lastmod"),
    Sample("an element unknown to the schema", instead("sitemap.xml", "<loc>", "<place>x</place><loc>"), "sitemap.xml: line .*place"),
    Sample("a page that is gone", instead("sitemap.xml", r"plan-du-site\.html", "plan.html"), "no page at"),
]

if __name__ == "__main__":
    common.main(judge, SAMPLES)
