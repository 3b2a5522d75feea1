"""The small mark of a severity: four bars, as many filled as it is bad; a shape before it is a colour."""

from __future__ import annotations

from vigie.outputs.findings import SEVERITIES
from vigie.outputs.pictures.palette import SEVERITY
from vigie.outputs.pictures.svg import element

BARS = len(SEVERITIES)


def mark(level: int) -> str:
    """The mark of a level (1 worst to 4) as SVG, nothing for 0; the words beside it say the same."""
    if not level:
        return ""
    bars = (_bar(place, level, filled=place <= BARS - level) for place in range(BARS))
    return element("svg", *bars, viewBox=f"0 0 {4 * BARS} 11", class_="mark", aria_hidden="true", focusable="false")


def _bar(place: int, level: int, *, filled: bool) -> str:
    fill, name = (SEVERITY[level], "bar") if filled else ("none", "bar empty")
    return element("rect", x=0.5 + 4 * place, y=0.5, width=3, height=10, fill=fill, class_=name)
