"""One row per lot of a notice: what a reader sees in the table, and the few facts that are counted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from vigie.identify.products import ProductFinder
from vigie.model.notices import Award, Buyer, Level, Lot, LotRisk, Notice
from vigie.procurement.watch.checking import Checked, ClauseChecker
from vigie.procurement.watch.rules import WatchRules

DIVISION = 2
"""The digits of a CPV code that name its division."""

FACTS = (
    "lot",
    "buyer",
    "level",
    "division",
    "year",
    "high",
    "can_show",
    "visible",
    "text",
    "controllable",
    "innovation",
    "sustainability",
    "sme_stated",
    "sme_suitable",
    "size_stated",
    "sme_winner",
)
"""What is counted of a row: identifiers and groups first, then marks of 1 or 0."""


@dataclass(frozen=True, slots=True)
class LotRow:
    """One lot of one notice with what the watch makes of it. None: not told, or not checked."""

    notice: Notice
    lot: Lot
    buyer: Buyer | None
    award: Award | None
    level: Level
    risk: LotRisk
    hum_right: bool
    can_show: bool
    checked: Checked | None
    sme_winner: bool | None

    @property
    def value(self) -> Decimal | None:
        """What was awarded, or else what was estimated."""
        return self.award.value if self.award is not None and self.award.value is not None else self.lot.value

    @property
    def currency(self) -> str:
        """The currency of the value."""
        return self.award.currency if self.award is not None and self.award.value is not None else self.lot.currency

    @property
    def visible(self) -> bool:
        """Whether the notice shows a human-rights clause: by its code, or in a text about people at work."""
        return self.hum_right or (self.checked is not None and self.checked.relevant)

    def facts(self, rules: WatchRules) -> tuple[str | int, ...]:
        """The row in the order of `FACTS`. A lot is the same in every notice of its procedure."""
        key = hashlib.blake2b(f"{self.notice.procedure}\0{self.lot.id}".encode(), digest_size=8).hexdigest()
        strategic = set(self.lot.strategic)
        checked = self.checked
        relevant = checked is not None and checked.relevant
        return (
            key,
            "" if self.buyer is None else self.buyer.key,
            self.level.value,
            self.lot.cpv[:DIVISION],
            self.notice.date[:4],
            int(self.risk is LotRisk.HIGH),
            int(self.can_show),
            int(self.visible),
            int(relevant),
            int(relevant and checked is not None and checked.controllable),
            int(bool(strategic & rules.innovation)),
            int(bool(strategic & rules.sustainability)),
            int(self.lot.sme is not None),
            int(self.lot.sme is True),
            int(self.sme_winner is not None),
            int(self.sme_winner is True),
        )


class Watcher:
    """Makes rows of notices. Without a checker, no text is judged, and this is said."""

    def __init__(self, rules: WatchRules, products: ProductFinder, checker: ClauseChecker | None = None) -> None:
        self.rules = rules
        self._products = products
        self._checker = checker

    def rows(self, notice: Notice) -> Iterator[LotRow]:
        """One row per lot, in the order of the notice."""
        buyer = notice.buyers[0] if notice.buyers else None
        level = self.rules.level(buyer)
        for lot in notice.lots:
            award = notice.award(lot.id)
            yield LotRow(
                notice=notice,
                lot=lot,
                buyer=buyer,
                award=award,
                level=level,
                risk=self.risk(lot.cpv),
                hum_right=not self.rules.human_rights.isdisjoint(lot.social_objectives),
                can_show=notice.subtype not in self.rules.cannot_show,
                checked=self._check(lot, notice.language),
                sme_winner=self._sme_winner(award),
            )

    def risk(self, cpv: str) -> LotRisk:
        """The gross risk of what is bought, by its code; `no_source` where the code names no product group."""
        group = self._products.find("", cpv=cpv).group if cpv else ""
        return self.rules.risks.get(group, LotRisk.NO_SOURCE)

    def _check(self, lot: Lot, language: str) -> Checked | None:
        text = "\n\n".join(filter(None, (lot.performance_terms, lot.strategic_text)))
        return self._checker(text, language) if text and self._checker is not None else None

    def _sme_winner(self, award: Award | None) -> bool | None:
        """Whether a small or medium enterprise won; None where no winner's size is stated."""
        sizes = {each.size for each in award.winners if each.size} if award is not None else set()
        return not sizes.isdisjoint(self.rules.sme_sizes) if sizes else None
