"""What we do not know: no source, not disclosed, not said by the list, read and not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import filterfalse

from vigie.errors import Message
from vigie.model.assessment import Likelihood, Position, Supplier
from vigie.model.content import Stage
from vigie.model.records import NotUnderstood
from vigie.outputs.document import Block, Cell, Column, Fact, Facts, Heading, Paragraph, Table
from vigie.outputs.edition import Edition
from vigie.outputs.findings import Group, Tally
from vigie.outputs.sections.places import shortened

SHOWN = 30
"""Lines of a list in the printed report; the tables hold all."""


def gaps(edition: Edition) -> Iterator[Block]:
    """The chapter about ignorance: ours, the suppliers', the list's."""
    yield Heading(1, edition.say(Message("What we do not know")), "gaps")
    yield from context_gaps(edition)
    yield from _list_gaps(edition)
    yield from _not_understood(edition)


def context_gaps(edition: Edition) -> Iterator[Block]:
    """What has no source and what is not disclosed: nothing here names a supplier."""
    say, findings = edition.say, edition.findings
    yield Heading(2, say(Message("Ours: no source")), "no-source")
    if findings.with_likelihood(Likelihood.NO_SOURCE):
        yield Paragraph(say(Message("Places for which we have no data, counted by right and stage.")))
        yield _no_source(edition)
    else:
        yield Paragraph(say(Message("Every place that was assessed rests on at least one source.")))
    yield Heading(2, say(Message("The suppliers': not disclosed")), "undisclosed")
    unmapped = [group for group in findings.groups if group.profile.position is Position.UNMAPPED]
    if unmapped:
        yield Paragraph(
            say(Message("Stages behind the suppliers that nobody has mapped; their countries are likely, not known."))
        )
        yield _unmapped(edition, unmapped)
    else:
        yield Paragraph(say(Message("No stage behind the suppliers was assessed.")))


def _no_source(edition: Edition) -> Table:
    number, heat = edition.language.number, edition.findings.heat
    stages = tuple(Column(edition.name("stage", stage), figures=True) for stage in Stage)
    rights = edition.content.rights
    counts = {right: [heat.get((right, stage), Tally()).no_source for stage in Stage] for right in rights}
    return Table(
        edition.say(Message("Places without a source, by right and stage")),
        (Column(edition.say(Message("Right")), 2.4), *stages),
        tuple(
            (Cell(edition.name("right", right)), *(Cell(number(count)) for count in row))
            for right, row in counts.items()
            if any(row)
        ),
    )


def _unmapped(edition: Edition, groups: Sequence[Group]) -> Table:
    say, number = edition.say, edition.language.number
    places = Counter((group.profile.product_group, group.profile.stage) for group in groups)
    undisclosed = Counter(
        group.profile.product_group for group in groups if group.profile.likelihood is Likelihood.UNDISCLOSED
    )
    products = {group.profile.product_group for group in groups}
    names = {product: edition.name("product_group", product) for product in products}
    return Table(
        say(Message("Unmapped places by product group and stage")),
        (
            Column(say(Message("Product group")), 2.4),
            *(Column(edition.name("stage", stage), figures=True) for stage in Stage),
            Column(say(Message("Undisclosed")), figures=True),
        ),
        tuple(
            (
                Cell(name),
                *(Cell(number(places[product, stage])) for stage in Stage),
                Cell(number(undisclosed[product])),
            )
            for product, name in sorted(names.items(), key=lambda pair: pair[1])
        ),
    )


def _list_gaps(edition: Edition) -> Iterator[Block]:
    say, findings, number = edition.say, edition.findings, edition.language.number
    yield Heading(2, say(Message("The list's: what it does not say")), "list-gaps")
    yield Facts(
        (
            Fact(say(Message("Suppliers without a country")), number(findings.without_country)),
            Fact(say(Message("Product not stated")), number(findings.unstated)),
            Fact(say(Message("Product not recognised by us")), number(findings.unrecognised)),
            Fact(say(Message("Workers unknown")), number(findings.without_people)),
            Fact(say(Message("Spend unknown")), number(findings.without_spend)),
        )
    )
    texts: dict[tuple[str, str], list[Supplier]] = {}
    for supplier in edition.assessment.suppliers:
        if not supplier.match.group and supplier.match.by != "person":
            texts.setdefault((supplier.product, say(supplier.match.why)), []).append(supplier)
    if texts:
        yield Paragraph(say(Message("We abstained on these products. Write a CPV code or plainer words in the list.")))
        yield _unrecognised(edition, texts)
        yield from _more(edition, len(texts), "suppliers.csv")


def _unrecognised(edition: Edition, texts: Mapping[tuple[str, str], Sequence[Supplier]]) -> Table:
    say = edition.say
    rows = [
        (
            Cell(product),
            Cell(shortened(edition, list(dict.fromkeys(supplier.name for supplier in suppliers)))),
            Cell(shortened(edition, [edition.place(place) for each in suppliers for place in each.rows])),
            Cell(why),
        )
        for (product, why), suppliers in texts.items()
    ]
    return Table(
        say(Message("Products that were not recognised")),
        (
            Column(say(Message("Product as written")), 2),
            Column(say(Message("Supplier")), 2),
            Column(say(Message("Row")), 1.2),
            Column(say(Message("Why")), 2.4),
        ),
        tuple(rows[:SHOWN]),
    )


def _not_understood(edition: Edition) -> Iterator[Block]:
    say = edition.say
    yield Heading(2, say(Message("Read but not understood")), "not-understood")
    alike: dict[tuple[str, ...], list[str]] = {}
    for item in filterfalse(_abstained(edition), edition.assessment.not_understood):
        key = (item.place.column, item.found, say(item.what), say(item.remedy))
        alike.setdefault(key, []).append(edition.place(item.place))
    if not alike:
        yield Paragraph(say(Message("Everything that was read was understood.")))
        return
    yield Table(
        say(Message("Cells, rows and columns that were not understood")),
        (
            Column(say(Message("Row")), 1),
            Column(say(Message("Column")), 1.2),
            Column(say(Message("What stood there")), 1.5),
            Column(say(Message("What is not understood")), 2.2),
            Column(say(Message("What to write instead")), 2.4),
        ),
        tuple((Cell(shortened(edition, rows)), *map(Cell, key)) for key, rows in list(alike.items())[:SHOWN]),
    )
    yield from _more(edition, len(alike), "not_understood.csv")


def _abstained(edition: Edition) -> Callable[[NotUnderstood], bool]:
    """Whether something not understood is a product on which we abstained: it has its own table above."""
    products = {
        (place.file, place.sheet, place.row): supplier.product
        for supplier in edition.assessment.suppliers
        if not supplier.match.group
        for place in supplier.rows
    }

    def abstained(item: NotUnderstood) -> bool:
        place = item.place
        product = products.get((place.file, place.sheet, place.row), "")
        return bool(item.found) and item.found in product

    return abstained


def _more(edition: Edition, count: int, file: str) -> Iterator[Block]:
    if count > SHOWN:
        yield Paragraph(edition.say(Message("And {count} more, in {file}.", count=count - SHOWN, file=file)), "small")
