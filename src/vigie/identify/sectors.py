"""Sector texts and codes of parties, and the product groups they sell, to a section or division of ISIC 4."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vigie.content import Content
from vigie.model.content import ProductGroup

_CODE = re.compile(
    r"(?:(?:NACE(?:[\s-]?BEL)?|ISIC|CITI)[\s.-]*(?:REV(?:ISION)?[\s.]*\d(?:[.,]\d)?[\s:,-]+)?(?:20\d\d[\s:,-]+)?)?"
    r"(?P<section>[A-U])?[\s.-]?(?P<digits>\d{1,2}(?:\.?\d{1,3}(?:\.\d{1,2})?)?)?"
    r"(?P<words>(?:\s*[-–—:]\s*|\s+)\D.*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Activity:
    """What a party does. `division` is empty where only the section is known; `branch` is what world statistics
    count it in; `trade` says that it sells on what it buys, so that statistics count only its margin as output."""

    section: str
    division: str
    branch: str
    trade: bool

    @property
    def code(self) -> str:
        """The most that is known: the division, else the section."""
        return self.division or self.section


class Activities:
    """Finds the activity that a sector code or a product group stands for, from the content's list of activities."""

    def __init__(self, content: Content) -> None:
        self._groups = content.products
        self._known = {
            row["activity"]: Activity(
                row["section"], row["activity"] if row["activity"].isdigit() else "", row["branch"], row["trade"]
            )
            for row in (fact.row for fact in content.facts("activities"))
        }

    def find(self, sector: str, group: str = "") -> Activity | None:
        """The activity of a party: from its sector where that can be read, else from its product group, else None.

        A sector may be a NACE, NACEBEL or ISIC code with or without its section letter, a section letter, or the
        id of a product group.
        """
        return self.of_code(sector) or self.of_group(sector) or self.of_group(group)

    def of_code(self, written: str) -> Activity | None:
        """The activity of a code, alone or followed by words; None where it is no code, or can be read in two ways."""
        found = _CODE.fullmatch(written.strip())
        if found is None:
            return None
        section, digits = (found["section"] or "").upper(), found["digits"] or ""
        if not digits:
            return self._known.get(section) if _is_set_off(found["words"]) else None
        readings = [self._known[each] for each in _divisions(digits) if each in self._known]
        fitting = {each for each in readings if section in ("", each.section)}
        return fitting.pop() if len(fitting) == 1 else None

    def of_group(self, group_id: str) -> Activity | None:
        """The activity that makes what a product group holds: the division if its codes agree, else the section."""
        group = self._groups.get(group_id)
        made_in = self._known.get(group.stages[-1].isic) if group and group.stages else None
        if group is None or made_in is None:
            return None
        divisions = {each for each in self._coded(group) if each.section == made_in.section}
        return divisions.pop() if len(divisions) == 1 else made_in

    def _coded(self, group: ProductGroup) -> set[Activity]:
        prefixes = (*group.codes.get("isic", ()), *group.codes.get("nace", ()))
        return {self._known[each[:2]] for each in prefixes if each[:2] in self._known}


def _is_set_off(words: str | None) -> bool:
    """Whether a lone letter is a section ("C", "C - Manufacturing") and not the first word of a sentence."""
    return words is None or words.strip()[0] in "-–—:"


def _divisions(digits: str) -> tuple[str, ...]:
    """The divisions that a code may begin with; a spreadsheet takes the zero from the front of a number.

    With a dot the code says itself where the division ends. Without one, three digits can be a group, or a class
    of divisions 01 to 09 that has lost its zero.
    """
    before = digits.partition(".")[0]
    if "." in digits or len(before) <= 2:
        return (before.zfill(2),)
    return (before[:2], "0" + before[0]) if len(before) == 3 else (before[:2],)
