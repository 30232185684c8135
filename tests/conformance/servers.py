#!/usr/bin/env python3
"""Judge of the server settings of a built folder: Apache and nginx show it with them, IIS's are read.

Each server, started on a loopback port with a configuration as small as can be, shows copies of the folder under
`/innovation/` (or whatever path the site's own address has). A crawler asks it for every file the pages link, and
refuses: a link that does not answer 200, a media type that is not the file's, a text that is not said to be UTF-8, a
page without the content security policy, a text that is not packed, a file that is not answered “not modified” when
asked again, an address that leads nowhere without the site's own page, an old address of `data/aliases.csv` that
does not lead on, and caches that keep anything but what draws pages. Apache also shows the folder under another name, where every link must work too.

IIS cannot run here: `web.config` must be well-formed, say nothing twice, remove each thing before it adds it, and keep in
caches, file by file, what the two others keep.
"""

import contextlib
import csv
import gzip
import http.client
import io
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.parse
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import common
from common import Sample, replace_once
from links import Crawl

POLICY = "default-src 'self'"
TYPES = {
    "avif": "image/avif", "css": "text/css", "csv": "text/csv", "html": "text/html", "jpg": "image/jpeg",
    "js": "text/javascript", "json": "application/json", "jsonl": "application/x-ndjson", "jsonld": "application/ld+json",
    "odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "pdf": "application/pdf", "png": "image/png", "rdf": "application/rdf+xml", "svg": "image/svg+xml",
    "ttl": "text/turtle", "txt": "text/plain", "webp": "image/webp", "xml": "application/xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "zip": "application/zip",
}  # fmt: skip
PACKED_FROM = 2000
KEPT = {"avif", "css", "gif", "ico", "jpeg", "jpg", "js", "png", "svg", "webp", "woff2"}  # for an hour; the rest is asked for again
APACHE_MODULES = (
    "mpm_prefork authz_core mime dir alias deflate filter headers env setenvif"
)


def cached(path):
    """What every server must say to caches of a file."""
    return "public, max-age=3600" if path.rsplit(".", 1)[-1] in KEPT else "no-cache"


def free_port():
    with contextlib.closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


@contextlib.contextmanager
def running(command, port, log):
    """A server in the foreground, until the block ends; its own words where it does not start."""
    with open(log, "w", encoding="utf-8") as words:
        process = subprocess.Popen(command, stdout=words, stderr=words, start_new_session=True)  # Apache ends its whole group
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), contextlib.closing(socket.create_connection(("127.0.0.1", port), 1)):
                break
            if process.poll() is not None:
                raise RuntimeError(" ".join(file.read_text(encoding="utf-8").strip() for file in (Path(log), Path(log).with_suffix(".errors")) if file.exists()))
            time.sleep(0.02)
        yield
    finally:
        process.terminate()
        process.wait(10)


def apache(scratch, root, port):
    modules = Path("/usr/lib/apache2/modules")
    loads = "".join(
        f"LoadModule {name}_module {modules}/mod_{name}.so\n"
        for name in APACHE_MODULES.split()
        if (modules / f"mod_{name}.so").exists()
    )
    (scratch / "apache.conf").write_text(
        f"{loads}ServerRoot {scratch}\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {scratch}/apache.pid\n"
        f"ErrorLog {scratch}/apache.errors\nMutex pthread\nTypesConfig /dev/null\nUser www-data\nGroup www-data\nDocumentRoot {root}\n"
        f"DirectoryIndex index.html\n<Directory {root}>\n  AllowOverride FileInfo\n  Require all granted\n</Directory>\n",
        encoding="utf-8",
    )
    return [shutil.which("apache2") or "/usr/sbin/apache2", "-D", "FOREGROUND", "-f", str(scratch / "apache.conf")]


