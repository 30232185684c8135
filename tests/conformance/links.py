#!/usr/bin/env python3
"""Offline judge of links: whatever a built folder points at is there, wherever the folder is put.

It reads the folder as a browser on `file://` would, where there is no server to be kind: a link names a file, in its
exact spelling, by a relative path; a fragment names an id of that file; nothing is loaded from elsewhere. It then
walks the same folder, renamed, under a sub-path of a loopback web server, where every link must answer 200 with no
redirect. Standard library only.

What it refuses, apart from broken links: pages that index.html does not lead to (404.html excepted), an id given twice,
`<base>`, `data:` and `javascript:` addresses (the content security policy blocks them), what `file://` blocks (module
scripts, `integrity`, `<use>` of another file), and absolute links to the site itself outside canonical links, feed,
site map and JSON-LD. 404.html alone may link the site absolutely, and load
its style from the site's own root too, since a server shows it at any depth.
"""

import difflib
import functools
import http.client
import os
import posixpath
import re
import shutil
import tempfile
import threading
import urllib.parse
import xml.etree.ElementTree as ElementTree
from collections import deque
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import common
from common import Sample, Unfit, replace_once

# `<link>`s that make a browser fetch something; the others (canonical, alternate, license …) only say something.
LOADING_RELS = {
    "stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload", "prefetch",
    "prerender", "preconnect", "dns-prefetch",
}
LOADING_ATTRIBUTES = {
    "audio": ["src"], "embed": ["src"], "feImage": ["href", "xlink:href"], "feimage": ["href", "xlink:href"],
    "iframe": ["src"], "image": ["href", "xlink:href"], "img": ["src"], "input": ["src"], "object": ["data"],
    "script": ["src", "href", "xlink:href"], "source": ["src"], "track": ["src"], "use": ["href", "xlink:href"],
    "video": ["src", "poster"], "body": ["background"],
}  # fmt: skip
CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)'"\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""", re.I)
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.S)
REFRESH = re.compile(r"""^\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']*)""", re.I)


@dataclass
class Reference:
    """One address written in a file: where it stands, what it is for."""

    address: str
    line: int
    what: str
    role: str  # "go": a person may follow it; "load": the browser fetches it; "say": metadata


@dataclass
class Document:
    """What was read in one HTML, SVG or CSS file."""

    path: str
    references: list = field(default_factory=list)
    ids: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)


class Reader(HTMLParser):
    """Collects addresses and ids from HTML and SVG."""

    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.document = Document(path)
        self.style_line = None

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.style_line = None

    def handle_starttag(self, tag, attrs):
        line = self.getpos()[0]
        given = {name: value or "" for name, value in attrs}
        say = partial(self.refer, line, tag)
        if "id" in given:
            self.name(given["id"], line)
        if tag == "a" and given.get("name") and given["name"] != given.get("id"):
            self.name(given["name"], line)
        if tag == "style":
            self.style_line = line
        if tag == "base":
            self.fault(line, "<base> changes what every link of the page means")
        if tag in ("a", "area"):
            for name in ("href", "xlink:href"):
                if name in given:
                    say(name, given[name], "go")
        if "ping" in given:
            self.fault(line, f"<{tag} ping> reports to another address")
        if tag == "link" and "href" in given:
            rels = set(given.get("rel", "").lower().split())
            say("href", given["href"], "load" if rels & LOADING_RELS else "say", f"<link rel={given.get('rel')}>")
            for candidate in candidates(given.get("imagesrcset", "")):
                say("imagesrcset", candidate, "load")
        if tag == "form" and "action" in given:
            say("action", given["action"], "go")
        if tag in ("button", "input") and "formaction" in given:
            say("formaction", given["formaction"], "go")
        for name in LOADING_ATTRIBUTES.get(tag, []):
            if name in given:
                say(name, given[name], "load")
        if tag in ("img", "source"):
            for candidate in candidates(given.get("srcset", "")):
                say("srcset", candidate, "load")
        if tag == "script" and given.get("type", "").strip().lower() == "module":
            self.fault(line, "<script type=module> is blocked on file://")
        if tag in ("script", "link") and "integrity" in given:
            self.fault(line, f"<{tag} integrity> is blocked on file://")
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            target = REFRESH.match(given.get("content", ""))
            if target:
                say("refresh", target[1].strip(), "go")
        if "style" in given:
            self.read_css(given["style"], line, f"style of <{tag}>")

    def handle_endtag(self, tag):
        if tag == "style":
            self.style_line = None

    def handle_data(self, data):
        if self.style_line:
            self.read_css(data, self.getpos()[0], "<style>")

    def read_css(self, text, line, what):
        self.document.references += css_references(text, line, what)

    def refer(self, line, tag, attribute, address, role, what=None):
        self.document.references.append(Reference(address.strip(), line, what or f"<{tag} {attribute}>", role))

    def name(self, value, line):
        if value in self.document.ids:
            self.fault(line, f'id "{value}" is given twice, first on line {self.document.ids[value]}')
        else:
            self.document.ids[value] = line

    def fault(self, line, message):
        self.document.faults.append((line, message))


