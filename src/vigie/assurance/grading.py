"""How much each claim weighs: its stated grade, lowered by stated rules only; and until when it counts.

Every rule is a column of its own, so that each lowering and each blank can be told. A finding against (`not_met`) is
lowered where it is not authentic and by nothing else: who paid, or where, never makes it milder.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import polars as pl

from vigie.assurance.hearing import MET, NOT_MET, REMEDIED
from vigie.assurance.rules import Rules, comparable, names_in
from vigie.assurance.states import LEAST_VERIFIED, ON_SITE
from vigie.model.content import Right

UNCHECKED = 1
"""What the best paper is worth that nobody checked, or that turned out not to be authentic."""

CAPS = {
    "not_authentic": UNCHECKED,
    "arranged": LEAST_VERIFIED,
    "no_one_site": LEAST_VERIFIED,
    "not_credible": UNCHECKED,
}
"""The rules that lower a grade, and to what; for `not_their_word` the content of the right says to what."""


def graded(
    heard: pl.DataFrame,
    rights: Mapping[str, Right],
    rules: Rules,
    as_of: date,
    no_credible: Collection[tuple[int, str]],
) -> pl.DataFrame:
    """Adds the effective grade, whether it counts at a date, and a column for every rule that applied."""
    against = pl.col("statement") == NOT_MET
    return (
        heard.lazy()
        .pipe(_with_names, heard, rules)
        .join(_authorities(rights, rules).lazy(), on="right", how="left", maintain_order="left")
        .join(_no_credible(no_credible, rights).lazy(), on=["node", "right"], how="left", maintain_order="left")
        .with_columns(against=against)
        .with_columns(*_lowerings(), *_notes())
        .with_columns(_effective())
        .with_columns(*_timing(rules, as_of))
        .collect()
    )


def _with_names(frame: pl.LazyFrame, heard: pl.DataFrame, rules: Rules) -> pl.LazyFrame:
    """Adds who paid and who spoke: read once per different text, since a million claims name few people."""
    payers = _named(heard["paid_by"]).with_columns(_one_of("names", rules.audited_side).alias("audited_paid"))
    speakers = _named(heard["said_by"]).with_columns(
        pl.concat_list(
            pl.when(_one_of("names", voice.words)).then(pl.lit(voice.id)) for voice in rules.voices.values()
        ).alias("voices"),
        pl.any_horizontal(
            _one_of("names", voice.words) for voice in rules.voices.values() if voice.substantiates
        ).alias("substantiates"),
    )
    return (
        frame.join(payers.lazy().rename({"names": "payers"}), on="paid_by", how="left", maintain_order="left")
        .join(speakers.lazy().drop("names"), on="said_by", how="left", maintain_order="left")
        .with_columns(
            (pl.col("audited_paid") | _own_name_paid("party", "party_name", "subject"))
            .fill_null(False)
            .alias("by_audited")
        )
    )


def _named(cells: pl.Series) -> pl.DataFrame:
    """Every different text of a column with the names that it lists."""
    return pl.DataFrame({cells.name: cells.drop_nulls().unique()}).with_columns(
        names_in(pl.col(cells.name)).alias("names")
    )


def _one_of(names: str, words: frozenset[str]) -> pl.Expr:
    return pl.col(names).list.set_intersection(pl.lit(sorted(words), pl.List(pl.String))).list.len() > 0


def _own_name_paid(*own: str) -> pl.Expr:
    """Whether the audited side paid under its own name: the party, what it is called, or the subject itself."""
    visited = (pl.col("grade") >= ON_SITE) & pl.col("payers").is_not_null()
    named = [pl.col("payers").list.contains(comparable(pl.when(visited).then(pl.col(name)))) for name in own]
    return visited & pl.any_horizontal(*(each.fill_null(False) for each in named))


def _authorities(rights: Mapping[str, Right], rules: Rules) -> pl.DataFrame:
    """Per right whose word it needs, up to which grade others count, and from which grade on a blank is theirs."""
    rows = [
        (place, need.voice, need.others_at_most, rules.voices[need.voice].implied_from)
        for place, right in enumerate(rights.values())
        if (need := right.authority)
    ]
    schema = {"right": pl.UInt8, "needs": pl.String, "others_at_most": pl.Int8, "implied_from": pl.Int8}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _no_credible(pairs: Collection[tuple[int, str]], rights: Mapping[str, Right]) -> pl.DataFrame:
    places = {right: place for place, right in enumerate(rights)}
    rows = sorted({(node, places[right]) for node, right in pairs if right in places})
    schema = {"node": pl.UInt32, "right": pl.UInt8}
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(unverifiable=True)


def _lowerings() -> list[pl.Expr]:
    """One flag per rule that lowers; which of them speak to a finding against is said by the first alone."""
    grade, supports = pl.col("grade"), ~pl.col("against")
    theirs = pl.col("voices").list.contains(pl.col("needs")).fill_null(False)
    implied = pl.col("said_by").is_null() & (grade >= pl.col("implied_from")).fill_null(False)
    return [
        ((grade >= LEAST_VERIFIED) & pl.col("authenticated").eq(False).fill_null(False)).alias("not_authentic"),
        (supports & (grade >= ON_SITE) & pl.col("by_audited") & pl.col("announced").fill_null(True)).alias("arranged"),
        (supports & (grade >= ON_SITE) & ~pl.col("one_place")).alias("no_one_site"),
        (supports & (grade > pl.col("others_at_most")).fill_null(False) & ~theirs & ~implied).alias("not_their_word"),
        (supports & (grade > UNCHECKED) & pl.col("unverifiable").fill_null(False)).alias("not_credible"),
    ]


def _notes() -> list[pl.Expr]:
    """Blanks that leave the grade as it is, and are told."""
    grade, supports = pl.col("grade"), ~pl.col("against")
    return [
        ((grade >= LEAST_VERIFIED) & pl.col("authenticated").is_null()).alias("authenticity_blank"),
        (supports & (grade >= ON_SITE) & pl.col("paid_by").is_null()).alias("payer_blank"),
        (
            (supports & (grade >= ON_SITE) & pl.col("needs").is_not_null() & pl.col("others_at_most").is_null())
            & ~pl.col("voices").list.contains(pl.col("needs")).fill_null(False)
        ).alias("part_needs_voice"),
        (pl.col("against") & pl.col("authenticated").fill_null(False) & pl.col("substantiates").fill_null(False)).alias(
            "testimony"
        ),
    ]


def _effective() -> pl.Expr:
    caps = [pl.when(rule).then(pl.lit(to, pl.Int8)) for rule, to in CAPS.items()]
    others = pl.when("not_their_word").then("others_at_most")
    return pl.min_horizontal("grade", *caps, others).alias("effective")


def _timing(rules: Rules, as_of: date) -> list[pl.Expr]:
    """When a claim counts. A met claim without an end counts for the time of its grade; what begins later, not yet."""
    assumed_end = pl.lit(None, pl.Date)
    for grade, months in enumerate(rules.months):
        end = pl.col("from").dt.offset_by(f"{months}mo")
        assumed_end = pl.when(pl.col("effective") == grade).then(end).otherwise(assumed_end)
    ends = pl.coalesce("until", assumed_end)
    begun = (pl.col("from") <= as_of).fill_null(True)
    met, dated = pl.col("statement") == MET, pl.col("from").is_not_null()
    able = dated & ~pl.col("turned") & (pl.col("effective") >= LEAST_VERIFIED)
    return [
        ends.alias("ends"),
        begun.alias("begun"),
        (~begun).alias("not_begun"),
        (met & begun & (ends >= as_of).fill_null(False)).alias("valid"),
        (begun & able & ~pl.col("against")).alias("closes"),
        ((pl.col("statement") == REMEDIED) & begun & ~able).alias("weak_remedy"),
        (met & begun & dated & pl.col("until").is_null()).alias("end_assumed"),
        (~dated & pl.col("until").is_null()).alias("without_date"),
        # The latest day that a finding may speak of: a document's validity says nothing of it where it has a beginning.
        pl.coalesce("from", "until").alias("said_on"),
    ]