def nginx(scratch, root, port, snippet):
    (scratch / "nginx.conf").write_text(
        f"daemon off;\nmaster_process off;\npid {scratch}/nginx.pid;\nerror_log {scratch}/nginx.errors;\nevents {{}}\n"
        f"http {{\n  access_log off;\n  client_body_temp_path {scratch}/t1;\n  proxy_temp_path {scratch}/t2;\n"
        f"  fastcgi_temp_path {scratch}/t3;\n  uwsgi_temp_path {scratch}/t4;\n  scgi_temp_path {scratch}/t5;\n"
        f"  server {{\n    listen 127.0.0.1:{port};\n    root {root};\n    include {snippet};\n  }}\n}}\n",
        encoding="utf-8",
    )
    return [shutil.which("nginx") or "/usr/sbin/nginx", "-c", str(scratch / "nginx.conf")]


class Visitor:
    """Asks one server for the files of one site."""

    def __init__(self, name, port, prefix, folder):
        self.name, self.prefix, self.folder = name, prefix, folder
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        self.findings, self.asked = [], 0

    def say(self, path, message):
        self.findings.append(f"{self.name}: {path}: {message}")

    def ask(self, path, **headers):
        self.asked += 1
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.request("GET", self.prefix + urllib.parse.quote(path), headers=names)
        answer = self.connection.getresponse()
        return answer, answer.read()

    def visit(self, paths):
        for path in sorted(paths):
            self.file(path)
        self.lost()
        self.moved()
        return self.findings

    def file(self, path):
        answer, body = self.ask(path, Accept_Encoding="gzip")
        if answer.status != 200:
            return self.say(path, f"answers {answer.status}")
        given = answer.getheader("Content-Type") or ""
        wanted = TYPES.get(path.rsplit(".", 1)[-1])
        bare = given.split(";")[0].strip()
        if wanted and bare != wanted:
            self.say(path, f"is said to be “{given}”, not {wanted}")
        text = wanted and (wanted.startswith("text/") or wanted.endswith(("json", "xml")))
        if text and "charset=utf-8" not in given.lower():
            self.say(path, f"is not said to be UTF-8: “{given}”")
        if POLICY not in (answer.getheader("Content-Security-Policy") or ""):
            self.say(path, "has no content security policy")
        caches = answer.getheader("Cache-Control") or ""
        if caches != cached(path):
            self.say(path, f"says “{caches}” to caches, not “{cached(path)}”")
        size = (self.folder / path).stat().st_size
        packed = answer.getheader("Content-Encoding") == "gzip"
        if text and size > PACKED_FROM and not packed:
            self.say(path, f"is sent as it is: {size} bytes")
        if (gzip.decompress(body) if packed else body) != (self.folder / path).read_bytes():
            self.say(path, "is not sent as it was written")
        if path == "index.html":
            again, _ = self.ask(path, If_Modified_Since=answer.getheader("Last-Modified") or "")
            if again.status != 304:
                self.say(path, f"asked again, answers {again.status} and not 304")

    def lost(self):
        answer, body = self.ask("nulle/part.html")
        if answer.status != 404:
            self.say("nulle/part.html", f"is not there, and answers {answer.status}")
        elif body != (self.folder / "404.html").read_bytes():
            self.say("nulle/part.html", "is not there, and the site's own page does not say so")
        elif POLICY not in (answer.getheader("Content-Security-Policy") or ""):
            self.say("nulle/part.html", "the page of what is not found has no content security policy")
        for hidden in (".essaim",):
            if self.ask(hidden)[0].status == 200:
                self.say(hidden, "is shown to everyone")

    def moved(self):
        table = self.folder / "data/aliases.csv"
        rows = csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"))) if table.exists() else []
        for row in rows:
            was, now = f"{row['former_collection']}/{row['former_id']}", f"{row['collection']}/{row['id']}"
            for old, new in ((f"{was}.html", f"{now}.html"), (f"data/{was}.json", f"data/{now}.json")):
                if not (self.folder / new).exists():
                    continue
                answer, _ = self.ask(old)
                to = urllib.parse.urlsplit(answer.getheader("Location") or "").path
                if answer.status != 301 or to != self.prefix + new:
                    self.say(old, f"answers {answer.status} “{to}”, and does not lead to {new}")


