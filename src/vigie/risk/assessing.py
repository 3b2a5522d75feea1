"""The assessment itself: suppliers in, ranked gross risks with their reasons out. No measure is looked at here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

import polars as pl

from vigie.content import Content
from vigie.content.collecting import collector_at_rest
from vigie.model.assessment import RISK_COLUMNS, Priority, RiskProfile, Supplier
from vigie.risk.priorities import priorities
from vigie.risk.profiles import Key, Profiles
from vigie.risk.ranking import most_first, ranked, standing, tied_share
from vigie.risk.sharing import Numbered, SharedSets
from vigie.risk.workforce import Workforce


class Risks:
    """Ranked risks: the profiles, one table of rows that point to them, and what comes first."""

    def __init__(
        self,
        profiles: tuple[RiskProfile, ...],
        table: pl.DataFrame,
        first: tuple[Priority, ...],
        if_likelihood_first: tuple[tuple[Priority, int], ...],
        folded: bool,
    ) -> None:
        self.profiles = profiles
        self.table = table
        self.priorities = first
        self.if_likelihood_first = if_likelihood_first
        self.folded = folded
        self.tied_share = tied_share(table)


@collector_at_rest()
def assess(
    suppliers: Sequence[Supplier], content: Content, as_of: date, currency: str, *, expand: bool = False
) -> Risks:
    """The gross risks of a list of suppliers at a date.

    `currency` is the one in which spend is compared; spend in another currency counts as unknown, because
    Vigie holds no exchange rates. Above the folding limit the unmapped stages are written once per
    product group and country, unless `expand` asks for all of them.
    """
    counted = _Counting(content, as_of, suppliers)
    folded = not expand and len(suppliers) > content.parameter("fold_above_suppliers", as_of)
    rows = pl.concat([counted.direct(currency), counted.behind(currency, folded)])
    table = ranked(rows.hstack(counted.facts()[rows["profile"]]).with_columns(most_first()))
    most = int(content.parameter("priorities_shown", as_of))
    first, alternative = priorities(table, counted.profiles, counted.members, most)
    return Risks(tuple(counted.profiles), table.select(list(RISK_COLUMNS)), first, alternative, folded)


class _Counting:
    """Gives every distinct profile one number, and makes the rows of the suppliers that share it."""

    def __init__(self, content: Content, as_of: date, suppliers: Sequence[Supplier]) -> None:
        self._suppliers = suppliers
        numbered = Numbered()
        self.profiles = numbered.profiles
        self._direct, self._behind = SharedSets(numbered), SharedSets(numbered)
        profiles, workforce = Profiles(content, as_of), Workforce(content, as_of)
        for supplier in suppliers:
            key = _key(supplier, workforce)
            if workforce.pays_too_little(supplier):
                # The wage stands in the reasons, so only suppliers with the same wage share them.
                adjusted = partial(_adjusted, supplier, key, profiles, workforce)
                self._direct.add((key, supplier.monthly_net_wage), adjusted)
            else:
                self._direct.add(key, partial(profiles.direct, key))
            self._behind.add((key.group, key.stage, key.producer), partial(profiles.behind, key))

    def facts(self) -> pl.DataFrame:
        """What ranking needs of each profile, by its number."""
        return pl.DataFrame(
            {
                "severity": [each.severity.level for each in self.profiles],
                "likelihood": [str(each.likelihood) for each in self.profiles],
            },
            schema={"severity": pl.Int8, "likelihood": pl.String},
        ).select("severity", *standing())

    def _spend(self, currency: str) -> pl.DataFrame:
        """What is known of each supplier, by its number."""
        return pl.DataFrame(
            {
                "people": [each.people for each in self._suppliers],
                "spend": [None if (spend := _in(each, currency)) is None else float(spend) for each in self._suppliers],
                "currency": [each.currency for each in self._suppliers],
            },
            schema={"people": pl.Int64, "spend": pl.Float64, "currency": pl.String},
        )

    def direct(self, currency: str) -> pl.DataFrame:
        """One row per supplier and right: the risks at the suppliers themselves."""
        return _rows(self._direct.pairs(), self._spend(currency))

    def behind(self, currency: str, folded: bool) -> pl.DataFrame:
        """The risks at unmapped stages, per supplier or folded into one row per profile; who works there is unknown."""
        if folded:
            return self._once(currency)
        return _rows(self._behind.pairs(), self._spend(currency).with_columns(pl.lit(None, pl.Int64).alias("people")))

    def _once(self, currency: str) -> pl.DataFrame:
        """One row per profile behind the suppliers, with the exact sum of what is spent on them."""
        counts: dict[int, int] = {}
        sums: dict[int, Decimal | None] = {}
        for profiles, suppliers in self._behind.members():
            total = _sum(_in(self._suppliers[each], currency) for each in suppliers)
            for profile in profiles:
                counts[profile] = counts.get(profile, 0) + len(suppliers)
                sums[profile] = _sum((sums.get(profile, Decimal(0)), total))
        return pl.DataFrame(
            {
                "supplier": None,
                "profile": list(counts),
                "suppliers": list(counts.values()),
                "people": None,
                "spend": [None if total is None else float(total) for total in sums.values()],
                "currency": currency,
            },
            schema={name: RISK_COLUMNS[name] for name in _UNRANKED},
        )

    def members(self, profiles: pl.DataFrame) -> pl.DataFrame:
        """Which suppliers stand behind some profiles, whether their rows are folded or not."""
        return pl.concat([self._direct.pairs_with(profiles), self._behind.pairs_with(profiles)])


def _rows(pairs: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """One row per supplier and profile, with what is known of the supplier."""
    return pairs.hstack(known[pairs["supplier"]]).with_columns(pl.lit(1, pl.Int64).alias("suppliers")).select(_UNRANKED)


def _key(supplier: Supplier, workforce: Workforce) -> Key:
    return Key(supplier.match.group, supplier.country, supplier.stage, supplier.producer, workforce.raised(supplier))


def _adjusted(supplier: Supplier, key: Key, profiles: Profiles, workforce: Workforce) -> Iterator[RiskProfile]:
    return (workforce.adjusted(supplier, each) for each in profiles.direct(key))


def _in(supplier: Supplier, currency: str) -> Decimal | None:
    """What is spent on a supplier, if it is known in this currency."""
    return supplier.spend if supplier.currency == currency else None


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum, unknown as soon as one amount is."""
    total = Decimal(0)
    for amount in amounts:
        if amount is None:
            return None
        total += amount
    return total


_UNRANKED = [name for name in RISK_COLUMNS if name != "rank"]