def candidates(srcset):
    """The addresses of a srcset: each is followed by an optional size and a comma."""
    return [part.split()[0] for part in re.split(r",\s+|,$", srcset.strip()) if part.strip()]


def css_references(text, first_line, what):
    blank = CSS_COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
    for match in CSS_URL.finditer(blank):
        address = next((group for group in match.groups() if group is not None), "")
        line = first_line + blank.count("\n", 0, match.start())
        kind = "@import" if match[0].lower().startswith("@import") else "url()"
        yield Reference(address, line, f"{kind} in {what}", "load")


def read(folder, path):
    return document((folder / path).read_text(encoding="utf-8", errors="replace"), path)


@functools.cache
def document(text, path):
    """What a text holds, read once: the folder is judged twice, and its spoiled copies are almost it."""
    if path.lower().endswith(".css"):
        return Document(path, references=list(css_references(text, 1, "the style sheet")))
    reader = Reader(path)
    reader.feed(text)
    reader.close()
    return reader.document


class Crawl:
    """One reading of a folder: `findings` holds a line for each fault."""

    def __init__(self, folder):
        self.folder = folder
        self.findings = []
        self.files = sorted(
            posixpath.join(*Path(base, name).relative_to(folder).parts)
            for base, _, names in os.walk(folder)
            for name in names
        )
        self.known = set(self.files)
        self.folders = {posixpath.dirname(path) for path in self.files} | {
            str(parent) for path in self.files for parent in Path(path).parents if str(parent) != "."
        }
        self.documents = {
            path: read(folder, path)
            for path in self.files
            if path.lower().endswith((".html", ".htm", ".svg", ".css"))
        }
        self.base = self.canonical_base()
        self.ways = {}  # page -> pages one click away
        self.requests = set()  # (file, address as written), to be asked of a real server
        self.checked = 0
        self.external = set()

    def canonical_base(self):
        """The site's own address, if it tells it: by its home page's canonical link, else by its site map."""
        home = self.documents.get("index.html")
        for reference in home.references if home else []:
            if reference.what == "<link rel=canonical>" and reference.address.startswith(("http://", "https://")):
                return re.sub(r"index\.html$", "", reference.address)
        if "sitemap.xml" in self.known:
            text = (self.folder / "sitemap.xml").read_text(encoding="utf-8", errors="replace")
            pages = [re.sub(r"index\.html$", "", page) for page in re.findall(r"<loc>\s*(https?://[^<\s]+)", text)]
            return min(pages, key=len, default=None)
        return None

    def run(self):
        if "index.html" not in self.known:
            return [f"{self.folder.name}/index.html:1: there is no home page"]
        for path, document in self.documents.items():
            for line, message in document.faults:
                self.say(path, line, message)
            for reference in document.references:
                self.checked += 1
                self.follow(path, reference)
        self.follow_lists()
        self.reach()
        return sorted(self.findings, key=natural)

    def say(self, path, line, message):
        self.findings.append(f"{self.folder.name}/{path}:{line}: {message}")

    def follow(self, path, reference):
        address, line, what = reference.address, reference.line, reference.what
        try:
            parts = urllib.parse.urlsplit(address)
        except ValueError:
            return self.say(path, line, f'"{address}" ({what}) is not an address')
        if parts.scheme or address.startswith("//"):
            return self.follow_absolute(path, reference, parts)
        root = urllib.parse.urlsplit(self.base).path if self.base else None
        if root and path == "404.html" and reference.role == "load" and address.startswith(root):
            # A second way to the style sheet, from the site's own root: the page is shown at any depth.
            return self.follow_own(path, line, self.base + address[len(root) :], what)
        if address.startswith("/"):
            return self.say(path, line, f'"{address}" ({what}) starts at the server\'s root: it breaks under a sub-path')
        if "\\" in address or re.search(r"\s", address):
            return self.say(path, line, f'"{address}" ({what}) holds a space or a backslash that is not escaped')
        target = self.resolve(path, parts.path)
        if target is None:
            return self.say(path, line, f'"{address}" ({what}) leads out of the folder')
        if target not in self.known:
            return self.say(path, line, f'"{address}" ({what}) {self.absence(target)}')
        if what.startswith("<use") and target != path:
            return self.say(path, line, f'"{address}" ({what}) takes a drawing from another file: blocked on file://')
        self.requests.add((path, address.split("#")[0]))
        if reference.role == "go" and target.lower().endswith((".html", ".htm")):
            self.ways.setdefault(path, set()).add(target)
        self.follow_fragment(path, reference, target, urllib.parse.unquote(parts.fragment))

    def follow_fragment(self, path, reference, target, fragment):
        document = self.documents.get(target)
        if not fragment or fragment.startswith(":~:") or not document or target.lower().endswith(".css"):
            return
        if fragment in document.ids or (fragment.lower() == "top" and target.lower().endswith(".html")):
            return
        near = difflib.get_close_matches(fragment, document.ids, 1)
        hint = f'; near it: "{near[0]}"' if near else ""
        self.say(path, reference.line, f'"{reference.address}" ({reference.what}): {target} has no id "{fragment}"{hint}')

    def follow_absolute(self, path, reference, parts):
        address, line, what = reference.address, reference.line, reference.what
        scheme = parts.scheme.lower()
        if scheme in ("mailto", "tel") and reference.role == "go":
            return
        if scheme in ("data", "javascript", "blob"):
            return self.say(path, line, f'{scheme}: address ({what}) is blocked by the content security policy')
        if scheme not in ("http", "https", ""):
            return self.say(path, line, f'"{address}" ({what}) has an address of kind "{scheme}:"')
        if reference.role == "load" or what.startswith(("<form", "<button", "<input", "<meta")):
            return self.say(path, line, f'"{address}" ({what}) asks something of another host')
        if not scheme:
            return self.say(path, line, f'"{address}" ({what}) has no scheme: on file:// it names a file')
        if self.base and (address + "/").startswith(self.base):
            if reference.role == "go" and path != "404.html":
                return self.say(path, line, f'"{address}" ({what}) names the site itself absolutely: make it relative')
            return self.follow_own(path, line, address, what)
        self.external.add(address)

    def follow_own(self, path, line, address, what):
        """An absolute address of the site itself, where one may stand: it must name a file all the same."""
        parts = urllib.parse.urlsplit(address[len(self.base) :])
        target = urllib.parse.unquote(parts.path) or "index.html"
        if target not in self.known and target.rstrip("/") + "/index.html" not in self.known:
            self.say(path, line, f'"{address}" ({what}) {self.absence(target)}')

    def follow_lists(self):
        """sitemap.xml and feed.xml: their addresses are absolute, and those of the site name its files."""
        for path in ("sitemap.xml", "feed.xml"):
            if path not in self.known:
                continue
            try:
                tree = ElementTree.parse(self.folder / path)
            except ElementTree.ParseError as error:
                self.say(path, error.position[0], f"is not well-formed XML: {error}")
                continue
            for node in tree.iter():
                name = node.tag.rsplit("}", 1)[-1]
                address = (node.text or "").strip() if name == "loc" else node.get("href", "") if name == "link" else ""
                if not address:
                    continue
                self.checked += 1
                if not address.startswith(("http://", "https://")):
                    self.say(path, 1, f'"{address}" (<{name}>) must be absolute')
                elif self.base and address.startswith(self.base):
                    self.follow_own(path, 1, address, f"<{name}>")

    def resolve(self, path, relative):
        """The file that a relative address names, as a path from the folder; None if it leads out of it."""
        if not relative:
            return path
        joined = posixpath.join(posixpath.dirname(path), urllib.parse.unquote(relative))
        normal = posixpath.normpath(joined)
        if normal == ".." or normal.startswith("../"):
            return None
        return normal + "/" if relative.endswith("/") else normal

    def absence(self, target):
        bare = target.rstrip("/")
        if bare in self.folders or bare in (".", ""):
            return "names a folder: on file:// it shows a listing, so name its index.html"
        other = next((known for known in self.files if known.casefold() == target.casefold()), None)
        if other:
            return f'names no file: only the case differs from "{other}"'
        near = difflib.get_close_matches(target, self.files, 1, 0.8)
        return "names no file" + (f'; near it: "{near[0]}"' if near else "")

    def reach(self):
        seen, queue = {"index.html"}, deque(["index.html"])
        while queue:
            for target in self.ways.get(queue.popleft(), ()):
                if target not in seen:
                    seen.add(target)
                    queue.append(target)
        # A page that only leads on stands where something stood before: nothing in the site links there.
        moved = {
            path for path, document in self.documents.items()
            if any(reference.what == "<meta refresh>" for reference in document.references)
        }
        for path in self.files:
            if path.lower().endswith((".html", ".htm")) and path not in seen | moved | {"404.html"}:
                self.say(path, 1, "no path of links leads here from index.html")


