"""Recognises the parties of a chain: their country, what they make, what that says of risk, and what to assume."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from vigie.content import Content
from vigie.errors import Message
from vigie.identify.countries import CountryFinder
from vigie.identify.products import ProductFinder
from vigie.identify.sectors import Activities
from vigie.model.content import UNKNOWN_COUNTRY, Stage
from vigie.model.records import NotUnderstood, Place
from vigie.risk.chains import TypicalChains
from vigie.risk.profiles import Key


@dataclass(frozen=True)
class Recognised:
    """Parties with `country` (ISO 3166-1 alpha-2 or null), `product_group` (null: not recognised) and `stage`."""

    parties: pl.DataFrame
    not_understood: tuple[NotUnderstood, ...]


class PartyReader:
    """Reads countries and products of parties with the words of a content, each text once."""

    def __init__(self, content: Content, as_of: date) -> None:
        self._content, self._as_of = content, as_of
        sections = content.rule("party_stage")["sections"]
        self._stages = {section: Stage(stage) for stage, listed in sections.items() for section in listed}

    # What reads texts takes most of a second to prepare: it is made when the first text needs it.

    @cached_property
    def _numbers(self) -> Mapping[str, float]:
        return {each.id: self._content.parameter(each.id, self._as_of) for each in self._content.parameters}

    @cached_property
    def _countries(self) -> CountryFinder:
        return CountryFinder(_rows(self._content, "countries"), _rows(self._content, "country-aliases"), self._numbers)

    @cached_property
    def _products(self) -> ProductFinder:
        return ProductFinder(self._content.products, self._content.words("general"), self._numbers)

    @cached_property
    def _activities(self) -> Activities:
        return Activities(self._content)

    @cached_property
    def _chains(self) -> TypicalChains:
        return TypicalChains(self._content, self._as_of)

    def read(self, parties: pl.DataFrame, file: str) -> Recognised:
        """Parties as they were written, recognised; what was not is said once per text, with its first row."""
        countries = {text: self._country(text) for text in parties["country"].unique().drop_nulls()}
        groups = {
            (product, sector): self._group(product, sector)
            for product, sector in parties.select("product", "sector").unique().iter_rows()
        }
        stages = {sector: self._stage(sector).value for sector in parties["sector"].fill_null("").unique()}
        known = parties.with_columns(
            country=pl.col("country").replace_strict(countries, default=None, return_dtype=pl.String),
            product_group=pl.Series(
                [groups[pair] for pair in parties.select("product", "sector").iter_rows()], dtype=pl.String
            ),
            stage=pl.coalesce("stage", pl.col("sector").fill_null("").replace_strict(stages, return_dtype=pl.String)),
        )
        return Recognised(known, tuple(_unread(parties, known, file)))

    def key(self, group: str | None, country: str | None, stage: str | None) -> Key | None:
        """What decides the risks of a party; None where it is not known what it makes."""
        if group is None:
            return None
        where = country or UNKNOWN_COUNTRY
        at = Stage(stage) if stage else Stage.FINAL_PRODUCTION
        maker = at is not Stage.FINAL_PRODUCTION or self._chains.makes(self._content.products[group], where)
        return Key(group, where, at, maker)

    def _stage(self, sector: str) -> Stage:
        """The stage that an activity says of itself; final production where it says none."""
        activity = self._activities.of_code(sector) if sector else None
        return self._stages.get(activity.section, Stage.FINAL_PRODUCTION) if activity else Stage.FINAL_PRODUCTION

    def _country(self, text: str) -> str | None:
        found = self._countries.find(text).alpha2
        return None if found == UNKNOWN_COUNTRY else found

    def _group(self, product: str | None, sector: str | None) -> str | None:
        if product is None and sector is None:
            return None
        if product in self._content.products:
            return product
        return self._products.find(product or "", nace=sector or "").group or None


def _rows(content: Content, role: str) -> list[Mapping[str, object]]:
    return [fact.row for fact in content.facts(role)]


def _unread(written: pl.DataFrame, known: pl.DataFrame, file: str) -> Iterable[NotUnderstood]:
    what = {
        "country": Message("This country is not known."),
        "product": Message("It is not known what this is: no risk can be told from it."),
    }
    remedy = {
        "country": Message("Write the country's name or its two-letter code."),
        "product": Message("Say in one or two everyday words what the party makes, or give its NACE code."),
    }
    for column, read in (("country", "country"), ("product", "product_group")):
        missing = written.filter(written[column].is_not_null() & known[read].is_null())
        first = missing.group_by(column).agg(pl.col("row").min()).sort("row")
        for text, row in first.iter_rows():
            yield NotUnderstood(Place(file, "", row, column), text, what[column], remedy[column])