def iis(folder, linked):
    """What is wrong with web.config, as far as reading tells."""
    path = folder / "web.config"
    try:
        root = ElementTree.parse(path).getroot()
    except (OSError, ElementTree.ParseError) as error:
        return [f"web.config: cannot be read: {error}"]
    findings = []
    keys = {"mimeMap": "fileExtension", "add": ("name", "value"), "error": "statusCode"}
    for parent in root.iter():
        removed, added = set(), set()
        for child in parent:
            names = keys.get(child.tag, ()) if child.tag != "remove" else ("fileExtension", "name", "statusCode", "value")
            names = (names,) if isinstance(names, str) else names
            name = next((f"{key}={child.get(key)}" for key in names if child.get(key)), None)
            if child.tag == "remove":
                removed.add(name)
            elif child.tag in keys:
                if name in added:
                    findings.append(f"web.config: <{child.tag} {name}> stands twice: IIS answers 500")
                if name not in removed:
                    findings.append(f"web.config: <{child.tag} {name}> is added before it is removed: IIS may answer 500")
                added.add(name)
    maps = {map.get("fileExtension"): map.get("mimeType", "") for map in root.iter("mimeMap")}
    for extension, wanted in TYPES.items():
        if maps.get(f".{extension}", "").split(";")[0] != wanted:
            findings.append(f"web.config: .{extension} is mapped to “{maps.get(f'.{extension}')}”, not {wanted}")
    told = {"": "no-cache"}
    for place, part in [("", root.find("system.webServer")), *((each.get("path"), each.find("system.webServer")) for each in root.iter("location"))]:
        cache = part.find("staticContent/clientCache") if part is not None else None
        if cache is not None:
            hours = cache.get("cacheControlMode") == "UseMaxAge" and cache.get("cacheControlMaxAge") == "00.01:00:00"
            told[place] = f"{cache.get('cacheControlCustom')}, max-age=3600" if hours else "no-cache" if cache.get("cacheControlMode") == "DisableCache" else "something else"
    for path in sorted(linked):
        parts = path.split("/")
        around = ["/".join(parts[:depth]) for depth in range(len(parts), -1, -1)]
        says = next(told[place] for place in around if place in told)
        if says != cached(path):
            findings.append(f"web.config: {path}: says “{says}” to caches, not “{cached(path)}”")
    headers = {add.get("name"): add.get("value", "") for add in root.iter("add") if add.get("name")}
    if POLICY not in headers.get("Content-Security-Policy", ""):
        findings.append("web.config: has no content security policy")
    if not any(error.get("statusCode") == "404" for error in root.iter("error")):
        findings.append("web.config: has no page of what is not found")
    return findings


def judge(folder, quiet=False):
    crawl = Crawl(folder)
    findings = crawl.run()
    linked = {crawl.resolve(path, urllib.parse.urlsplit(address).path) for path, address in crawl.requests}
    linked |= {"index.html", "robots.txt"} | {path for path in ("sitemap.xml", "feed.xml") if path in crawl.known}
    base = urllib.parse.urlsplit(crawl.base or "").path or "/innovation/"
    findings += iis(folder, linked)
    asked = {}
    with tempfile.TemporaryDirectory(prefix="essaim-servers-") as place:
        scratch = Path(place)
        os.chmod(scratch, 0o755)
        root = scratch / "www"
        own, other = root / base.strip("/"), root / "un autre nom"
        for copy in (own, other):
            shutil.copytree(folder, copy)
        for each in [root, *root.rglob("*")]:
            os.chmod(each, 0o755 if each.is_dir() else 0o644)
        try:
            port = free_port()
            with running(apache(scratch, root, port), port, scratch / "apache.log"):
                visitor = Visitor("Apache", port, base, own)
                findings += visitor.visit(linked)
                asked["Apache"] = visitor.asked
                renamed = Visitor("Apache, renamed", port, "/un%20autre%20nom/", other)
                for path in sorted(linked):
                    renamed.file(path)
                findings += renamed.findings
        except RuntimeError as error:
            findings.append(f"Apache: does not start: {error}")
        try:
            port = free_port()
            with running(nginx(scratch, root, port, own / "nginx.conf"), port, scratch / "nginx.log"):
                visitor = Visitor("nginx", port, base, own)
                findings += visitor.visit(linked)
                asked["nginx"] = visitor.asked
        except RuntimeError as error:
            findings.append(f"nginx: does not start: {error}")
    if not quiet:
        told = ", ".join(f"{name} {count} answers" for name, count in asked.items())
        print(f"under {base}: {len(linked)} files linked; {told}; web.config read")
    return findings


