"""What is wrong with a chain as it was written: each fault with its node and its row, all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vigie.errors import Message, UnreadableInput

SUM_TOLERANCE = 1e-9
"""How far shares may exceed 1 by rounding, and how little a cycle may let out before it lets out nothing."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What makes the numbers of a node impossible; `row` is the row of the table of links (0: of none)."""

    node: str
    row: int
    what: Message


@dataclass(frozen=True, slots=True)
class Remark:
    """What was mended or assumed on the way, and has to be known; `row` is the row of the table of links (0: none)."""

    row: int
    what: Message


class FaultyChain(UnreadableInput):
    """The links cannot be a chain, and nothing was computed. `faults` names every node and row."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            _all_of_them(faults),
            where=faults[0].node,
            advice=Message("Correct these rows, or add --keep-going to set the nodes aside and see their weight."),
        )


def _all_of_them(faults: Iterable[Fault]) -> Message:
    first, *others = (_with_row(each) for each in faults)
    said = first
    for each in others:
        said = Message("{faults} {fault}", faults=said, fault=each)
    return said


def _with_row(fault: Fault) -> Message:
    if not fault.row:
        return fault.what
    return Message("Row {row}: {fault}", row=fault.row, fault=fault.what)
