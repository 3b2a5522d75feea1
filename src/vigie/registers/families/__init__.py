"""One module per family of publishers' files; a family is found by its name and edits nothing shared.

A family has `rows(given)`, which yields the rows of the register as text. What belongs to one edition of one
publisher (its columns, its words) stands in the settings of the register, not here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Protocol, cast

from vigie.errors import BrokenContent, Message
from vigie.registers.upstream import CountryCodes, Rows


@dataclass(frozen=True, slots=True)
class Given:
    """What a family works from: the upstream tables, the settings of the register, and the columns
    of the register that some indicator reads."""

    tables: Mapping[str, Rows]
    settings: Mapping[str, Any]
    read_by_indicators: frozenset[str]

    def country_codes(self) -> CountryCodes:
        """ISO alpha-3 to alpha-2, and the codes that this publisher writes in its own way."""
        codes = CountryCodes({row["iso3"]: row["iso2"] for row in self.tables["codes"]})
        codes.update({odd: codes.get(code, code) for odd, code in self.settings["codes"].items()})
        return codes

    def translated(self, setting: str, value: str) -> str:
        """The word that the register uses for an upstream word. An unknown word is a signal, never a default."""
        words = self.settings[setting]
        if value not in words:
            raise BrokenContent(
                Message("“{value}” is new in a publisher's file.", value=value),
                where=setting,
                advice=Message("Say under {setting} of the register what it means.", setting=setting),
            )
        return str(words[value])


class Family(Protocol):
    """How the rows of a register are made from the files of one family of publishers."""

    def rows(self, given: Given) -> Iterator[dict[str, str]]:
        """The rows of the register, as text, in any order."""


def find(name: str) -> Family:
    """The family called `name`; raises `BrokenContent` when there is none."""
    known = sorted(module.name for module in iter_modules(__path__))
    if name not in known:
        raise BrokenContent(
            Message("No family of registers is called “{name}”.", name=name),
            where="recipe",
            advice=Message("Use one of {families}.", families=", ".join(known)),
        )
    return cast(Family, import_module(f"{__name__}.{name}"))
