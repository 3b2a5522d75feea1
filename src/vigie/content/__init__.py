"""Finds and loads what experts wrote, as the nouns of the model; nothing here names a content id.

Content lives in one or more roots (the bundled `vigie_content`, then folders that an organisation adds); a later
root adds to an earlier one and never overwrites it silently: the same id twice is an error.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from vigie import __version__
from vigie.content import building, clauses, naming, tables
from vigie.content.reading import read_table, read_yaml
from vigie.errors import BrokenContent, Message, Term
from vigie.model.clause_library import ModelClause
from vigie.model.content import (
    Fact,
    Indicator,
    Instrument,
    Judgement,
    Parameter,
    ProductGroup,
    Register,
    Right,
    Source,
    Text,
)
from vigie.model.duties import CompanyFact, Duty
from vigie.model.tables import TableShape

Noun = TypeVar(
    "Noun", ProductGroup, Right, Instrument, Indicator, Judgement, Duty, CompanyFact, TableShape, ModelClause
)

BUNDLED = Path(str(files("vigie_content")))
"""The content that comes with Vigie."""


class Content:
    """All content of some roots, each kind read when it is first asked for."""

    def __init__(self, *roots: Path) -> None:
        self.roots = roots or (BUNDLED,)
        self._names: dict[str, Mapping[str, Text]] = {}

    @cached_property
    def version(self) -> str:
        """The version of Vigie and a fingerprint of every content file: equal content, equal version."""
        digest = hashlib.sha256()
        for root in self.roots:
            for path in sorted(path for path in root.rglob("*") if path.suffix in {".yml", ".csv"}):
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
        return f"{__version__}+{digest.hexdigest()[:12]}"

    @cached_property
    def products(self) -> Mapping[str, ProductGroup]:
        """Product and service groups by id, in alphabetical order."""
        return self._by_id(map(building.product, self.documents("products/*/product.yml")))

    @cached_property
    def rights(self) -> Mapping[str, Right]:
        """The rights by id, in the order in which they declare themselves."""
        found = sorted(self.documents("rights/*.yml"), key=lambda raw: (raw["order"], raw["id"]))
        return self._by_id(map(building.right, found))

    @cached_property
    def instruments(self) -> Mapping[str, Instrument]:
        """The texts that protect rights, by id."""
        return self._by_id(map(building.instrument, self.documents("instruments/*.yml")))

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """The country indicators by id."""
        return self._by_id(map(building.indicator, self.documents("indicators/*/indicator.yml")))

    @cached_property
    def judgements(self) -> Mapping[str, Judgement]:
        """The choices that are nobody's fact, by id."""
        return self._by_id(map(building.judgement, self.documents("judgements/*.yml")))

    @cached_property
    def duties(self) -> Mapping[str, Duty]:
        """The rules that may ask something of a company, by id, in the order in which they declare themselves."""
        found = sorted(self.documents("duties/*.yml"), key=lambda raw: (raw["order"], raw["id"]))
        return self._by_id(map(building.duty, found))

    @cached_property
    def company_facts(self) -> Mapping[str, CompanyFact]:
        """What rules want to know of a company, by id."""
        return self._by_id(map(building.company_fact, self.documents("facts/*.yml")))

    @cached_property
    def clauses(self) -> Mapping[str, ModelClause]:
        """The model clauses by id, in the order in which they declare themselves."""
        found = sorted(self.documents("clauses/*.yml"), key=lambda raw: (raw["order"], raw["id"]))
        return self._by_id(map(clauses.clause, found))

    def preparing(self, part: str) -> Any:
        """What steers how a contract is prepared (terms, questions, choices), as plain data of the schema's shape."""
        return self._one("preparing", part)

    @cached_property
    def tables(self) -> Mapping[str, TableShape]:
        """The tables that describe a chain, by id, in the order in which they declare themselves."""
        terms = {"rights": {each.id: each.names for each in self.rights.values()}}
        found = sorted(self.documents("tables/*.yml"), key=lambda raw: (raw["order"], raw["id"]))
        return self._by_id(tables.table(raw, terms) for raw in found)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every publication that content rests on; the same publication may be declared twice, alike."""
        found: dict[str, Source] = {}
        for pattern in ("sources/*.yml", "*/*/sources.yml"):
            for raw in self.documents(pattern):
                for source in map(building.source, raw):
                    if found.setdefault(source.id, source) != source:
                        raise self._twice(source.id)
        return found

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """Every dated number."""
        return tuple(building.parameter(raw) for document in self.documents("parameters/*.yml") for raw in document)

    def parameter(self, parameter_id: str, as_of: date) -> float:
        """The value of a number of the method at a date: the latest that had begun, or the first there ever was.

        Raises `BrokenContent` where the number does not exist at all.
        """
        values = sorted((each for each in self.parameters if each.id == parameter_id), key=lambda each: each.valid_from)
        if not values:
            raise BrokenContent(
                Message("There is no {kind} named {id}.", kind="parameters", id=parameter_id),
                advice=Message("Run vigie content check to see what is missing."),
            )
        begun = [each for each in values if each.valid_from <= as_of.isoformat()]
        return (begun or values[:1])[-1].value

    def guide(self, guide_id: str) -> tuple[Text, ...]:
        """The steps, or the one text, of a guide."""
        raw = self._one("guides", guide_id)
        return tuple(raw["steps"]) if "steps" in raw else (raw["text"],)

    def rule(self, rule_id: str) -> Any:
        """A stated rule of the engine, as plain data of the shape that its schema gives."""
        return self._one("rules", rule_id)

    def words(self, words_id: str) -> Any:
        """A list of words that steer how texts are read, as plain data."""
        return self._one("words", words_id)

    @cached_property
    def registers(self) -> tuple[Register, ...]:
        """Every table of dated facts."""
        return tuple(
            building.register(raw := read_yaml(path), read_table(path.with_name("rows.csv"), raw["columns"]))
            for path in self._paths("registers/*/register.yml")
        )

    def facts(self, role: str) -> tuple[Fact, ...]:
        """The rows of all registers that play a role, each with the source it comes from.

        Two registers may play one role: a second list of goods is one more folder. A role that no
        register plays has no rows: it is a gap in what is known, not an error.
        """
        return tuple(
            Fact(register.source, row) for register in self.registers if register.role == role for row in register.rows
        )

    def name(self, term: Term) -> Text:
        """What a term is called; a country without a name is called by its code."""
        if term.kind not in self._names:
            self._names[term.kind] = naming.NAMES[term.kind](self)
        return self._names[term.kind].get(term.id) or naming.itself(term.id)

    def _one(self, kind: str, document_id: str) -> Any:
        for path in self._paths(f"{kind}/*.yml"):
            if path.stem == document_id:
                return read_yaml(path)
        raise BrokenContent(
            Message("There is no {kind} named {id}.", kind=kind, id=document_id),
            advice=Message("Run vigie content check to see what is missing."),
        )

    def _paths(self, pattern: str) -> Iterable[Path]:
        for root in self.roots:
            yield from sorted(root.glob(pattern))

    def documents(self, pattern: str) -> Iterable[Any]:
        """The content files that a pattern finds, as plain data, in the order of their paths."""
        return (read_yaml(path) for path in self._paths(pattern))

    def _by_id(self, nouns: Iterable[Noun]) -> dict[str, Noun]:
        found: dict[str, Noun] = {}
        for noun in nouns:
            if noun.id in found:
                raise self._twice(noun.id)
            found[noun.id] = noun
        return found

    def _twice(self, found: str) -> BrokenContent:
        return BrokenContent(
            Message("The id {id} is declared twice, and differently.", id=found),
            advice=Message("Give one of the two another id, or make them alike."),
        )
