"""Which claims can be heard: about a place and a right that exist; every other one is told, none is lost in silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from vigie.assurance.places import Places, with_columns
from vigie.errors import Message, WrongUse
from vigie.model.content import Right
from vigie.model.records import NotUnderstood, Place

CLAIM_COLUMNS = {
    "row": pl.UInt32,
    "subject": pl.String,
    "right": pl.String,
    "statement": pl.String,
    "grade": pl.Int8,
    "authenticated": pl.Boolean,
    "announced": pl.Boolean,
    "paid_by": pl.String,
    "from": pl.Date,
    "until": pl.Date,
    "source": pl.String,
    "said_by": pl.String,
}
REQUIRED = ("subject", "right", "statement", "grade")

MET, NOT_MET, REMEDIED = "met", "not_met", "remedied"

LINK = r"^\s*(.+?)\s*(?:-?>|→)\s*(.+?)\s*$"
"""A claim about a link names the supplier, an arrow and the buyer."""

UNHEARD: Mapping[str, tuple[str, Message, Message]] = {
    "no_subject": (
        "subject",
        Message("Nothing of this name is in the chain; the claim counts for nothing."),
        Message("Write the id of a party or site as it stands in the links, parties or sites."),
    ),
    "no_right": (
        "right",
        Message("This is not one of the rights; the claim counts for nothing."),
        Message("Write one right per row, by its id."),
    ),
    "no_statement": (
        "statement",
        Message("The claim says neither met, not met nor remedied; it counts for nothing."),
        Message("Write met, not_met or remedied."),
    ),
    "no_grade": (
        "grade",
        Message("The grade is missing or none of G0 to G4; the claim counts as G0, declared."),
        Message("Write G0, G1, G2, G3 or G4."),
    ),
    "turned": (
        "until",
        Message("The claim ends before it begins."),
        Message("Correct one of the two dates."),
    ),
    "two_meanings": (
        "subject",
        Message("A site and a party have this same name; the claim is read as one on the site."),
        Message("Give the site an id of its own."),
    ),
}
"""What can be wrong with a claim: the column that it stands in, what happened, and what to write instead."""


@dataclass(frozen=True)
class Hearing:
    """`heard`: claims on a place and a right, once per place (`right` is the place of the right in their order).

    `on_links`: what is claimed about links; it says only that the link exists and changes no state.
    """

    heard: pl.DataFrame
    on_links: pl.DataFrame
    remarks: pl.DataFrame


def told(remarks: pl.DataFrame, file: str) -> tuple[NotUnderstood, ...]:
    """Remarks on claims as findings, by row."""
    return tuple(
        NotUnderstood(Place(file, row=row["row"], column=column), _written(row[column]), what, remedy)
        for row in remarks.sort("row", maintain_order=True).iter_rows(named=True)
        for wrong, (column, what, remedy) in UNHEARD.items()
        if row[wrong]
    )


def _written(value: object) -> str:
    return "" if value is None else str(value)


def hear(claims: pl.DataFrame, places: Places, rights: Mapping[str, Right]) -> Hearing:
    """Sorts claims into those that count, those about links, and what is to be told about them.

    Raises `WrongUse` where the table has not the columns that make a claim.
    """
    marked = _marked(shaped(claims), places, rights)
    on_link = pl.col("supplier").is_not_null()
    counts = ~(on_link | pl.col("no_subject") | pl.col("no_right") | pl.col("no_statement"))
    wrong = pl.any_horizontal(*UNHEARD)
    return Hearing(
        heard=_per_place(marked.filter(counts), places),
        on_links=marked.filter(on_link).select("supplier", "buyer", *CLAIM_COLUMNS),
        remarks=marked.filter(wrong & ~on_link).select(*CLAIM_COLUMNS, *UNHEARD),
    )


def shaped(claims: pl.DataFrame) -> pl.DataFrame:
    """The claims with exactly the columns of a claim, numbered where no row is given.

    Raises `WrongUse` where a column that makes a claim is missing.
    """
    missing = [each for each in REQUIRED if each not in claims.columns]
    if missing:
        raise WrongUse(
            Message("The claims have no column {columns}.", columns=", ".join(missing)),
            advice=Message("A claim needs a subject, a right, a statement and a grade."),
        )
    numbered = pl.int_range(1, pl.len() + 1, dtype=pl.UInt32)
    return with_columns(claims, CLAIM_COLUMNS).with_columns(
        pl.col("row").fill_null(numbered), pl.col("subject").str.strip_chars()
    )


def _marked(claims: pl.DataFrame, places: Places, rights: Mapping[str, Right]) -> pl.DataFrame:
    """Every claim with a flag for whatever is wrong with it, and the two ends of the link that it may be about."""
    numbered = pl.DataFrame(
        {"right": list(rights), "right_place": range(len(rights))}, schema={"right": pl.String, "right_place": pl.UInt8}
    )
    known = places.covers.select("subject").unique().with_columns(known=True)
    named = claims.join(known, on="subject", how="left", maintain_order="left")
    return (
        named.join(_links(named, known["subject"]), on="subject", how="left", maintain_order="left")
        .join(numbered, on="right", how="left", maintain_order="left")
        .with_columns(
            (pl.col("known").is_null() & pl.col("supplier").is_null()).alias("no_subject"),
            pl.col("right_place").is_null().alias("no_right"),
            (~pl.col("statement").is_in([MET, NOT_MET, REMEDIED])).fill_null(True).alias("no_statement"),
            (~pl.col("grade").is_between(0, 4)).fill_null(True).alias("no_grade"),
            (pl.col("until") < pl.col("from")).fill_null(False).alias("turned"),
            pl.col("subject").is_in(places.two_meanings.implode()).fill_null(False).alias("two_meanings"),
        )
    )


def link_ends(subjects: pl.Series) -> pl.Series:
    """The names at both ends of every subject that is written as a link."""
    return pl.concat([subjects.str.extract(LINK, end) for end in (1, 2)]).drop_nulls()


def _links(named: pl.DataFrame, known: pl.Series) -> pl.DataFrame:
    """The subjects that are no name of the chain but a link between two: `subject`, `supplier`, `buyer`."""
    unknown = named.filter(pl.col("known").is_null())["subject"].drop_nulls().unique()
    ends = pl.DataFrame(
        {"subject": unknown, "supplier": unknown.str.extract(LINK, 1), "buyer": unknown.str.extract(LINK, 2)}
    )
    there = known.filter(known.is_in(link_ends(unknown).implode())).implode()
    return ends.filter(pl.col("supplier").is_in(there) & pl.col("buyer").is_in(there))


def _per_place(claims: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Every claim once for each place that it covers; without a grade it is a declaration."""
    who = places.places.select("place", "node", "party", "party_name")
    graded = pl.when("no_grade").then(pl.lit(0, pl.Int8)).otherwise("grade").alias("grade")
    by_number = claims.drop("right").rename({"right_place": "right"}).with_columns(graded)
    return by_number.join(places.covers, on="subject").join(who, on="place")
