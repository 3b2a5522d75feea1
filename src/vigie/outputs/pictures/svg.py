"""Writes SVG: elements, labels that wrap, hatching, legends. Every text goes through one door and is escaped there."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from vigie.outputs.pictures.palette import HAIRLINE, HATCH, HATCH_GROUND, INK, MUTED, PAPER, SANS, WIDTH

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Characters that XML cannot carry, or that nobody can see."""

EM = 0.5
"""Mean advance of a letter of the bundled sans, as a share of its size: enough to wrap a label."""


def element(tag: str, *children: str, **attributes: str | float) -> str:
    """One element. An underscore in a name of an attribute stands for a hyphen; children are markup already."""
    pairs = "".join(f' {name.strip("_").replace("_", "-")}="{_value(value)}"' for name, value in attributes.items())
    return f"<{tag}{pairs}>{''.join(children)}</{tag}>" if children else f"<{tag}{pairs}/>"


def _value(value: str | float) -> str:
    return escape(CONTROL.sub("", value)) if isinstance(value, str) else f"{round(value, 2):g}"


def words(text: str) -> str:
    """A text as it may stand between tags."""
    return escape(CONTROL.sub("", text), quote=False)


def label(
    lines: str | Sequence[str], x: float, y: float, *, size: float = 11, colour: str = INK, anchor: str = "start",
    bold: bool = False,
) -> str:  # fmt: skip
    """Text at a point. Several lines stand centred about `y`, which is the middle of the letters."""
    rows = [lines] if isinstance(lines, str) else list(lines)
    leading = size * 1.2
    first = y + size * 0.34 - leading * (len(rows) - 1) / 2
    spans = [element("tspan", words(row), x=x, y=first + leading * place) for place, row in enumerate(rows)]
    weight = {"font_weight": 600} if bold else {}
    return element("text", *spans, font_size=size, fill=colour, text_anchor=anchor, **weight)


def wrapped(text: str, width: float, size: float = 11) -> list[str]:
    """The lines of a label that has `width` units for itself; a single longer word stays whole."""
    letters = max(int(width / (size * EM)), 1)
    return textwrap.wrap(text, letters, break_long_words=False) or [""]


def width_of(text: str, size: float = 11) -> float:
    """About how wide a text is."""
    return len(text) * size * EM


def box(x: float, y: float, width: float, height: float, fill: str, opacity: float = 1) -> str:
    """A rectangle with a hairline about it."""
    place = {"x": x, "y": y, "width": width, "height": height}
    return element("rect", **place, fill=fill, fill_opacity=opacity, stroke=HAIRLINE, stroke_width=0.6)


def hatching(name: str) -> str:
    """The pattern that means unknown, to be filled with as `url(#name)`."""
    ground = element("rect", width=4.5, height=4.5, fill=HATCH_GROUND)
    line = element("path", d="M0,0v4.5", stroke=HATCH, stroke_width=1.3)
    turned = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    return element("defs", element("pattern", ground, line, id=name, width=4.5, height=4.5, **turned))


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend: a fill and its word; `diamond` for the mark of direct suppliers."""

    fill: str
    text: str
    diamond: bool = False
    opacity: float = 1


def legend(keys: Iterable[Key], y: float) -> tuple[str, float]:
    """The entries from left to right, wrapping; and the height that they take."""
    x, row, drawn = 0.0, 0, []
    for key in keys:
        wide = 18 + width_of(key.text, 10.5) + 18
        if x and x + wide - 18 > WIDTH:
            x, row = 0.0, row + 1
        middle = y + 8 + row * 17
        mark = diamond(x + 6, middle) if key.diamond else box(x, middle - 5, 12, 10, key.fill, key.opacity)
        drawn += [mark, label(key.text, x + 18, middle, size=10.5, colour=MUTED)]
        x += wide
    return "".join(drawn), 17.0 * (row + 1)


def diamond(x: float, y: float, half: float = 3.6) -> str:
    """The mark of direct suppliers."""
    path = f"M{x:.1f},{y - half:.1f}l{half},{half}l{-half},{half}l{-half},{-half}z"
    return element("path", d=path, fill=PAPER, stroke=INK, stroke_width=1.1)


def picture(name: str, title: str, description: str, height: float, *children: str) -> str:
    """The whole drawing, named and described for those who do not see it."""
    return element(
        "svg",
        element("title", words(title), id=f"{name}-title"),
        element("desc", words(description), id=f"{name}-desc"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {round(height)}",
        width=WIDTH,
        height=round(height),
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        font_family=SANS,
    )