def natural(finding):
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", finding)]


class Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass


def served(folder, prefix, requests):
    """What a web server answers to every address, resolved as a browser would; one line for each refusal."""
    findings = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        connection = http.client.HTTPConnection(*server.server_address)
        answers = {}
        for path, address in sorted(requests):
            page = f"http://localhost/{urllib.parse.quote(prefix)}/{urllib.parse.quote(path)}"
            asked = urllib.parse.urlsplit(urllib.parse.urljoin(page, address)).path
            if asked not in answers:
                connection.request("HEAD", asked)
                response = connection.getresponse()
                response.read()
                answers[asked] = response.status
            if answers[asked] != 200:
                findings.append(f'{path}:1: "{address}" answers {answers[asked]} on a web server under {prefix}/')
        connection.close()
    finally:
        server.shutdown()
        server.server_close()
    return findings


def link(source, target):
    """The same file under another name, where the disk allows it: nothing is written here."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy(source, target)


def judge(folder, quiet=False):
    crawl = Crawl(folder)
    findings = crawl.run()
    with tempfile.TemporaryDirectory(prefix="essaim-links-") as scratch:
        # A name that must be escaped in an address, and a sub-path below it.
        moved = Path(scratch) / "Une autre Ville" / "innovation"
        shutil.copytree(folder, moved, copy_function=link)
        again = Crawl(moved)
        here = {finding.split("/", 1)[1] for finding in findings}
        there = {finding.split("/", 1)[1] for finding in again.run()}
        findings += [f"only where it was built: {finding}" for finding in sorted(here - there)]
        findings += [f"only once moved: {finding}" for finding in sorted(there - here)]
        findings += served(Path(scratch), "Une autre Ville/innovation", again.requests)
    if not quiet:
        pages = sum(path.endswith(".html") for path in crawl.files)
        print(
            f"{len(crawl.files)} files, {pages} pages, {crawl.checked} addresses, {len(crawl.requests)} links served "
            f"under a sub-path, {len(crawl.external)} external links not followed, base {crawl.base or 'not told'}"
        )
    return findings


# The samples that a judge of links must refuse.


def in_body(folder, html, page="index.html"):
    replace_once(folder / page, r"</body>", html.replace("\\", r"\\") + "</body>")


def broken_fragment(folder):
    in_body(folder, '<a href="index.html#nulle-part-ainsi">x</a>')


def other_case(folder):
    page = next((page for page in sorted(folder.rglob("*.html")) if page.name not in ("index.html", "404.html")), None)
    if not page:
        raise Unfit("no page but the home page")
    name = page.relative_to(folder).as_posix()
    in_body(folder, f'<a href="{urllib.parse.quote(name.upper())}">x</a>')


def named_folder(folder):
    child = next((path.parent for path in sorted(folder.glob("*/*")) if path.is_file()), None)
    if not child:
        raise Unfit("no folder in it")
    in_body(folder, f'<a href="{urllib.parse.quote(child.name)}/">x</a>')


def foreign_drawing(folder):
    (folder / "dessins.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><g id="x"/></svg>', encoding="utf-8")
    in_body(folder, '<svg><use href="dessins.svg#x"></use></svg>')


def lonely_page(folder):
    shutil.copy(folder / "index.html", folder / "page-perdue.html")


def lost_address(folder):
    """A site map that names a page which is not there."""
    base = Crawl(folder).base or "https://ville.example/x/"
    home, lost = f"<url><loc>{base}index.html</loc></url>", f"<url><loc>{base}page-absente.html</loc></url>"
    (folder / "sitemap.xml").write_text(
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{home}{lost}</urlset>', encoding="utf-8"
    )


def style_sheet(folder):
    sheet = next(iter(sorted(folder.rglob("*.css"))), None)
    if not sheet:
        raise Unfit("no style sheet in it")
    with sheet.open("a", encoding="utf-8") as file:
        file.write('\n@font-face { font-family: x; src: url("police-absente.woff2"); }\n')


def own_address(folder):
    base = Crawl(folder).base
    if not base:
        replace_once(folder / "index.html", "</head>", '<link rel="canonical" href="https://ville.example/x/"></head>')
        base = "https://ville.example/x/"
    in_body(folder, f'<a href="{base}index.html">x</a>')


def added(html):
    return lambda folder: in_body(folder, html)


SAMPLES = [
    Sample("a link to a missing file", added('<a href="page-absente.html">x</a>'), r'index\.html:\d+: "page-absente\.html" .* names no file'),
    Sample("a broken fragment", broken_fragment, r'has no id "nulle-part-ainsi"'),
    Sample("an id given twice", added('<p id="deux-fois">x</p><p id="deux-fois">x</p>'), r'"deux-fois" is given twice'),
    Sample("a link with the wrong case", other_case, r"only the case differs"),
    Sample("a link to a folder", named_folder, r"names a folder"),
    Sample("a link from the root", added('<a href="/index.html">x</a>'), r"starts at the server's root"),
    Sample("a link out of the folder", added('<a href="../index.html">x</a>'), r"leads out of the folder"),
    Sample("a script of another host", added('<script src="https://cdn.example/x.js"></script>'), r"cdn\.example.* asks something of another host"),
    Sample("a picture of another host in srcset", added('<img alt="" src="index.html" srcset="//cdn.example/x.png 2x">'), r"cdn\.example.* asks something of another host"),
    Sample("a missing font in a style sheet", style_sheet, r'"police-absente\.woff2" .* names no file'),
    Sample("a drawing of another file", foreign_drawing, r"takes a drawing from another file"),
    Sample("a refresh to a missing page", added('<meta http-equiv="refresh" content="0; url=page-absente.html">'), r"<meta refresh>\) names no file"),
    Sample("a page nothing leads to", lonely_page, r"page-perdue\.html:1: no path of links"),
    Sample("a site map with a missing page", lost_address, r"sitemap\.xml.*page-absente\.html.* names no file"),
    Sample("an absolute link to the site itself", own_address, r"names the site itself absolutely"),
]  # fmt: skip

if __name__ == "__main__":
    common.main(judge, SAMPLES)
