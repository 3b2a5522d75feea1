"""Public notices: eForms beside the parser alone, open contracting data beside ocdskit, and memory as they grow.

The notices are invented: the two of the tests, again and again under new identifiers.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

from lxml import etree

from benchmarks.measuring import RUNS, chapter, process, say
from vigie.content import Content
from vigie.language import Language
from vigie.workflows.scan_notices import ScanJob, scan_notices

NOTICES = Path(__file__).parents[1] / "tests" / "fixtures" / "notices"
SHARED = Path(os.environ.get("VIGIE_SHARED", Path(__file__).parents[2] / "shared"))
SCHEMA = SHARED / "data" / "eforms" / "ocds-profile-schema" / "patched" / "release-schema.json"
SMALL, LARGE = 1_000, 20_000
RELEASES = 30_000
CORES = os.cpu_count() or 1


def run(folder: Path, as_of: date) -> None:
    """Measures and prints. Start and content are measured apart, with one notice, and taken off."""
    chapter(f"Public notices, {CORES} cores")
    for many in (SMALL, LARGE):
        _eforms(_made(folder / f"eforms-{many}", many), many, as_of)
    _ocds(folder, as_of)


def _made(folder: Path, many: int) -> Path:
    folder.mkdir()
    texts = [(NOTICES / name).read_text("utf-8") for name in ("workwear.xml", "workwear_result.xml")]
    for number in range(many):
        text = texts[number % 2].replace("2222-222222222222", f"2222-{number:012}").replace("00000001", f"{number:08}")
        (folder / f"{number:06}.xml").write_text(text, "utf-8")
    return folder


def _eforms(folder: Path, many: int, as_of: date) -> None:
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    floor = process(_command("parse", folder, as_of)).seconds - process(_command("parse-none", folder, as_of)).seconds
    say(f"{many:,} eForms: lxml alone", f"{many / floor:,.0f} notices/s", f"{size / floor:.0f} MB/s")
    for what, name in (("figures", "scan to tables and figures"), ("releases", "the same, with OCDS releases")):
        start = process(_command(f"{what}-none", folder, as_of), RUNS).seconds
        cost = process(_command(what, folder, as_of), RUNS)
        seconds = cost.seconds - start
        say(f"{many:,} eForms: {name}", f"{many / seconds:,.0f} notices/s", f"{seconds / floor:.1f} times its seconds")
        say("", f"{cost.megabytes:.0f} MB", f"and {start:.1f} s to start")


def _ocds(folder: Path, as_of: date) -> None:
    path = folder / "releases.jsonl"
    raw = json.loads((NOTICES / "releases.json").read_text("utf-8"))["releases"][0]
    with path.open("w", encoding="utf-8") as file:
        for number in range(RELEASES):
            file.write(json.dumps(raw | {"ocid": f"ocds-aaaaaa-{number // 3}", "id": str(number)}) + "\n")
    size = path.stat().st_size / 1e6
    start = process(_command("figures-none", folder, as_of)).seconds
    ours = process(_command("figures", path, as_of))
    say(
        f"{size:.0f} MB of OCDS releases: scan", f"{size / (ours.seconds - start):.1f} MB/s", f"{ours.megabytes:.0f} MB"
    )
    if not SCHEMA.exists():
        say("ocdskit compile", "not measured", "it needs the schema of OCDS, which is not beside this project")
        return
    kit = Path(sys.executable).with_name("ocdskit")
    theirs = process(["sh", "-c", f"{kit} compile --schema {SCHEMA} < {path}"], 1)
    say("ocdskit compile", f"{size / theirs.seconds:.1f} MB/s", f"{theirs.megabytes:.0f} MB")


def _command(what: str, path: Path, as_of: date) -> list[str | Path]:
    return [sys.executable, "-m", "benchmarks.notices", what, path, as_of.isoformat()]


def _parse(names: list[str]) -> None:
    for name in names:
        etree.fromstring(Path(name).read_bytes())


def _once(what: str, path: Path, as_of: date) -> None:
    """One measured process: the parser on all cores, or a scan."""
    what, _, none = what.partition("-")
    if what == "parse":
        names = sorted(map(str, path.iterdir()))[: 2 if none else None]
        with ProcessPoolExecutor(CORES) as pool:
            list(pool.map(_parse, (names[number::CORES] for number in range(CORES))))
        return
    content = Content()
    with tempfile.TemporaryDirectory() as out:
        paths = [NOTICES / "workwear.xml"] if none else [path]
        job = ScanJob(paths, Path(out), as_of, prefix="ocds-000000", releases=what == "releases")
        scan_notices(job, content, Language("en", content.name))


if __name__ == "__main__":
    _once(sys.argv[1], Path(sys.argv[2]), date.fromisoformat(sys.argv[3]))
