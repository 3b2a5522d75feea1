"""Codes of what was bought and of what the supplier does, read by their longest known prefix."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from vigie.model.content import ProductGroup

BOUGHT = ("cpv", "hs")
"""The schemes that name what was bought."""
ACTIVITY = ("nace", "isic")
"""The schemes that name what the supplier does."""

_SEVERAL = re.compile(r"[;|/\n]|,\s")
_SHAPES = {
    "cpv": re.compile(r"(?:CPV)?(\d{2,9})(?:-\d)?"),
    "hs": re.compile(r"(?:HS|CN|GN|NC|KN|TARIC)?(\d{2,10})"),
    "nace": re.compile(r"(?:NACE|NACEBEL)?[A-U]?(\d{1,7})[A-Z]?"),
    "isic": re.compile(r"(?:ISIC)?[A-U]?(\d{1,4})"),
}


@dataclass(frozen=True, slots=True)
class CodeFinding:
    """What a code means: `group` is empty when it belongs to none, or to more than one; `digits` of the key fitted."""

    scheme: str
    code: str
    group: str
    digits: int


class CodeIndex:
    """The code keys of all groups; a code belongs to the group with the longest key that it begins with."""

    def __init__(self, products: Mapping[str, ProductGroup]) -> None:
        self._keys: dict[tuple[str, str], str] = {}
        for group in products.values():
            for scheme, keys in group.codes.items():
                for key in keys:
                    taken = self._keys.get((scheme, key), group.id)
                    self._keys[scheme, key] = group.id if taken == group.id else ""

    def find(self, scheme: str, written: str) -> CodeFinding | None:
        """What the code, or all the codes in one cell, mean; None where there is no code of this scheme."""
        found = [self._one(scheme, one) for one in _SEVERAL.split(written)]
        codes = [code for code in found if code is not None]
        if not codes:
            return None
        groups = {code.group for code in codes}
        return codes[0] if len(groups) == 1 else CodeFinding(scheme, written.strip(), "", 0)

    def _one(self, scheme: str, written: str) -> CodeFinding | None:
        bare = re.sub(r"\.0$", "", written.strip().upper())
        shaped = _SHAPES[scheme].fullmatch(re.sub(r"[\s._]", "", bare))
        if shaped is None:
            return None
        readings = [self._longest(scheme, digits) for digits in _readings(scheme, shaped[1])]
        fitting = [reading for reading in readings if reading[0]]
        group, digits = fitting[0] if len({group for group, _ in fitting}) == 1 else ("", 0)
        return CodeFinding(scheme, written.strip(), group, digits)

    def _longest(self, scheme: str, digits: str) -> tuple[str, int]:
        for length in range(len(digits), 0, -1):
            group = self._keys.get((scheme, digits[:length]))
            if group is not None:
                return group, length
        return "", 0


def _readings(scheme: str, digits: str) -> tuple[str, ...]:
    """The digits, and the digits with the zero that a spreadsheet takes from the front of a number."""
    lost = {"cpv": len(digits) == 7, "hs": len(digits) % 2 == 1}.get(scheme, len(digits) == 3)
    return (digits, "0" + digits) if lost else (digits,)
