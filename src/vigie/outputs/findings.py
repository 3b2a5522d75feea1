"""The figures that summary, pictures and terminal share: risks counted by group, country, right and stage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

import polars as pl

from vigie.model.assessment import PLAUSIBLE, Assessment, Likelihood, RiskProfile, Supplier
from vigie.model.content import UNKNOWN_COUNTRY, Stage

SEVERITIES = (1, 2, 3, 4)
"""Levels of severity, the worst first."""

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one right, stage, product group and country: `profile` is its highest ranked one."""

    rank: int
    profile: RiskProfile
    suppliers: int

    @property
    def plausible(self) -> bool:
        """Whether the risk ranks by its severity."""
        return self.profile.likelihood in PLAUSIBLE


@dataclass(frozen=True, slots=True)
class Tally:
    """Groups counted: the `worst` plausible severity (0 for none), and how many are plausible, without source, low.

    `named` says whether named evidence for the product in the country stands behind that worst severity.
    """

    worst: int = 0
    named: bool = False
    plausible: int = 0
    no_source: int = 0
    low: int = 0

    @property
    def only_unknown(self) -> bool:
        """Whether nothing plausible was found and something has no source: never to be shown as safe."""
        return not self.plausible and self.no_source > 0


@dataclass(frozen=True, slots=True)
class Findings:
    """What an assessment says in figures. Groups come by rank; `spend` per currency; people None is unknown."""

    groups: tuple[Group, ...]
    matrix: Mapping[tuple[int, Likelihood], int]
    heat: Mapping[tuple[str, Stage], Tally]
    countries: Mapping[str, Tally]
    supplier_countries: Mapping[str, int]
    suppliers: int
    rows: int
    spend: Mapping[str, Decimal]
    without_spend: int
    without_people: int
    without_country: int
    unrecognised: int
    unstated: int

    @property
    def plausible(self) -> tuple[Group, ...]:
        """The groups whose risk is plausible, by rank."""
        return tuple(group for group in self.groups if group.plausible)

    @property
    def known_supplier_countries(self) -> tuple[str, ...]:
        """The countries of the suppliers, as far as known."""
        return tuple(code for code in self.supplier_countries if code != UNKNOWN_COUNTRY)

    def with_likelihood(self, likelihood: Likelihood) -> tuple[Group, ...]:
        """The groups with one likelihood, by rank."""
        return tuple(group for group in self.groups if group.profile.likelihood is likelihood)


def find(assessment: Assessment) -> Findings:
    """Counts an assessment once for all outputs."""
    groups = tuple(_groups(assessment))
    suppliers = assessment.suppliers
    countries = {supplier.id: supplier.country for supplier in suppliers}
    return Findings(
        groups=groups,
        matrix=Counter((group.profile.severity.level, group.profile.likelihood) for group in groups),
        heat=_tallies(groups, lambda profile: (profile.right, profile.stage)),
        countries=_tallies(groups, lambda profile: profile.country),
        supplier_countries=Counter(countries.values()),
        suppliers=len(countries),
        rows=len({place for supplier in suppliers for place in supplier.rows}),
        spend=_spend(suppliers),
        without_spend=len({supplier.id for supplier in suppliers if supplier.spend is None}),
        without_people=len({supplier.id for supplier in suppliers if supplier.people is None}),
        without_country=sum(country == UNKNOWN_COUNTRY for country in countries.values()),
        unrecognised=len({each.id for each in suppliers if not each.match.group and each.match.stated}),
        unstated=len({each.id for each in suppliers if not each.match.stated}),
    )


def _spend(suppliers: Iterable[Supplier]) -> Mapping[str, Decimal]:
    """What was bought, per currency; rows without an amount are not in it."""
    total: dict[str, Decimal] = {}
    for supplier in suppliers:
        if supplier.spend is not None:
            total[supplier.currency] = total.get(supplier.currency, Decimal()) + supplier.spend
    return dict(sorted(total.items()))


def _groups(assessment: Assessment) -> Iterable[Group]:
    """The groups by rank. One supplier counts once in a group, however many of its rows stand there."""
    profiles = assessment.profiles
    keys = pl.DataFrame(
        {"profile": range(len(profiles)), "group": _numbers(map(_key, profiles))},
        schema={"profile": pl.Int64, "group": pl.Int64},
    )
    ids = _numbers(supplier.id for supplier in assessment.suppliers)
    who = pl.DataFrame({"supplier": range(len(ids)), "who": ids}, schema={"supplier": pl.Int64, "who": pl.Int64})
    counted = (
        assessment.risks.select("rank", "profile", "supplier", "suppliers")
        .join(keys, on="profile", how="left", maintain_order="left")
        .join(who, on="supplier", how="left", maintain_order="left")
        .group_by("group", maintain_order=True)
        .agg(
            pl.col("rank").min(),
            pl.col("profile").sort_by("rank", maintain_order=True).first(),
            named=pl.col("who").drop_nulls().n_unique(),
            folded=pl.col("suppliers").filter(pl.col("who").is_null()).max().fill_null(0),
        )
        .sort("rank", maintain_order=True)
    )
    for row in counted.iter_rows(named=True):
        yield Group(row["rank"], profiles[row["profile"]], row["named"] + row["folded"])


def _key(profile: RiskProfile) -> tuple[str, ...]:
    return (profile.right, profile.stage, profile.product_group, profile.country)


def _numbers(keys: Iterable[Hashable]) -> list[int]:
    """Equal keys get equal numbers, in order of first appearance."""
    seen: dict[Hashable, int] = {}
    return [seen.setdefault(key, len(seen)) for key in keys]


def _tallies(groups: Iterable[Group], key: Callable[[RiskProfile], K]) -> Mapping[K, Tally]:
    gathered: dict[K, list[Group]] = {}
    for group in groups:
        gathered.setdefault(key(group.profile), []).append(group)
    return {where: _tally(found) for where, found in gathered.items()}


def _tally(groups: Sequence[Group]) -> Tally:
    plausible = [group.profile for group in groups if group.plausible]
    worst = min((profile.severity.level for profile in plausible), default=0)
    return Tally(
        worst=worst,
        named=any(
            profile.likelihood is Likelihood.REPORTED and profile.severity.level == worst for profile in plausible
        ),
        plausible=len(plausible),
        no_source=sum(group.profile.likelihood is Likelihood.NO_SOURCE for group in groups),
        low=sum(group.profile.likelihood is Likelihood.LOW for group in groups),
    )
