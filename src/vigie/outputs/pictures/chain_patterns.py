"""How each state of a chain looks: a colour and a pattern that keep apart in grey and for every kind of colour vision.

Level lines are evidence, and their ink fades with its grade; dots are words; upright stripes are a contradiction,
crosses a breach, broken lines what was once shown, and everything slanted is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vigie.model.chain import State
from vigie.outputs.pictures.palette import HATCH, HATCH_GROUND, MUTED
from vigie.outputs.pictures.svg import element

PASSING = "#ece6da"
"""What a node only passes on, from tiers behind it; the same for the bands that lead there."""


@dataclass(frozen=True, slots=True)
class Look:
    """A tile of a pattern: its ground, the `path` drawn on it in `line`, its size and its turn.

    A tile with level or upright lines is as long as the picture: some programs leave a seam where tiles meet.
    """

    ground: str
    line: str = ""
    path: str = ""
    stroke: float = 1
    wide: float = 4
    high: float = 4
    turned: float = 0


LONG = 2000
"""Longer than any picture is wide or high."""

LEVEL, UPRIGHT = f"M0,2h{LONG}", f"M2,0v{LONG}"

LOOKS: Mapping[State, Look] = {
    State.G4: Look("#1b4656"),
    State.G3: Look("#5a97a8", "#1b4656", LEVEL, 1.2, wide=LONG),
    State.G2: Look("#a9cbd3", "#2f6b7c", LEVEL, 0.9, wide=LONG),
    State.G1: Look("#e2edef", "#7f9ea6", LEVEL, 0.7, wide=LONG),
    State.DECLARED: Look(HATCH_GROUND, MUTED, "M1.4,2h1.2", 1.2),
    State.CONTESTED: Look("#f5e6c6", "#a9691b", UPRIGHT, 1.8, high=LONG),
    State.NOT_MET: Look("#47190f", "#f4ddcf", "M0,0l5,5M5,0l-5,5", 0.8, 5, 5),
    State.EXPIRED: Look("#efeeea", "#64777d", "M0.5,2h3.5", 1.2, 6, 5),
    State.UNKNOWN: Look(HATCH_GROUND, HATCH, "M0,0v4.5", 1.3, 4.5, 4.5, 45),
    State.UNMAPPED: Look("#e3dacb", "#857a6a", "M0,0v6", 2, 6, 6, -45),
}


def fill(name: str, state: State) -> str:
    """What to fill with; the pattern stands in the `defs` of the picture `name`."""
    return f"url(#{_id(name, state)})" if LOOKS[state].path else LOOKS[state].ground


def patterns(name: str, states: Iterable[State]) -> str:
    """The definitions of the patterns of some states."""
    return element("defs", *(_pattern(name, each) for each in states if LOOKS[each].path))


def _pattern(name: str, state: State) -> str:
    look = LOOKS[state]
    ground = element("rect", width=look.wide, height=look.high, fill=look.ground)
    line = element("path", d=look.path, stroke=look.line, stroke_width=look.stroke, fill="none")
    turned = {"patternUnits": "userSpaceOnUse", "patternTransform": f"rotate({look.turned:g})"}
    return element("pattern", ground, line, id=_id(name, state), width=look.wide, height=look.high, **turned)


def _id(name: str, state: State) -> str:
    return f"{name}-{state.value.replace('_', '-')}"
