"""Takes the name of a company apart: what tells it from others, its legal form, words of a group, figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from vigie.identify.folding import fold

_SPELT = re.compile(r"\b(?:\w )+\w\b")
"""Letters with a blank between them: what is left of `N.V.` or `z o.o.` without its full stops."""

_FIGURE = re.compile(r"\d|^(?:ii|iii|iv|vi|vii|viii)$")
"""A digit, or a Roman number that is no legal form and no initial."""


@dataclass(frozen=True, slots=True)
class PartyName:
    """A name taken apart. `core` are the words that tell it from others, in their order; never empty unless the
    name has no letter. `whole` is the core as one word, for some write `Euro Pack`, others `Europack`; `letters` are
    all letters of the name. `forms` are families of legal forms; `figures` the words with a digit in them."""

    written: str
    letters: str
    core: tuple[str, ...]
    whole: str
    forms: frozenset[str]
    group: frozenset[str]
    figures: frozenset[str]


class PartyWords:
    """The words that are known to stand in names of companies, and the answers that a person may give."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._kinds: dict[str, dict[str, str]] = {}
        for row in rows:
            self._kinds.setdefault(row["kind"], {})[row["word"]] = row["means"]

    def answer(self, text: str) -> bool | None:
        """What a person answered: True for yes, False for no, None where it is neither."""
        said = fold(text)
        return True if said in self._of("yes") else False if said in self._of("no") else None

    def read(self, name: str) -> PartyName:
        """The name taken apart. Never raises."""
        words = _SPELT.sub(lambda spelt: spelt[0].replace(" ", ""), fold(name)).split()
        forms, passed, short = self._of("legal_form"), self._of("filler"), self._of("short")
        core = tuple(short.get(word, word) for word in words if word not in forms and word not in passed)
        core = core or tuple(words)
        return PartyName(
            name,
            "".join(words),
            core,
            "".join(core),
            frozenset(forms[word] for word in words if forms.get(word)),
            frozenset(word for word in core if word in self._of("group")),
            frozenset(word for word in core if _FIGURE.search(word)),
        )

    def _of(self, kind: str) -> Mapping[str, str]:
        return self._kinds.get(kind, {})
