"""The flat tables: risks, suppliers as they were read, and what was not understood, put together by number.

Every text is made once per profile or per supplier and then taken by its number, never made once per row: five
hundred suppliers give some sixty thousand rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from vigie.outputs.duty_words import DutyWords
from vigie.outputs.wording import JOIN, Wording

RISKS = (
    "rank", "supplier", "supplier_id", "rows", "position", "country", "product", "product_group", "tier",
    "right", "severity", "likelihood", "about", "suppliers", "people", "spend", "currency", "reason", "rule",
    "confidence", "sources",
)  # fmt: skip
"""The columns of the risk table, in their published order."""

STARTS_A_FORMULA = r"^([=+\-@\t\r\n])"
"""What a spreadsheet takes for the beginning of a formula in a text file."""


OF_A_ROW = ("rank", "suppliers", "people", "spend", "currency")
"""The columns that differ from risk to risk; all others are told once per profile or supplier."""


def risks(wording: Wording) -> pl.DataFrame:
    """One row per risk with the columns `RISKS`; missing numbers are null, missing texts empty."""
    return beside(wording.assessment.risks, said_of_profiles(wording), said_of_entries(wording)).select(RISKS)


def risks_in_batches(wording: Wording) -> pl.LazyFrame:
    """The rows of `risks`, put into words batch by batch when they are written."""
    rows, profiles, entries = wording.assessment.risks, said_of_profiles(wording), said_of_entries(wording)

    def in_words(batch: pl.DataFrame) -> pl.DataFrame:
        return beside(batch, profiles, entries).select(RISKS)

    return rows.lazy().map_batches(in_words, streamable=True, schema=in_words(rows.clear()).schema)


def beside(rows: pl.DataFrame, of_profiles: pl.DataFrame, of_entries: pl.DataFrame) -> pl.DataFrame:
    """Each of some risks beside what is said of its profile and of its supplier, taken by their numbers."""
    nobody = of_entries.height - 1
    profile, entry = rows["profile"], rows["supplier"].fill_null(nobody)
    return rows.select(OF_A_ROW).hstack(of_profiles[profile]).hstack(of_entries[entry])


def said_of_profiles(wording: Wording) -> pl.DataFrame:
    """What the risk table says of each profile, by its number."""
    profiles = wording.assessment.profiles
    made: Mapping[str, tuple[Any, Sequence[object]]] = {
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


def said_of_entries(wording: Wording) -> pl.DataFrame:
    """What the risk table says of each supplier, by its number; the last row speaks for risks of no one supplier."""
    suppliers = wording.assessment.suppliers
    return _frame(
        {
            "supplier": (pl.String, [*(supplier.name for supplier in suppliers), ""]),
            "supplier_id": (pl.String, [*(supplier.id for supplier in suppliers), ""]),
            "rows": (pl.String, [*wording.all_rows, ""]),
            "product": (pl.String, [*(supplier.product for supplier in suppliers), ""]),
        }
    )


def suppliers(wording: Wording) -> pl.DataFrame:
    """How each supplier was read: one row per supplier and product group, with the reason in words."""
    read = wording.assessment.suppliers
    return _frame(
        {
            "supplier": (pl.String, [supplier.name for supplier in read]),
            "supplier_id": (pl.String, [supplier.id for supplier in read]),
            "rows": (pl.String, wording.all_rows),
            "country": (pl.String, [supplier.country for supplier in read]),
            "product": (pl.String, [supplier.product for supplier in read]),
            "product_group": (pl.String, [supplier.match.group for supplier in read]),
            "confidence": (pl.Float64, [round(supplier.match.confidence, 2) for supplier in read]),
            "by": (pl.String, [supplier.match.by for supplier in read]),
            "why": (pl.String, wording.all_whys),
            "stage": (pl.String, [supplier.stage.value for supplier in read]),
            "producer": (pl.Boolean, [supplier.producer for supplier in read]),
            "people": (pl.Int64, [supplier.people for supplier in read]),
            "spend": (pl.Float64, [_amount(supplier.spend) for supplier in read]),
            "currency": (pl.String, [supplier.currency for supplier in read]),
            "joined": (pl.String, [wording.say(supplier.joined) if supplier.joined else "" for supplier in read]),
        }
    )


ANSWER = ("supplier_id_a", "supplier_id_b", "name_a", "country_a", "name_b", "country_b", "same", "by", "date", "why")
"""What a person fills in and gives back to say which suppliers are one; the last four are theirs."""


def same_suppliers(wording: Wording) -> pl.DataFrame:
    """Suppliers that may be one: what persons answered, as they wrote it, and then what still waits for an answer."""
    answered = [{name: getattr(each, name) for name in ANSWER} for each in wording.assessment.answered]
    named = {supplier.id: supplier for supplier in reversed(wording.assessment.suppliers)}
    waiting = [
        {
            "supplier_id_a": each.a, "supplier_id_b": each.b,
            "name_a": named[each.a].name, "country_a": named[each.a].country,
            "name_b": named[each.b].name, "country_b": named[each.b].country,
            "likeness": each.likeness, "reasons": " ".join(map(wording.say, each.reasons)),
        }
        for each in wording.assessment.same_suppliers
    ]  # fmt: skip
    kinds = dict.fromkeys((*ANSWER[:6], "likeness", "reasons", *ANSWER[6:]), pl.String) | {"likeness": pl.Float64}
    return pl.DataFrame([*answered, *waiting], schema=kinds).with_columns(pl.col(pl.String).fill_null(""))


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


def duties(wording: Wording) -> pl.DataFrame:
    """One row per rule: the answer, from when, why, what to ask, and on what it rests."""
    words, found = DutyWords(wording.content, wording.language), wording.assessment.duties
    return _frame(
        {
            "duty": (pl.String, [each.duty.id for each in found]),
            "name": (pl.String, [words.name(each) for each in found]),
            "kind": (pl.String, [each.duty.kind for each in found]),
            "status": (pl.String, [each.duty.status for each in found]),
            "answer": (pl.String, [each.answer.value for each in found]),
            "applies_from": (pl.Date, [each.applies_from for each in found]),
            "earliest": (pl.Boolean, [each.earliest for each in found]),
            "begun": (pl.Boolean, [each.begun for each in found]),
            "asks": (pl.String, [words.asks(each) for each in found]),
            "reasons": (pl.String, [" ".join(words.reasons(each)) for each in found]),
            "questions": (pl.String, [" ".join(words.questions(each)) for each in found]),
            "unsettled": (pl.String, [words.unsettled(each) for each in found]),
            "sources": (pl.String, [words.sources(each) for each in found]),
            "read": (pl.String, [each.duty.read_how for each in found]),
            "last_read": (pl.Date, [each.duty.read_on for each in found]),
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
