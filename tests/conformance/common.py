"""What every judge of a built folder shares: its command line, and the proof that it refuses spoiled samples.

A judge is a file here with a function `judge(folder) -> [finding]` and a table `SAMPLES` of ways to spoil a good
folder. It ends with `common.main(judge, SAMPLES)` and is run as

    JUDGE.py FOLDER           exit 0: nothing found; 1: findings, one a line
    JUDGE.py FOLDER --prove   spoils copies of FOLDER, one sample at a time; exit 1 if the judge accepts one
"""

import argparse
import os
import re
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

SHOWN = 200


@dataclass
class Sample:
    """One way to spoil a folder: `spoil(folder)` changes it, and some finding must match `expects`.

    The pattern matters: a judge that refuses for another reason has not seen the spoiled place. A judge of several parts may
    be asked for the one that has to see it (`part`, which is called in its place): that takes less time, and proves more.
    """

    name: str
    spoil: Callable[[Path], None]
    expects: str
    part: Callable | None = None


class Unfit(Exception):
    """The folder holds nothing that this sample could spoil."""


def main(judge, samples):
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--prove", action="store_true")
    args = parser.parse_args()
    if not args.folder.is_dir():
        sys.exit(f"{args.folder}: no such folder")
    if args.prove:
        sys.exit(prove(judge, samples, args.folder))
    findings = judge(args.folder)
    for finding in findings[:SHOWN]:
        print(finding)
    if len(findings) > SHOWN:
        print(f"… and {len(findings) - SHOWN} more")
    print(f"{args.folder}: {len(findings)} errors")
    sys.exit(1 if findings else 0)


def prove(judge, samples, folder):
    accepted = 0
    with tempfile.TemporaryDirectory(prefix="essaim-spoiled-") as scratch:
        copy = Path(scratch) / "spoiled"
        shutil.copytree(folder, copy)
        whole = stamps(copy)
        for sample in samples:
            started = time.monotonic()
            findings, seen = [], None
            try:
                sample.spoil(copy)
                findings = list((sample.part or judge)(copy, quiet=True))
                seen = next((f for f in findings if re.search(sample.expects, f)), None)
                verdict = f"refused: {seen.replace(scratch + '/', '')}" if seen else "ACCEPTED"
            except Unfit as reason:
                verdict = f"NOT PROVEN: {reason}"
            restore(folder, copy, whole)
            accepted += seen is None
            print(f"{sample.name} ({time.monotonic() - started:.1f} s): {verdict}")
            if seen is None:
                for finding in findings[:5]:
                    print(f"    it said: {finding}")
    print(f"{len(samples) - accepted} of {len(samples)} spoiled samples refused")
    return 1 if accepted else 0


def stamps(folder):
    """Every file of a folder, with what changes whenever it is written."""
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            path = Path(base, name)
            stat = path.stat()
            found[path] = (stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
    return found


def restore(folder, copy, whole):
    """Makes a spoiled copy what it was, without copying what nobody touched."""
    now = stamps(copy)
    for path in now.keys() - whole.keys():
        path.unlink()
    for path, stamp in whole.items():
        if now.get(path) != stamp:
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder / path.relative_to(copy), path)
            stat = path.stat()
            whole[path] = (stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)


def replace_once(path, pattern, replacement):
    """Rewrites the first match of `pattern` in a text file, and insists that there is one."""
    text = path.read_text(encoding="utf-8")
    changed, count = re.subn(pattern, replacement, text, count=1, flags=re.S)
    if not count:
        raise Unfit(f"{path.name} has no {pattern!r}")
    path.write_text(changed, encoding="utf-8")
