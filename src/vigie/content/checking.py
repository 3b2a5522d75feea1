"""Checks content as a stranger would: shapes by schema, four languages, every reference, source and count."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from vigie.content import BUNDLED, Content
from vigie.content.clause_faults import clause_faults, preparing_faults
from vigie.content.reading import read_yaml
from vigie.errors import Message
from vigie.model.content import ProductGroup
from vigie.model.duties import AllOf, AnyOf, Comparison, Condition, Duty, NotOf
from vigie.model.tables import TableShape

SHAPES = {
    "products/*/product.yml": "product",
    "*/*/sources.yml": "sources",
    "sources/*.yml": "sources",
    "rights/*.yml": "right",
    "instruments/*.yml": "instrument",
    "indicators/*/indicator.yml": "indicator",
    "registers/*/register.yml": "register",
    "parameters/*.yml": "parameters",
    "judgements/*.yml": "judgement",
    "guides/*.yml": "guide",
    "headers/columns/*.yml": "headers",
    "headers/settings.yml": "header-settings",
    "headers/words.yml": "header-words",
    "rules/*.yml": "rule",
    "words/*.yml": "words",
    "duties/*.yml": "duty",
    "facts/*.yml": "company-fact",
    "tables/*.yml": "table",
    "clause_words/*.yml": "clause-words",
    "clause_rules/*.yml": "clause-rules",
    "notices/*.yml": "notices",
    "clauses/*.yml": "clause",
    "preparing/*.yml": "preparing",
}
"""Which schema each kind of content file obeys."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a content file that is not as it must be, and where."""

    where: str
    what: Message


def check(content: Content) -> tuple[Fault, ...]:
    """Every fault of the content, shapes first: where a shape is broken, nothing else is looked at."""
    shapes = tuple(_shapes(content))
    return shapes or tuple(_meaning(content))


def _shapes(content: Content) -> Iterator[Fault]:
    for root in content.roots:
        known = set(root.glob("templates/*/*"))
        for pattern, schema in SHAPES.items():
            for path in sorted(root.glob(pattern)):
                known.add(path)
                yield from _shape(path, root, pattern, _validator(schema))
        for path in sorted(root.rglob("*.yml")):
            if path not in known:
                yield Fault(path.relative_to(root).as_posix(), Message("No kind of content is kept in this place."))


def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((BUNDLED / "schemas" / f"{schema}.json").read_text("utf-8")))


def _shape(path: Path, root: Path, pattern: str, validator: Draft202012Validator) -> Iterator[Fault]:
    where = path.relative_to(root).as_posix()
    document = read_yaml(path)
    for error in validator.iter_errors(document):
        place = "/".join(str(step) for step in error.absolute_path)
        yield Fault(f"{where}:{place}", Message("{reason}", reason=error.message))
    named = path.stem if pattern.endswith("*.yml") else path.parent.name
    if isinstance(document, Mapping) and document.get("id") not in (None, named):
        yield Fault(where, Message("The id {id} is not the name of its file or folder.", id=str(document["id"])))


def _meaning(content: Content) -> Iterator[Fault]:
    yield from _references(content)
    for product in content.products.values():
        yield from _product(content, product)
    yield from _codes_twice(content)
    yield from _registers(content)
    for duty in content.duties.values():
        yield from _duty(content, duty)
    for table in content.tables.values():
        yield from _table(table)
    if content.clauses:
        yield from (Fault(*each) for each in chain(clause_faults(content), preparing_faults(content)))


def _references(content: Content) -> Iterator[Fault]:
    """Every id that one file gives of another must exist."""
    for right in content.rights.values():
        yield from _known(right.instruments, content.instruments, f"rights/{right.id}")
    for instrument in content.instruments.values():
        yield from _known((instrument.source,), content.sources, f"instruments/{instrument.id}")
    for indicator in content.indicators.values():
        where = f"indicators/{indicator.id}"
        yield from _known((indicator.right,), content.rights, where)
        yield from _known((indicator.judgement,), content.judgements, where)
        yield from _known((indicator.register,), {each.role for each in content.registers}, where)
    for parameter in content.parameters:
        where = f"parameters/{parameter.id}"
        yield from _known((parameter.source,), content.sources, where)
        yield from _known((parameter.judgement,), content.judgements, where)


def _known(ids: tuple[str, ...], known: Mapping[str, Any] | set[str], where: str) -> Iterator[Fault]:
    for each in ids:
        if each and each not in known:
            yield Fault(where, Message("{id} is referred to and does not exist.", id=each))


def _product(content: Content, product: ProductGroup) -> Iterator[Fault]:
    where = f"products/{product.id}"
    goods = {fact.row["good"] for fact in content.facts("goods-child-forced-labour")}
    minerals = {fact.row["commodity"] for fact in content.facts("mineral-production")}
    countries = {fact.row["alpha2"] for fact in content.facts("countries")}
    for stage in product.stages:
        place = f"{where}/{stage.stage}"
        both = stage.hazards.keys() & stage.not_typical
        if both:
            yield Fault(place, Message("{rights} cannot be a hazard and not typical.", rights=", ".join(sorted(both))))
        for hazard in stage.hazards.values():
            yield from _known(hazard.sources, content.sources, f"{place}/{hazard.right}")
        for part in stage.parts:
            yield from _known(part.goods, goods, f"{place}/{part.id}")
            yield from _known((part.mineral,), minerals, f"{place}/{part.id}")
            yield from _known(tuple(each.country for each in part.origins), countries, f"{place}/{part.id}")
            yield from _known(tuple(each.source for each in part.origins), content.sources, f"{place}/{part.id}")
            yield from _shares(sum(each.share or 0 for each in part.origins), f"{place}/{part.id}")
    for report in product.reports:
        yield from _known(report.sources, content.sources, f"{where}/reports")
        yield from _known(report.countries, countries, f"{where}/reports")


