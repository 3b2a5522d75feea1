"""One assessment in one language, ready to be written: its words, figures and tables, made once for all."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import polars as pl

from vigie.model.assessment import RISK_COLUMNS, About
from vigie.outputs import tables
from vigie.outputs.findings import Findings, find
from vigie.outputs.method import about
from vigie.outputs.wording import Wording


class Edition(Wording):
    """What every output format is given."""

    @cached_property
    def findings(self) -> Findings:
        """The figures behind the pictures and the summary."""
        return find(self.assessment)

    @cached_property
    def risks(self) -> pl.DataFrame:
        """One row per risk; the largest table, needed by three formats."""
        return tables.risks(self)

    @cached_property
    def about(self) -> tuple[str, ...]:
        """What this is, as of when, from which content, by which method, in a few sentences."""
        return tuple(self.say(message) for message in about(self.assessment, self.language))

    @cached_property
    def contexts_only(self) -> Edition:
        """The same assessment without anything that stands in the list: what may be shown to a supplier.

        It keeps the risks that are about a context, and forgets suppliers, rows, people, amounts and harms.
        """
        whole = self.assessment
        kept = [index for index, profile in enumerate(whole.profiles) if profile.about is About.CONTEXT]
        places = pl.Series(range(len(kept)), dtype=pl.Int64)
        risks = (
            whole.risks.filter(pl.col("profile").is_in(kept))
            .with_columns(pl.col("profile").replace_strict(pl.Series(kept, dtype=pl.Int64), places))
            .with_columns(pl.lit(None, RISK_COLUMNS[name]).alias(name) for name in ("supplier", "people", "spend"))
            .with_columns(pl.lit("").alias("currency"))
        )
        assessment = replace(
            whole,
            suppliers=(),
            profiles=tuple(whole.profiles[index] for index in kept),
            risks=risks,
            priorities=(),
            harms=(),
            if_likelihood_first=(),
            columns=(),
            not_understood=(),
            duties=(),
            same_suppliers=(),
            answered=(),
            chain=None,
        )
        return Edition(assessment, self.content, self.language)
