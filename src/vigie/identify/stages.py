"""Reads a stage of production from the words of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vigie.model.content import Stage


class StageFinder:
    """The words that content gives for each stage, in the four languages."""

    def __init__(self, words: Iterable[Mapping[str, Any]]) -> None:
        self._stages = {row["word"]: Stage(row["stage"]) for row in words}

    def find(self, text: str) -> Stage | None:
        """The stage that a text names as a whole; None when it names none."""
        return self._stages.get(" ".join(text.casefold().replace("_", " ").split()))
