#!/usr/bin/env python3
"""Judge of `--format sarif` and `--format github`: what they say against SARIF's own schema, and against `--format json`.

Every case of the golden suite is checked in each form. A SARIF report must be valid by the schema of SARIF 2.1.0 (from
the npm package @microsoft/jest-sarif), name rules that it describes, and hold the same facts as the JSON report; so
must the annotations. `--prove` spoils a report in each way that the judge must see. Exit status: 0 right, 1 not.
"""

import argparse
import copy
import json
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jsonschema import Draft4Validator, FormatChecker

ROOT = Path(__file__).resolve().parents[2]
SUITE = ROOT / "tests/suite"
SCHEMA = ROOT / "tests/.tools/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
COMMAND = re.compile(r"::(error|warning) file=([^,]*)(?:,line=(\d+)(?:,col=(\d+))?,endLine=(\d+)(?:,endColumn=(\d+))?)?,title=([^:]*)::(.*)")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--essaim", type=Path, required=True)
    parser.add_argument("--prove", action="store_true")
    args = parser.parse_args()
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft4Validator.check_schema(schema)
    validator = Draft4Validator(schema, format_checker=FormatChecker())
    cases = sorted(path.parent for path in SUITE.glob("*/*/content"))
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(lambda case: run(args.essaim, case), cases))
    if args.prove:
        sys.exit(prove(validator, reports))
    findings = [f"{case.relative_to(SUITE)}: {finding}" for case, report in zip(cases, reports) for finding in judge(validator, *report)]
    print("\n".join(findings[:50]))
    print(f"{len(cases)} projects, {sum(len(facts) for _, facts, _ in reports)} problems, {len(findings)} errors")
    sys.exit(1 if findings or not any(facts for _, facts, _ in reports) else 0)


def run(essaim, case):
    """A case's SARIF report, its facts in JSON, its annotations."""
    with tempfile.TemporaryDirectory(prefix="essaim-sarif-") as scratch:
        for part in ("content", "themes"):
            if (case / part).is_dir():
                shutil.copytree(case / part, Path(scratch) / part, symlinks=True)
        site = Path(scratch) / "content/site.yaml"
        if not site.exists():
            site.write_text((SUITE / "site.yaml").read_text(encoding="utf-8").replace("theme: bare\n", ""), encoding="utf-8")

        def say(form):
            done = subprocess.run([essaim, "--root", scratch, "check", "--format", form], capture_output=True, check=False)
            return done.stdout.decode("utf-8")

        return json.loads(say("sarif")), json.loads(say("json"))["diagnostics"], say("github")


def judge(validator, sarif, facts, annotations):
    findings = [f"not valid: {'/'.join(map(str, error.path))}: {error.message[:200]}" for error in validator.iter_errors(sarif)]
    if findings:
        return findings
    (one,) = sarif["runs"]
    rules = one["tool"]["driver"]["rules"]
    for rule in rules:
        if not rule.get("shortDescription", {}).get("text") or not rule.get("fullDescription", {}).get("text"):
            findings.append(f"rule {rule['id']} is not described")
    if one["columnKind"] != "unicodeCodePoints":
        findings.append("columns are not counted in characters")
    said = []
    for result in one["results"]:
        if not 0 <= result["ruleIndex"] < len(rules) or rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            findings.append(f"{result['ruleId']} has the index of another rule")
        place = result["locations"][0]["physicalLocation"]
        region = place.get("region", {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1})
        said.append((result["level"], result["ruleId"], urllib.parse.unquote(place["artifactLocation"]["uri"]), *region.values()))
    expected = [(f["severity"], f["code"], f["path"], f["line"], f["column"], f["end_line"], f["end_column"]) for f in facts]
    if said != expected:
        findings.append(f"the facts differ from JSON's: {next((a, b) for a, b in zip(said + [None], expected + [None]) if a != b)}")
    findings.extend(annotated(facts, annotations))
    return findings


def annotated(facts, annotations):
    lines = annotations.splitlines()
    if len(lines) != len(facts):
        yield f"{len(lines)} annotations for {len(facts)} problems"
        return
    for line, fact in zip(lines, facts):
        match = COMMAND.fullmatch(line)
        if not match:
            yield f"no annotation: {line}"
            continue
        level, path, start, column, end, _, title, text = (urllib.parse.unquote(part) if part else part for part in match.groups())
        if (level, path, title, text) != (fact["severity"], fact["path"], fact["code"], f"{fact['message']}\n{fact['help']}"):
            yield f"the annotation differs from JSON's: {line}"
        elif start and (int(start), int(end)) != (fact["line"], fact["end_line"]):
            yield f"the annotation is on another line: {line}"
        elif column and int(column) != fact["column"]:
            yield f"the annotation is in another column: {line}"


def without(key):
    return lambda sarif: sarif["runs"][0]["results"][0].pop(key)


def level(sarif):
    sarif["runs"][0]["results"][0]["level"] = "fatal"


def line_zero(sarif):
    sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0


def foreign_key(sarif):
    sarif["runs"][0]["results"][0]["severity"] = "error"


def bare_rule(sarif):
    sarif["runs"][0]["tool"]["driver"]["rules"][0].pop("shortDescription")


def shifted(sarif):
    sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["endColumn"] += 1


SAMPLES = [
    ("a result without its message", without("message"), "message"),
    ("a level that does not exist", level, "fatal"),
    ("a line 0", line_zero, "minimum"),
    ("a key of another format", foreign_key, "severity"),
    ("a rule without words", bare_rule, "not described"),
    ("another column than JSON's", shifted, "differ"),
]


def prove(validator, reports):
    good = next(r for r in reports if r[1] and not list(judge(validator, *r)) and "region" in json.dumps(r[0]))
    accepted = 0
    for name, spoil, expects in SAMPLES:
        spoiled = copy.deepcopy(good[0])
        spoil(spoiled)
        seen = [finding for finding in judge(validator, spoiled, *good[1:]) if expects in finding]
        accepted += not seen
        print(f"{name}: {'refused: ' + seen[0][:120] if seen else 'ACCEPTED'}")
    seen = judge(validator, good[0], good[1], good[2].replace("title=", "title=x", 1))
    accepted += not seen
    print(f"an annotation with another code: {'refused' if seen else 'ACCEPTED'}")
    return 1 if accepted else 0


if __name__ == "__main__":
    main()
