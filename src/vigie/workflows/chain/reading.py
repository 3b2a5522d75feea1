"""Reads the tables of a chain, and recognises what their parties make and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from vigie.content import Content
from vigie.model.chain import Weight
from vigie.model.records import NotUnderstood
from vigie.sources import Limits
from vigie.sources.tables import empty_table, read_table
from vigie.workflows.chain.parties import PartyReader
from vigie.workflows.limits import limits


@dataclass(frozen=True, slots=True)
class ChainJob:
    """What a person asks for: the tables, the scopes, the weight, the date, and what can be spent on looking.

    `visits` counts visits (None: as many as the content proposes); `budget` is money instead, in `currency`, where
    the sites state what a visit costs. `mrio` is the folder of a multi-regional input-output table.
    """

    links: Path
    as_of: date
    parties: Path | None = None
    sites: Path | None = None
    claims: Path | None = None
    demand: Path | None = None
    scopes: Sequence[str] = ()
    weight: Weight = Weight.HOURS
    keep_going: bool = False
    visits: int | None = None
    budget: float | None = None
    currency: str = ""
    mrio: Path | None = None


@dataclass(frozen=True)
class ChainTables:
    """The tables as frames; those that were not given are empty, but for the demand (None) and the parties.

    `parties` has one row per party, also where no table of parties was given, with `country` and `product_group`
    recognised. `files` are the names of the files by table.
    """

    links: pl.DataFrame
    parties: pl.DataFrame
    sites: pl.DataFrame
    claims: pl.DataFrame
    demand: pl.DataFrame | None
    files: dict[str, str]
    not_understood: tuple[NotUnderstood, ...]


def read_tables(job: ChainJob, content: Content) -> ChainTables:
    """Reads every table that the job names. Raises `UnreadableInput` where one cannot be read."""
    paths = {name: getattr(job, name) for name in ("links", "parties", "sites", "claims", "demand")}
    allowed = _limits(content, job.as_of)
    found = {
        name: read_table(path, content.tables[name], limits=allowed) for name, path in paths.items() if path is not None
    }
    frames = {name: found[name].frame if name in found else empty_table(content.tables[name]) for name in paths}
    parties = frames["parties"] if job.parties else _as_named(frames["parties"], frames["links"])
    recognised = PartyReader(content, job.as_of).read(parties, job.parties.name if job.parties else "")
    return ChainTables(
        links=frames["links"],
        parties=recognised.parties,
        sites=frames["sites"],
        claims=frames["claims"],
        demand=frames["demand"] if job.demand else None,
        files={name: path.name for name, path in paths.items() if path is not None},
        not_understood=(*(each for name in found for each in found[name].not_understood), *recognised.not_understood),
    )


def _limits(content: Content, as_of: date) -> Limits:
    """Tables are read by columns, so that more rows are allowed than in a list of suppliers."""
    return replace(limits(content, as_of), max_rows=int(content.parameter("max_table_rows", as_of)))


def _as_named(parties: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """The parties that links name. A list of links never says that it is complete, so nothing else is known of them."""
    ids = pl.concat([links["supplier"], links["buyer"]]).unique().sort()
    return pl.concat([parties, pl.DataFrame({"id": ids})], how="diagonal")
