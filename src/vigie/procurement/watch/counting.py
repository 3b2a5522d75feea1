"""Counts over all lots: shares by level, sector and year, spreads over buyers without names, one buyer's own place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from vigie.model.notices import BuyerPosition, Distribution, Goal, Scan, Share
from vigie.procurement.watch.rows import FACTS
from vigie.procurement.watch.rules import WatchRules

GROUPS = ("level", "division", "year")
_TEXTS = FACTS[:5]
_MARKS = FACTS[5:]
_LOTS = "lots"
_PORTION = 250_000
"""Rows that are counted at a time."""

SHOWN = {
    "clause_visible": (("high", "can_show"), "visible"),
    "text_controllable": (("high", "text"), "controllable"),
    "innovation": (("can_show",), "innovation"),
    "sustainability": (("can_show",), "sustainability"),
    "sme_suitable": (("sme_stated",), "sme_suitable"),
    "sme_winner": (("size_stated",), "sme_winner"),
}
"""Each indicator: the marks that a lot must bear to count at all, and the mark that is counted."""

SPREAD = ("clause_visible", "text_controllable")
"""The indicators whose spread over buyers is shown."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a scan is asked besides: the buyer who wants to see its own place, and whether texts were checked."""

    buyer: str = ""
    checked: bool = False


def count(
    parts: Sequence[Path], notices: int, faults: int, rules: WatchRules, asked: Asked
) -> tuple[Scan, dict[str, int]]:
    """The figures from the facts of all rows, in files without headings, and the number of lots of every buyer.

    Each lot counts once, over all notices of its procedure.
    """
    lots, rows = _lots(parts)
    weight = pl.col(_LOTS)
    totals = lots.select(
        weight.sum(),
        (weight * pl.col("high")).sum().alias("high"),
        weight.filter(pl.col("can_show") == 0).sum().alias("cannot_show"),
    ).row(0)
    spreads = {name: _by_buyer(lots, name) for name in SPREAD}
    shares = tuple(share for name in SHOWN for share in _shares(lots, name, rules.least_lots))
    overall = {share.indicator: share for share in shares if not share.by}
    scan = Scan(
        notices=notices,
        rows=rows,
        lots=int(totals[0]),
        faults=faults,
        high_risk=int(totals[1] or 0),
        cannot_show=int(totals[2] or 0),
        checked=asked.checked,
        shares=shares,
        distributions=tuple(_distribution(name, spread, rules) for name, spread in spreads.items()),
        goals=tuple(Goal(goal, tuple(overall[name] for name in names)) for goal, _, names in rules.goals),
        position=tuple(_positions(spreads, asked.buyer, rules)),
    )
    return scan, dict(lots.group_by("buyer").agg(weight.sum()).iter_rows())


def _lots(parts: Sequence[Path]) -> tuple[pl.DataFrame, int]:
    """How many lots are alike in all that is counted, over all their notices, and the number of rows.

    A lot shows what any of its notices shows. Only as many lots as fit a portion are held at a time.
    """
    schema = dict.fromkeys(_TEXTS, pl.String) | dict.fromkeys(_MARKS, pl.Int8)
    empty = pl.DataFrame(schema={name: schema[name] for name in FACTS[1:]} | {_LOTS: pl.Int64})
    filled = [part for part in parts if part.stat().st_size]
    if not filled:
        return empty, 0
    facts = pl.scan_csv(filled, has_header=False, schema=schema, glob=False).with_columns(pl.col(*_TEXTS).fill_null(""))
    rows = int(facts.select(pl.len()).collect().item())
    portions = rows // _PORTION + 1
    portion = pl.col("lot").str.slice(0, 4).str.to_integer(base=16) % portions
    alike = [
        facts.filter(portion == number)
        .group_by("lot")
        .agg(pl.max(*FACTS[1:]))
        .group_by(FACTS[1:])
        .agg(pl.len().cast(pl.Int64).alias(_LOTS))
        .collect()
        for number in range(portions)
    ]
    return pl.concat([empty, *alike]), rows


def _of(lots: pl.DataFrame, name: str) -> tuple[pl.DataFrame, str]:
    needed, counted = SHOWN[name]
    return lots.filter(pl.all_horizontal(pl.col(each) == 1 for each in needed)), counted


def _sums(counted: str) -> tuple[pl.Expr, pl.Expr]:
    """How many lots bear a mark, and how many there are."""
    weight = pl.col(_LOTS)
    return (weight * pl.col(counted)).sum().alias("count"), weight.sum().alias("of")


def _shares(lots: pl.DataFrame, name: str, least: int) -> Iterator[Share]:
    """The share over all, then by each kind of group; small groups are suppressed."""
    meant, counted = _of(lots, name)
    yield _suppressed(Share(name, "", "", *meant.select(_sums(counted)).row(0)), least)
    for by in GROUPS:
        table = meant.group_by(by).agg(_sums(counted)).sort(by)
        yield from _hidden([Share(name, by, str(row[0]), int(row[1]), int(row[2])) for row in table.iter_rows()], least)


def _suppressed(share: Share, least: int) -> Share:
    hide = share.of is not None and 0 < share.of < least
    return replace(share, count=None, of=None, suppressed=True) if hide else share


def _hidden(shares: Sequence[Share], least: int) -> Sequence[Share]:
    """The shares without the small ones; where only one is hidden, the next smallest too, or it could be worked out."""
    found = [_suppressed(each, least) for each in shares]
    hidden = [each for each in found if each.suppressed]
    if len(hidden) != 1 or len(found) < 2:
        return found
    smallest = min((each for each in found if not each.suppressed), key=lambda each: each.of or 0)
    return [replace(each, count=None, of=None, suppressed=True) if each is smallest else each for each in found]


def _by_buyer(lots: pl.DataFrame, name: str) -> pl.DataFrame:
    meant, counted = _of(lots.filter(pl.col("buyer") != ""), name)
    table = meant.group_by("buyer").agg(_sums(counted))
    return table.with_columns((pl.col("count") / pl.col("of")).alias("share"))


def _distribution(name: str, spread: pl.DataFrame, rules: WatchRules) -> Distribution:
    """Quantiles over the buyers with enough lots; none where these buyers are too few."""
    shares = spread.filter(pl.col("of") >= rules.least_lots)["share"]
    if len(shares) < rules.least_buyers:
        return Distribution(name, len(shares))
    found = ((each, shares.quantile(each, "linear")) for each in rules.quantiles)
    return Distribution(name, len(shares), tuple((each, float(value)) for each, value in found if value is not None))


def _positions(spreads: Mapping[str, pl.DataFrame], buyer: str, rules: WatchRules) -> Iterator[BuyerPosition]:
    """The place of one buyer, which asks for itself; beside the others only where they are enough."""
    for name, spread in spreads.items():
        own = spread.filter(pl.col("buyer") == buyer).to_dicts() if buyer else []
        for row in own:
            yield _position(name, row, spread.filter(pl.col("buyer") != buyer), rules)


def _position(name: str, row: Mapping[str, Any], others: pl.DataFrame, rules: WatchRules) -> BuyerPosition:
    shares = others.filter(pl.col("of") >= rules.least_lots)["share"]
    enough = len(shares) >= rules.least_buyers and row["of"] >= rules.least_lots
    return BuyerPosition(
        buyer=row["buyer"],
        indicator=name,
        count=row["count"],
        of=row["of"],
        below=int((shares < row["share"]).sum()) / len(shares) if enough else None,
        alike=int((shares == row["share"]).sum()) / len(shares) if enough else None,
    )
