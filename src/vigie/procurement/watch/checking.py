"""What the watch asks of whoever reads clauses: is this text about people at work, and can it be controlled?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a text: a clause about people, whether it can be controlled, and the elements it lacks."""

    relevant: bool
    controllable: bool
    missing: tuple[str, ...] = ()


class ClauseChecker(Protocol):
    """Reads the text of a notice. None: the text cannot be read, for example in this language."""

    def __call__(self, text: str, language: str, /) -> Checked | None:
        """What is found in the text."""
