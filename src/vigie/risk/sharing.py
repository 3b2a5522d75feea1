"""Who shares which risks: suppliers of one kind share one set of profiles, which is built and numbered once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator

import polars as pl

from vigie.model.assessment import RiskProfile


class Numbered:
    """Distinct profiles, each with one number, in the order in which they were first met."""

    def __init__(self) -> None:
        self.profiles: list[RiskProfile] = []
        self._numbers: dict[RiskProfile, int] = {}

    def number(self, profile: RiskProfile) -> int:
        """The number of a profile; equal profiles have one."""
        known = self._numbers.setdefault(profile, len(self.profiles))
        if known == len(self.profiles):
            self.profiles.append(profile)
        return known


class SharedSets:
    """Sets of numbered profiles, and which of them each supplier has; suppliers are added in the order of the list."""

    def __init__(self, numbered: Numbered) -> None:
        self._numbered = numbered
        self._set_of: dict[Hashable, int] = {}
        self._sets: list[list[int]] = []
        self._suppliers: list[int] = []

    def add(self, kind: Hashable, profiles: Callable[[], Iterable[RiskProfile]]) -> None:
        """The next supplier, of a kind whose profiles are asked for only once."""
        known = self._set_of.setdefault(kind, len(self._sets))
        if known == len(self._sets):
            self._sets.append([self._numbered.number(each) for each in profiles()])
        self._suppliers.append(known)

    def pairs(self) -> pl.DataFrame:
        """One row per supplier and profile, in the order of the suppliers."""
        sets = pl.Series(self._sets, dtype=pl.List(pl.Int64))
        suppliers = pl.Series("supplier", range(len(self._suppliers)), dtype=pl.Int64)
        return _pairs(suppliers.to_frame().with_columns(sets.gather(self._suppliers).alias("profile")))

    def pairs_with(self, profiles: pl.DataFrame) -> pl.DataFrame:
        """Only the pairs with one of the profiles in a column of that name, in no order."""
        sets = pl.DataFrame(
            {"set": range(len(self._sets)), "profile": self._sets},
            schema={"set": pl.Int64, "profile": pl.List(pl.Int64)},
        )
        suppliers = pl.Series("set", self._suppliers, dtype=pl.Int64).to_frame().with_row_index("supplier")
        wanted = _pairs(sets).join(profiles, on="profile", how="semi")
        return suppliers.join(wanted, on="set").select(pl.col("supplier").cast(pl.Int64), "profile")

    def members(self) -> Iterator[tuple[list[int], list[int]]]:
        """The profiles of each set with its suppliers."""
        suppliers: list[list[int]] = [[] for _ in self._sets]
        for supplier, each in enumerate(self._suppliers):
            suppliers[each].append(supplier)
        return zip(self._sets, suppliers, strict=True)


def _pairs(listed: pl.DataFrame) -> pl.DataFrame:
    return listed.explode("profile").drop_nulls("profile")
