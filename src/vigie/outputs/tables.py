"""The flat tables: risks, suppliers as they were read, and what was not understood, built by joins.

Every text is made once per profile or per supplier and then joined, never once per row: five hundred
suppliers give some sixty thousand rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from vigie.outputs.wording import JOIN, Wording

RISKS = (
    "rank", "supplier", "supplier_id", "rows", "position", "country", "product", "product_group", "tier",
    "right", "severity", "likelihood", "about", "suppliers", "people", "spend", "currency", "reason", "rule",
    "confidence", "sources",
)  # fmt: skip
"""The columns of the risk table, in their published order."""

STARTS_A_FORMULA = r"^([=+\-@\t\r\n])"
"""What a spreadsheet takes for the beginning of a formula in a text file."""


def risks(wording: Wording) -> pl.DataFrame:
    """One row per risk with the columns `RISKS`; missing numbers are null, missing texts empty."""
    frame = wording.assessment.risks.rename({"supplier": "entry"})
    return (
        frame.join(_profiles(wording), on="profile", how="left", maintain_order="left")
        .join(_entries(wording), on="entry", how="left", maintain_order="left")
        .select(RISKS)
        .with_columns(pl.col(pl.String).fill_null(""))
    )


def _profiles(wording: Wording) -> pl.DataFrame:
    profiles = wording.assessment.profiles
    made: Mapping[str, tuple[Any, Sequence[object]]] = {
        "profile": (pl.Int64, range(len(profiles))),
        "position": (pl.String, [profile.position.value for profile in profiles]),
        "country": (pl.String, [profile.country for profile in profiles]),
        "product_group": (pl.String, [profile.product_group for profile in profiles]),
        "tier": (pl.String, [profile.stage.value for profile in profiles]),
        "right": (pl.String, [profile.right for profile in profiles]),
        "severity": (pl.Int64, [profile.severity.level for profile in profiles]),
        "likelihood": (pl.String, [profile.likelihood.value for profile in profiles]),
        "about": (pl.String, [profile.about.value for profile in profiles]),
        "reason": (pl.String, wording.reasons),
        "rule": (pl.String, [profile.rule for profile in profiles]),
        "confidence": (pl.String, [profile.confidence.value for profile in profiles]),
        "sources": (pl.String, [JOIN.join(profile.sources) for profile in profiles]),
    }
    return _frame(made)


def _entries(wording: Wording) -> pl.DataFrame:
    suppliers = wording.assessment.suppliers
    return _frame(
        {
            "entry": (pl.Int64, range(len(suppliers))),
            "supplier": (pl.String, [supplier.name for supplier in suppliers]),
            "supplier_id": (pl.String, [supplier.id for supplier in suppliers]),
            "rows": (pl.String, [wording.rows(supplier) for supplier in suppliers]),
            "product": (pl.String, [supplier.product for supplier in suppliers]),
        }
    )


def suppliers(wording: Wording) -> pl.DataFrame:
    """How each supplier was read: one row per supplier and product group, with the reason in words."""
    read = wording.assessment.suppliers
    return _frame(
        {
            "supplier": (pl.String, [supplier.name for supplier in read]),
            "supplier_id": (pl.String, [supplier.id for supplier in read]),
            "rows": (pl.String, [wording.rows(supplier) for supplier in read]),
            "country": (pl.String, [supplier.country for supplier in read]),
            "product": (pl.String, [supplier.product for supplier in read]),
            "product_group": (pl.String, [supplier.match.group for supplier in read]),
            "confidence": (pl.Float64, [round(supplier.match.confidence, 2) for supplier in read]),
            "by": (pl.String, [supplier.match.by for supplier in read]),
            "why": (pl.String, [wording.say(supplier.match.why) for supplier in read]),
            "stage": (pl.String, [supplier.stage.value for supplier in read]),
            "producer": (pl.Boolean, [supplier.producer for supplier in read]),
            "people": (pl.Int64, [supplier.people for supplier in read]),
            "spend": (pl.Float64, [_amount(supplier.spend) for supplier in read]),
            "currency": (pl.String, [supplier.currency for supplier in read]),
        }
    )


def not_understood(wording: Wording) -> pl.DataFrame:
    """What was read and not understood: where, what stood there, what is wrong, what to write instead."""
    found = wording.assessment.not_understood
    return _frame(
        {
            "file": (pl.String, [item.place.file for item in found]),
            "sheet": (pl.String, [item.place.sheet for item in found]),
            "row": (pl.Int64, [item.place.row or None for item in found]),
            "column": (pl.String, [item.place.column for item in found]),
            "found": (pl.String, [item.found for item in found]),
            "what": (pl.String, [wording.say(item.what) for item in found]),
            "remedy": (pl.String, [wording.say(item.remedy) for item in found]),
        }
    )


def priorities(wording: Wording) -> pl.DataFrame:
    """The first places to look: what, where, why, whose, and what to do first."""
    found = wording.assessment.priorities
    profiles = [priority.profile for priority in found]
    return _frame(
        {
            "rank": (pl.Int64, [priority.rank for priority in found]),
            "right": (pl.String, [wording.name("right", profile.right) for profile in profiles]),
            "product_group": (
                pl.String,
                [wording.name("product_group", each.product_group) for each in profiles],
            ),
            "country": (pl.String, [profile.country for profile in profiles]),
            "tier": (pl.String, [wording.name("stage", profile.stage) for profile in profiles]),
            "severity": (pl.Int64, [profile.severity.level for profile in profiles]),
            "likelihood": (
                pl.String,
                [wording.name("likelihood", profile.likelihood) for profile in profiles],
            ),
            "about": (pl.String, [wording.name("about", profile.about) for profile in profiles]),
            "people": (pl.Int64, [priority.people for priority in found]),
            "named_suppliers": (
                pl.String,
                [JOIN.join(wording.supplier_names(each.suppliers)) for each in found],
            ),
            "reason": (pl.String, [wording.reason(profile) for profile in profiles]),
            "steps": (pl.String, [" ".join(wording.steps(profile)) for profile in profiles]),
            "sources": (pl.String, [wording.cite(profile.sources) for profile in profiles]),
        }
    )


def sources(wording: Wording) -> pl.DataFrame:
    """Every publication that a row rests on, with its date and how it was read."""
    used = wording.sources
    return _frame(
        {
            "id": (pl.String, [source.id for source in used]),
            "publisher": (pl.String, [source.publisher for source in used]),
            "title": (pl.String, [source.title for source in used]),
            "date": (pl.String, [source.date for source in used]),
            "read": (pl.String, [wording.how_read(source) for source in used]),
            "licence": (pl.String, [source.licence for source in used]),
            "url": (pl.String, [source.url for source in used]),
        }
    )


def neutral(table: pl.DataFrame) -> pl.DataFrame:
    """The table with an apostrophe before every text that a spreadsheet would run as a formula.

    Numbers stay numbers. To get the text back, take away one leading apostrophe that stands before
    one of `= + - @`, a tab or a line break.
    """
    return table.with_columns(pl.col(pl.String).str.replace(STARTS_A_FORMULA, "'${1}"))


def _amount(value: object) -> float | None:
    return None if value is None else float(str(value))


def _frame(columns: Mapping[str, tuple[Any, Sequence[object]]]) -> pl.DataFrame:
    return pl.DataFrame(
        [pl.Series(name, values, dtype=dtype, strict=False) for name, (dtype, values) in columns.items()]
    )