def _shares(total: float, where: str) -> Iterator[Fault]:
    if total > 1 + 1e-9:
        yield Fault(where, Message("The shares of the origins add up to more than all: {total}.", total=total))


def _codes_twice(content: Content) -> Iterator[Fault]:
    """One code means one group: a prefix that two groups claim is no classification."""
    owners: dict[tuple[str, str], list[str]] = defaultdict(list)
    for product in content.products.values():
        for scheme, prefixes in product.codes.items():
            for prefix in prefixes:
                owners[scheme, prefix].append(product.id)
    for (scheme, prefix), claimed in owners.items():
        if len(claimed) > 1:
            yield Fault(
                f"products/{claimed[-1]}",
                Message(
                    "The {scheme} code {code} is claimed by {groups}.",
                    scheme=scheme,
                    code=prefix,
                    groups=", ".join(claimed),
                ),
            )


def _registers(content: Content) -> Iterator[Fault]:
    """A register says how many rows it expects and cites a source that exists."""
    for root in content.roots:
        for path in sorted(root.glob("registers/*/register.yml")):
            raw = read_yaml(path)
            where = f"registers/{raw['id']}"
            register = next(each for each in content.registers if each.id == raw["id"])
            yield from _known((raw["source"],), content.sources, where)
            expected = raw["expectations"].get("rows", len(register.rows))
            if len(register.rows) != expected:
                yield Fault(
                    where,
                    Message(
                        "{rows} rows are expected, {found} are there.",
                        rows=expected,
                        found=len(register.rows),
                    ),
                )
            yield from _rows_twice(register.rows, where)


def _rows_twice(rows: tuple[Mapping[str, Any], ...], where: str) -> Iterator[Fault]:
    for row, count in Counter(tuple(row.items()) for row in rows).items():
        if count > 1:
            yield Fault(where, Message("A row stands twice: {row}.", row=", ".join(str(cell) for _, cell in row)))


def _table(table: TableShape) -> Iterator[Fault]:
    """A heading means one column, and columns refer to columns that exist."""
    where = f"tables/{table.id}"
    owners: dict[str, str] = {}
    for column in table.columns.values():
        yield from _known((column.money, *column.becomes), table.columns, f"{where}/{column.id}")
        for heading in chain(*column.headings.values(), *column.hundredths.values()):
            if owners.setdefault(heading.casefold(), column.id) != column.id:
                yield Fault(where, Message('The heading "{heading}" belongs to two columns.', heading=heading))
        if column.otherwise and column.otherwise not in column.values:
            yield Fault(where, Message("{id} is referred to and does not exist.", id=column.otherwise))


READ = ("recalled", "secondary", "read")
"""How a source was read, from the weakest to the firmest."""


def _duty(content: Content, duty: Duty) -> Iterator[Fault]:
    """What a rule cites and compares exists, and it claims no better reading than its best source allows."""
    where = f"duties/{duty.id}"
    cited = tuple(each.source for each in duty.citations)
    yield from _known(cited, content.sources, where)
    best = max((READ.index(content.sources[each].read) for each in cited if each in content.sources), default=0)
    if READ.index(duty.read_how) > best:
        yield Fault(where, Message("The rule says that its source was read, and none of its sources says so."))
    conditions = [duty.condition, *(period.when for period in duty.periods if period.when)]
    for test in (each for condition in conditions for each in _comparisons(condition)):
        yield from _known((test.fact,), content.company_facts, where)
        if test.fact in content.company_facts:
            yield from _comparison(content, test, where)


def _comparisons(condition: Condition) -> Iterator[Comparison]:
    match condition:
        case AllOf() | AnyOf():
            for part in condition.parts:
                yield from _comparisons(part)
        case NotOf():
            yield from _comparisons(condition.part)
        case _:
            yield condition


def _comparison(content: Content, test: Comparison, where: str) -> Iterator[Fault]:
    """What is compared must be of the kind of the fact: amounts with a unit, codes that exist, kilograms of a code."""
    fact = content.company_facts[test.fact]
    counted = fact.drawn in {"figure", "average", "kilograms"} or (fact.drawn == "goods" and test.relation != "in")
    if counted is not bool(test.unit) or (fact.drawn == "kilograms") is not bool(test.of):
        yield Fault(where, Message("{fact} cannot be compared in this way.", fact=test.fact))
    elif fact.drawn == "goods" and not counted:
        groups = tuple(each for each in test.wanted if not each.startswith("cn:"))
        yield from _known(groups, content.products, where)
    elif fact.values:
        codes = test.wanted if test.relation == "in" else (test.wanted,)
        yield from _known(codes, fact.values, where)
