"""The main job as a person starts it: whole processes on lists of growing length, beside what no program can go under.

The floor reads the same list, joins it with the same tables and writes the same rows as CSV, in Polars, without
recognising, weighing or ranking anything; below that stands the bare writing of so many bytes.
"""

from __future__ import annotations

import shutil
import sys
from itertools import pairwise
from pathlib import Path

from benchmarks.lists import write_list
from benchmarks.measuring import RUNS, VIGIE, Cost, chapter, function, process, say

DATE = "2026-11-22"
TABLES = "csv,json,parquet"
EVERYTHING = "csv,xlsx,json,parquet,html,pdf"
MANY = 100_000
LENGTHS = (10_000, MANY, 1_000_000)
"""The longest list runs once; its outputs take 6 GB of disk while it runs."""


def run(folder: Path) -> None:
    """Measures and prints."""
    _small(folder)
    costs = _long(folder)
    _floor(folder, costs[MANY])


def _assess(folder: Path, rows: int, formats: str, **more: object) -> Cost:
    suppliers = write_list(folder / f"suppliers-{rows}.csv", rows)
    command = [VIGIE, "assess", suppliers, "--out", folder / f"out-{rows}", "--as-of", DATE, "--format", formats]
    return process(command, **more)  # type: ignore[arg-type]


def _small(folder: Path) -> None:
    chapter("500 suppliers, whole processes: seconds on the clock (of work), memory at its highest")
    say("vigie --help", f"{process([VIGIE, '--help'], runs=5).seconds:.2f} s", "aim 0.30 s")
    say("an empty Python", f"{process([sys.executable, '-c', ''], runs=5).seconds:.2f} s", "floor")
    first = _assess(folder, 500, "pdf", runs=1, environment={"XDG_CACHE_HOME": str(folder / "no-cache-yet")})
    say("PDF only, the first time on a machine", _cost(first))
    say("PDF only", _cost(_assess(folder, 500, "pdf")), "aim 5 s")
    say("all formats", _cost(_assess(folder, 500, EVERYTHING)), "aim 5 s")


def _long(folder: Path) -> dict[int, Cost]:
    chapter("Long lists, every row another supplier; CSV, JSON and Parquet")
    costs = {}
    for rows in LENGTHS:
        cost = costs[rows] = _assess(folder, rows, TABLES, runs=1 if rows > MANY else RUNS)
        aim = "aim 10 s, 1,000 MB" if rows == MANY else ""
        say(f"{rows:,} rows: {_written(folder, rows) / 1e6:,.0f} MB written", _cost(cost), aim)
        say("  per row, and per second", f"{1e6 * cost.seconds / rows:.0f} µs", f"{rows / cost.seconds:,.0f} rows")
        if rows > MANY:
            shutil.rmtree(folder / f"out-{rows}")
    for fewer, more in pairwise(LENGTHS):
        each = (costs[more].seconds - costs[fewer].seconds) / (more - fewer)
        say(f"each row more, from {fewer:,} to {more:,}", f"{1e6 * each:.0f} µs", "flat where these are equal")
    return costs


def _written(folder: Path, rows: int) -> int:
    return sum(file.stat().st_size for file in (folder / f"out-{rows}").iterdir())


def _floor(folder: Path, whole: Cost) -> None:
    chapter(f"The floor at {MANY:,} rows")
    suppliers, out = folder / f"suppliers-{MANY}.csv", folder / f"out-{MANY}"
    process([sys.executable, "-m", "benchmarks.plain_join", "prepare", suppliers, out], runs=1)
    join = process([sys.executable, "-m", "benchmarks.plain_join", "join", suppliers, out])
    say("plain Polars: read, join, write the same rows as CSV", _cost(join))
    say(
        "  rows per second",
        f"{MANY / join.seconds:,.0f}",
        f"Vigie takes {whole.seconds / join.seconds:.1f} times as long",
    )
    files = ("risks.csv", "suppliers.csv", "not_understood.csv", "assessment.json", "risks.parquet")
    data = [(out / name).read_bytes() for name in files]
    written = function(lambda: [(folder / "bytes").write_bytes(each) for each in data])
    say(f"bare writing of {sum(map(len, data)) / 1e6:,.0f} MB", f"{written:.2f} s", "physical floor of the outputs")


def _cost(cost: Cost) -> str:
    return f"{cost.seconds:.2f} s ({cost.work:.2f}) {cost.megabytes:,.0f} MB"
