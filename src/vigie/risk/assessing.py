"""The assessment itself: suppliers in, ranked gross risks with their reasons out. No measure is looked at here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from vigie.content import Content
from vigie.model.assessment import RISK_COLUMNS, Priority, RiskProfile, Supplier
from vigie.risk.priorities import priorities
from vigie.risk.profiles import Key, Profiles
from vigie.risk.ranking import keys, ranked, tied_share
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


def assess(suppliers: Sequence[Supplier], content: Content, as_of: date, currency: str) -> Risks:
    """The gross risks of a list of suppliers at a date.

    `currency` is the one in which spend is compared; spend in another currency counts as unknown, because
    Vigie holds no exchange rates. Above the folding limit the unmapped stages are written once per
    product group and country.
    """
    counted = _Counting(content, as_of, suppliers)
    folded = len(suppliers) > content.parameter("fold_above_suppliers", as_of)
    rows = pl.concat([counted.direct(currency), counted.behind(currency, folded)])
    facts = counted.facts()
    table = ranked(rows.join(facts, on="profile", how="left").with_columns(keys()))
    most = int(content.parameter("priorities_shown", as_of))
    first, alternative = priorities(table, counted.profiles, counted.members(), most)
    return Risks(tuple(counted.profiles), table.select(list(RISK_COLUMNS)), first, alternative, folded)


class _Counting:
    """Gives every distinct profile one number, and every supplier the numbers of its profiles."""

    def __init__(self, content: Content, as_of: date, suppliers: Sequence[Supplier]) -> None:
        self.profiles: list[RiskProfile] = []
        self._numbers: dict[RiskProfile, int] = {}
        self._suppliers = suppliers
        self._direct: list[list[int]] = []
        self._behind: list[list[int]] = []
        profiles, workforce = Profiles(content, as_of), Workforce(content, as_of)
        direct: dict[Key, list[int]] = {}
        behind: dict[Key, list[int]] = {}
        for supplier in suppliers:
            key = _key(supplier, workforce)
            if workforce.pays_too_little(supplier):
                adjusted = (workforce.adjusted(supplier, each) for each in profiles.direct(key))
                self._direct.append([self._number(each) for each in adjusted])
            else:
                if key not in direct:
                    direct[key] = [self._number(each) for each in profiles.direct(key)]
                self._direct.append(direct[key])
            if key not in behind:
                behind[key] = [self._number(each) for each in profiles.behind(key)]
            self._behind.append(behind[key])

    def _number(self, profile: RiskProfile) -> int:
        known = self._numbers.get(profile)
        if known is None:
            known = self._numbers[profile] = len(self.profiles)
            self.profiles.append(profile)
        return known

    def facts(self) -> pl.DataFrame:
        """What ranking needs of each profile."""
        return pl.DataFrame(
            {
                "profile": range(len(self.profiles)),
                "severity": [each.severity.level for each in self.profiles],
                "likelihood": [str(each.likelihood) for each in self.profiles],
            },
            schema={"profile": pl.Int64, "severity": pl.Int64, "likelihood": pl.String},
        )

    def _spend(self, currency: str) -> pl.DataFrame:
        return pl.DataFrame(
            {
                "supplier": range(len(self._suppliers)),
                "people": [each.people for each in self._suppliers],
                "spend": [
                    float(each.spend) if each.spend is not None and each.currency == currency else None
                    for each in self._suppliers
                ],
                "currency": [each.currency for each in self._suppliers],
            },
            schema={"supplier": pl.Int64, "people": pl.Int64, "spend": pl.Float64, "currency": pl.String},
        )

    def direct(self, currency: str) -> pl.DataFrame:
        """One row per supplier and right: the risks at the suppliers themselves."""
        rows = _rows(self._direct).join(self._spend(currency), on="supplier", how="left")
        return rows.with_columns(pl.lit(1, pl.Int64).alias("suppliers")).select(_UNRANKED)

    def behind(self, currency: str, folded: bool) -> pl.DataFrame:
        """The risks at unmapped stages, per supplier or folded into one row per profile; who works there is unknown."""
        rows = _rows(self._behind).join(self._spend(currency).drop("people"), on="supplier", how="left")
        if folded:
            rows = rows.group_by("profile", maintain_order=True).agg(
                pl.lit(None, pl.Int64).alias("supplier"),
                pl.len().cast(pl.Int64).alias("suppliers"),
                pl.when(pl.col("spend").null_count() == 0).then(pl.col("spend").sum()).alias("spend"),
                pl.lit(currency).alias("currency"),
            )
        else:
            rows = rows.with_columns(pl.lit(1, pl.Int64).alias("suppliers"))
        return rows.with_columns(pl.lit(None, pl.Int64).alias("people")).select(_UNRANKED)

    def members(self) -> pl.DataFrame:
        """Which suppliers stand behind each profile, whether its rows are folded or not."""
        return pl.concat([_rows(self._direct), _rows(self._behind)])


def _key(supplier: Supplier, workforce: Workforce) -> Key:
    return Key(supplier.match.group, supplier.country, supplier.stage, supplier.producer, workforce.raised(supplier))


_UNRANKED = [name for name in RISK_COLUMNS if name != "rank"]


def _rows(profiles_of: list[list[int]]) -> pl.DataFrame:
    """The pairs of supplier and profile."""
    return (
        pl.DataFrame(
            {"supplier": range(len(profiles_of)), "profile": profiles_of},
            schema={"supplier": pl.Int64, "profile": pl.List(pl.Int64)},
        )
        .explode("profile")
        .drop_nulls("profile")
    )
