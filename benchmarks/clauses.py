"""How often the clause linter is right: precision and recall per element and language, on the labelled clauses.

The clauses were written and labelled by persons who did not see the linter. Those of the building part were read
while its words were collected; those of the measuring part never were, and their texts are never printed.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from benchmarks.measuring import chapter, say
from vigie.content import Content
from vigie.model.clauses import Element, ElementState
from vigie.procurement.clauses import check_clauses

LABELLED = Path(__file__).parents[1] / "tests" / "fixtures" / "clauses"
PARTS = ("building", "measuring")
LEAST = 0.9
"""What precision and recall of every element must reach on the measuring part. The last column printed is the share of
the elements rightly found whose words overlap those that the persons marked."""

Row = Mapping[str, Any]
Counts = Counter[tuple[str, str, str]]


def run(parts: Iterable[str] = PARTS, errors: bool = False) -> bool:
    """Measures and prints; `errors` also prints what went wrong, of the building part only. True if all reach aim."""
    content = Content()
    reached = True
    for part in parts:
        began = time.perf_counter()
        rows = [(path.stem, row) for path in sorted((LABELLED / part).glob("*.yml")) for row in _rows(path)]
        counts: Counts = Counter()
        for language, row in rows:
            for element, kind in _kinds(row, content):
                counts[language, element, kind] += 1
                if errors and part == PARTS[0] and kind in {"wrong", "overlooked"}:
                    say(f"{row['id']} {element} {kind}", repr(row["elements"][element]))
        each = 1000 * (time.perf_counter() - began) / max(1, len(rows))
        chapter(f"Clauses of the {part} part: {len(rows)}, {each:.1f} ms each")
        reached &= _print(counts, sorted({language for language, _ in rows}))
    return reached


def _rows(path: Path) -> list[Row]:
    return list(yaml.safe_load(path.read_text("utf-8")))


def _kinds(row: Row, content: Content) -> Iterator[tuple[str, str]]:
    """For every element of a labelled clause whether it was found rightly, wrongly, overlooked or rightly left."""
    findings = check_clauses(row["text"], content=content)
    for element in Element:
        spans = [each.element(element).span for each in findings if each.element(element).state is ElementState.FOUND]
        expected = row["elements"][element.value]
        kind = ("right" if expected else "wrong") if spans else ("overlooked" if expected else "left")
        yield element.value, kind
        if spans and expected:
            start = row["text"].index(expected)
            touched = any(span and span[0] < start + len(expected) and start < span[1] for span in spans)
            yield element.value, "touched" if touched else "elsewhere"


def _print(counts: Counts, languages: list[str]) -> bool:
    _line("precision, recall", (*languages, "all", "place"))
    reached = True
    for element in Element:
        cells = [_shares(counts, element, [each]) for each in languages]
        whole = _shares(counts, element, languages)
        places = [sum(counts[each, element, kind] for each in languages) for kind in ("touched", "elsewhere")]
        shown = [f"{precision:.2f} {recall:.2f}" for precision, recall in (*cells, whole)]
        _line(element, (*shown, f"{places[0] / max(1, sum(places)):.2f}"))
        reached &= min(whole) >= LEAST
    return reached


def _line(name: str, cells: Iterable[str]) -> None:
    print(f"  {name:<20}" + "".join(f"{cell:>12}" for cell in cells), flush=True)


def _shares(counts: Counts, element: str, languages: Iterable[str]) -> tuple[float, float]:
    right, wrong, overlooked = (
        sum(counts[each, element, kind] for each in languages) for kind in ("right", "wrong", "overlooked")
    )
    return right / max(1, right + wrong), right / max(1, right + overlooked)


if __name__ == "__main__":
    wanted = [each for each in sys.argv[1:] if each in PARTS]
    sys.exit(not run(wanted or PARTS, "--errors" in sys.argv))