def instead(path, pattern, replacement):
    return lambda folder: replace_once(folder / path, pattern, replacement)


SAMPLES = [
    Sample("no policy for Apache", instead(".htaccess", "Content-Security-Policy", "X-Rien"), r"Apache: index\.html: has no content security policy"),
    Sample("no type for JSON-LD in Apache", instead(".htaccess", r"AddType application/ld\+json \.jsonld", ""), r"Apache: .*\.jsonld: is said to be"),
    Sample("a directive that Apache does not know", instead(".htaccess", "AddDefaultCharset utf-8", "AddDefautCharset utf-8"), r"Apache: index\.html: answers 500"),
    Sample("no compression in Apache", instead(".htaccess", "text/html text/javascript", "text/javascript"), r"Apache: .*\.html: is sent as it is"),
    Sample("no charset in nginx", instead("nginx.conf", r"charset utf-8;", ""), r"nginx: .*: is not said to be UTF-8"),
    Sample("headers forgotten in a location of nginx", instead("nginx.conf", r"(location ~ [^\n]*css[^\n]*\n)[^\n]*\n", r"\1"), r"nginx: .*\.css: has no content security policy"),
    Sample("settings that nginx does not know", instead("nginx.conf", "charset utf-8;", "charset utf-8"), r"nginx: does not start"),
    Sample("no page of what is not found in nginx", instead("nginx.conf", r"error_page[^;]*;", ""), r"nginx: nulle/part.html: .* does not say so"),
    Sample("a link that leads nowhere", lambda folder: (folder / "theme/style.css").unlink(), r'"theme/style\.css" .* names no file'),
    Sample("an old address that leads nowhere in Apache", instead(".htaccess", r"RedirectMatch 301 [^\n]*outils/promenade\(\\\.html[^\n]*", ""), r"Apache: outils/promenade\.html: answers 200 .* does not lead"),
    Sample("an old address that leads nowhere in nginx", instead("nginx.conf", r"rewrite [^\n]*data/outils/promenade[^\n]*", ""), r"nginx: data/outils/promenade\.json: answers 404 .* does not lead"),
    Sample("a theme that IIS never keeps", instead("web.config", r'<location path="theme">[^\n]*', ""), r"web\.config: theme/style\.css: says “no-cache” to caches"),
    Sample("pages that Apache keeps", instead(".htaccess", r'Header set Cache-Control "no-cache"', 'Header set Cache-Control "public, max-age=3600"'), r"Apache: index\.html: says .* to caches"),
    Sample("a type added before it is removed", instead("web.config", r'<remove fileExtension="\.json" />', ""), r"web\.config: <mimeMap fileExtension=\.json> is added before"),
    Sample("a header said twice", instead("web.config", r'(<add name="Referrer-Policy"[^>]*>)', r"\1\1"), r"web\.config: <add name=Referrer-Policy> stands twice"),
    Sample("web.config cut short", instead("web.config", r"</configuration>", ""), r"web\.config: cannot be read"),
]  # fmt: skip

if __name__ == "__main__":
    common.main(judge, SAMPLES)
