"""The world map: where in the chain people are likely to be at risk, and where the direct suppliers are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import orjson

from vigie.errors import Message
from vigie.model.content import UNKNOWN_COUNTRY
from vigie.outputs.document import Cell, Column, Picture, Table
from vigie.outputs.edition import Edition
from vigie.outputs.findings import SEVERITIES, Tally
from vigie.outputs.pictures.palette import INK, LAND, PAPER, SEVERITY, WIDTH
from vigie.outputs.pictures.svg import Key, diamond, element, hatching, legend, picture

NAME = "world"

PALE = 0.3
"""How much of its colour a country keeps whose worst severity no named evidence stands behind."""


@lru_cache
def _outlines() -> Mapping[str, Any]:
    """The prepared outlines (see `outlines`): Natural Earth 4.1.0, public domain."""
    outlines: Mapping[str, Any] = orjson.loads(files(__package__).joinpath("world.json").read_bytes())
    return outlines


def world(edition: Edition, *, with_suppliers: bool = True) -> Picture:
    """Countries by their worst plausible severity, paler where no named evidence stands behind it.

    Without suppliers, it may be forwarded to them.
    """
    return _World(edition, with_suppliers).picture()


@dataclass(frozen=True, slots=True)
class _World:
    edition: Edition
    with_suppliers: bool

    def picture(self) -> Picture:
        say, outlines = self.edition.say, _outlines()
        title = say(Message("Where people in this chain are likely to be at risk"))
        height = outlines["height"] * WIDTH / outlines["width"]
        keys, keys_height = legend(self._keys(), height + 10)
        drawing = picture(
            NAME, title, self._description(), height + 10 + keys_height, hatching(f"{NAME}-unknown"),
            element("g", *self._shapes(), transform=f"scale({WIDTH / outlines['width']:g})"), *self._marks(), keys,
        )  # fmt: skip
        return Picture(NAME, title, self._description(), drawing, self._table())

    def _shapes(self) -> Iterator[str]:
        for code, country in _outlines()["countries"].items():
            tally = self.edition.findings.countries.get(code, Tally())
            fill = f"url(#{NAME}-unknown)" if tally.only_unknown else SEVERITY.get(tally.worst, LAND)
            look = {"fill": fill, "fill_opacity": PALE if tally.worst and not tally.named else 1}
            if "path" in country:
                yield element("path", d=country["path"], stroke=PAPER, stroke_width=1.4, **look)
            elif fill != LAND:
                x, y = country["at"]
                yield element("circle", cx=x, cy=y, r=9, stroke=INK, stroke_width=1.4, **look)

    def _marks(self) -> Iterator[str]:
        scale = WIDTH / _outlines()["width"]
        for code in sorted(self.edition.findings.supplier_countries if self.with_suppliers else ()):
            country = _outlines()["countries"].get(code)
            if country:
                yield diamond(country["at"][0] * scale, country["at"][1] * scale)

    def _keys(self) -> Iterator[Key]:
        for level in SEVERITIES:
            yield Key(SEVERITY[level], self.edition.name("severity", str(level)))
        yield Key(SEVERITY[1], self.edition.say(Message("paler: likely, without a report by name")), opacity=PALE)
        yield Key(f"url(#{NAME}-unknown)", self.edition.say(Message("no source: we do not know")))
        yield Key(LAND, self.edition.say(Message("nothing found there, which does not mean safe")))
        if self.with_suppliers:
            yield Key("", self.edition.say(Message("direct suppliers")), diamond=True)
            unknown = self.edition.findings.supplier_countries.get(UNKNOWN_COUNTRY, 0)
            if unknown:
                text = Message("suppliers in an unknown country: {count}", count=unknown)
                yield Key(f"url(#{NAME}-unknown)", self.edition.say(text))

    def _description(self) -> str:
        """The picture in words: which countries carry the worst severity that occurs."""
        found = {code: tally for code, tally in self.edition.findings.countries.items() if tally.plausible}
        worst = min((tally.worst for tally in found.values()), default=0)
        if not worst:
            return self.edition.say(Message("A map of the world. No country carries a plausible risk that we know of."))
        named = [code for code, tally in found.items() if tally.worst == worst and tally.named]
        return self.edition.say(
            Message(
                "A map of the world. Plausible risks stand in {count} countries. Severity {severity} is reported by "
                "name in: {countries}. The table gives every country.",
                count=len(found),
                severity=self.edition.name("severity", str(worst)),
                countries=", ".join(sorted(self.edition.name("country", code) for code in named)) or "0",
            )
        )

    def _table(self) -> Table:
        headers = [Message("Country"), Message("Worst severity"), Message("Plausible risks"), Message("No source")]
        headers += [Message("Direct suppliers")] if self.with_suppliers else []
        shares = (3, 2.4, 1.5, 1.2, 1.5)
        columns = tuple(
            Column(self.edition.say(header), share, figures=place > 1)
            for place, (header, share) in enumerate(zip(headers, shares, strict=False))
        )
        title = self.edition.say(Message("Countries by the worst plausible severity"))
        return Table(title, columns, tuple(self._row(code)[: len(columns)] for code in self._order()))

    def _order(self) -> list[str]:
        findings = self.edition.findings
        codes = set(findings.countries) | (set(findings.supplier_countries) if self.with_suppliers else set())
        tallies = {code: findings.countries.get(code, Tally()) for code in codes}
        return sorted(
            codes,
            key=lambda code: (tallies[code].worst or 9, -tallies[code].plausible, self.edition.name("country", code)),
        )

    def _row(self, code: str) -> tuple[Cell, ...]:
        findings, number = self.edition.findings, self.edition.language.number
        tally = findings.countries.get(code, Tally())
        return (
            Cell(self.edition.name("country", code)),
            worst_cell(self.edition, tally),
            Cell(number(tally.plausible)),
            Cell(number(tally.no_source)),
            Cell(number(findings.supplier_countries.get(code, 0))),
        )


def worst_cell(edition: Edition, tally: Tally) -> Cell:
    """The worst plausible severity in words; where nothing plausible was found, whether that is for want of data."""
    if tally.worst:
        return Cell(edition.name("severity", str(tally.worst)), severity=tally.worst)
    if tally.no_source:
        return Cell(edition.say(Message("unknown: no source")))
    return Cell(edition.say(Message("low")) if tally.low else edition.say(Message("not assessed")))
