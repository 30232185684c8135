#!/usr/bin/env python3
"""Judge of markup: the Nu HTML checker reads every .html, .css and .svg file of a built folder.

Errors are findings; warnings are printed and not held against anyone. The checker runs on Java from
`tests/.tools/node_modules/vnu-jar`, where `tests/run` puts it.
"""

import json
import os
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import common
from common import Sample, Unfit, replace_once

JAR = Path(__file__).resolve().parents[1] / ".tools/node_modules/vnu-jar/build/dist/vnu.jar"
JUDGED = (".html", ".css", ".svg")
WARNINGS_SHOWN = 40


def judge(folder, quiet=False):
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in JUDGED)
    findings, warnings, read = [], [], 0
    for kind in JUDGED:
        batch = [str(path) for path in files if path.suffix == kind]
        for start in range(0, len(batch), 2000):
            messages = check(kind, batch[start : start + 2000])
            read += len(batch[start : start + 2000])
            for message in messages:
                place = f"{relative(message.get('url', ''), folder)}:{message.get('lastLine', 1)}"
                text = f"{folder.name}/{place}: {message['message']}"
                if message["type"] in ("error", "non-document-error"):
                    findings.append(text)
                elif message.get("subType") == "warning":
                    warnings.append(text)
    if not files:
        findings.append(f"{folder}: there is nothing to judge")
    if not quiet:
        for warning in warnings[:WARNINGS_SHOWN]:
            print(f"warning: {warning}")
        if len(warnings) > WARNINGS_SHOWN:
            print(f"warning: … and {len(warnings) - WARNINGS_SHOWN} more")
        counts = ", ".join(f"{sum(path.suffix == kind for path in files)} {kind}" for kind in JUDGED)
        print(f"{read} files read ({counts}), {len(findings)} errors, {len(warnings)} warnings")
    return findings


def check(kind, paths):
    """What the checker says of files of one kind, as its JSON messages."""
    option = {".html": [], ".css": ["--css"], ".svg": ["--svg"]}[kind]
    java = ["java", "-Xss16m", "-jar", str(JAR), "--stdout", "--format", "json", "--exit-zero-always", *option]
    done = subprocess.run(java + paths, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    try:
        return json.loads(done.stdout)["messages"]
    except (ValueError, KeyError):
        raise SystemExit(f"the Nu HTML checker did not answer (exit status {done.returncode}):\n{done.stderr[:2000]}")


def relative(url, folder):
    path = unquote(urlsplit(url).path)
    root = str(folder.resolve()) + "/"
    return path[len(root) :] if path.startswith(root) else path


# The samples. Only the spoiled file is kept, so that proving takes seconds.


def keep_only(folder, kept):
    for path in folder.rglob("*"):
        if path.is_file() and path != kept:
            path.unlink()


def in_page(html):
    def spoil(folder):
        page = folder / "index.html"
        keep_only(folder, page)
        replace_once(page, "</body>", html + "</body>")

    return spoil


def in_sheet(folder):
    sheet = next(iter(sorted(folder.rglob("*.css"))), None)
    if not sheet:
        raise Unfit("no style sheet in it")
    keep_only(folder, sheet)
    with sheet.open("a", encoding="utf-8") as file:
        file.write("\n.x { colour: red; }\n")


def in_drawing(folder):
    drawing = folder / "dessin.svg"
    keep_only(folder, drawing)
    drawing.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" hauteur="1"/></svg>', encoding="utf-8"
    )


SAMPLES = [
    Sample("a stray end tag", in_page("<p>a</div></p>"), r"index\.html:\d+: .*Stray end tag|No “p” element|end tag “div”"),
    Sample("an id given twice", in_page('<p id="deux-fois">x</p><p id="deux-fois">x</p>'), r"Duplicate ID “deux-fois”"),
    Sample("a list item out of a list", in_page("<li>x</li>"), r"Element “li” not allowed"),
    Sample("a picture without alternative", in_page('<img src="x.png">'), r"must have an “alt” attribute"),
    Sample("an unknown CSS property", in_sheet, r"“?colour”?.* doesn.t exist"),
    Sample("an unknown SVG attribute", in_drawing, r"“hauteur” not allowed"),
]

if __name__ == "__main__":
    common.main(judge, SAMPLES)
