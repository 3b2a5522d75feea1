"""Turns the rows of supplier lists into suppliers: resolved, grouped by rule only, everything doubtful said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from vigie.content import Content
from vigie.content.collecting import collector_at_rest
from vigie.errors import Message
from vigie.identify.countries import CountryFinder
from vigie.identify.folding import fold
from vigie.identify.identifiers import checked_identifiers
from vigie.identify.identity import numbers, supplier_id
from vigie.identify.products import ProductFinder
from vigie.identify.resolving import Claim, Resolver
from vigie.identify.stages import StageFinder
from vigie.model.assessment import ProductMatch, SameSupplierAnswer, SameSupplierProposal, Supplier
from vigie.model.content import UNKNOWN_COUNTRY, ProductGroup, Stage
from vigie.model.records import NotUnderstood, Place, SupplierRecord

Makes = Callable[[ProductGroup, str], bool]


@dataclass(frozen=True, slots=True)
class Finders:
    """Everything that is needed to understand a row. `corrections` are what persons say that a folded text means."""

    content: Content
    countries: CountryFinder
    products: ProductFinder
    stages: StageFinder
    makes: Makes
    parties: Resolver
    corrections: Mapping[str, ProductMatch]


@dataclass(frozen=True, slots=True)
class Identified:
    """The suppliers of a list, those that may be one, the main currency, and what could not be identified."""

    suppliers: tuple[Supplier, ...]
    same_suppliers: tuple[SameSupplierProposal, ...]
    answered: tuple[SameSupplierAnswer, ...]
    currency: str
    not_understood: tuple[NotUnderstood, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A record with what was made of it; `supplier` is the key of its supplier, `joined` who said that it is one."""

    record: SupplierRecord
    supplier: str
    joined: Message | None
    country: str
    match: ProductMatch
    stage: Stage | None


@collector_at_rest()
def identify(records: Sequence[SupplierRecord], finders: Finders) -> Identified:
    """The suppliers behind the records, in the order in which the list first names them.

    Two rows are one supplier when they carry the same valid identifier, or exactly the same name and
    country, or when a person said so; never because they look alike.
    """
    doubts: list[NotUnderstood] = []
    resolved = finders.parties.resolve([_claim(record, finders, doubts) for record in records])
    doubts.extend(resolved.doubts)
    rows = [
        _Row(
            record,
            key,
            resolved.why.get(key),
            country,
            _match(record, finders, doubts),
            _stage(record, finders, doubts),
        )
        for record, key, country in zip(records, resolved.keys, resolved.countries, strict=True)
    ]
    currency = _main_currency(records)
    entries: dict[tuple[str, str, str, Stage | None], list[_Row]] = defaultdict(list)
    for row in rows:
        entries[row.supplier, row.country, row.match.group, row.stage].append(row)
    suppliers = tuple(_supplier(group, finders, doubts) for group in entries.values())
    doubts.extend(_other_currencies(records, currency))
    return Identified(suppliers, resolved.proposals, resolved.answered, currency, _folded(doubts))


def _folded(doubts: Iterable[NotUnderstood]) -> tuple[NotUnderstood, ...]:
    """The same doubt about the same text of one file once, with all its rows: a person answers it once."""
    same: dict[tuple[str, str, str, str, Message], list[NotUnderstood]] = defaultdict(list)
    for doubt in doubts:
        place = doubt.place
        same[place.file, place.sheet, place.column, doubt.found, doubt.what].append(doubt)
    return tuple(_on_all_rows(group) for group in same.values())


def _on_all_rows(doubts: list[NotUnderstood]) -> NotUnderstood:
    first = doubts[0]
    if len(doubts) == 1:
        return first
    rows = ", ".join(str(row) for row in sorted({doubt.place.row for doubt in doubts}))
    return replace(first, what=Message("{what} It stands on rows {rows}.", what=first.what, rows=rows))


def _claim(record: SupplierRecord, finders: Finders, doubts: list[NotUnderstood]) -> Claim:
    country = _country(record, finders, doubts)
    identifiers, wrong = checked_identifiers(record, country)
    doubts.extend(wrong)
    return Claim(record, country, numbers(identifiers))


def _country(record: SupplierRecord, finders: Finders, doubts: list[NotUnderstood]) -> str:
    """The country as stated; where none is stated, as the VAT number or the address says."""
    if record.country.strip():
        found = finders.countries.find(record.country)
        if found.alpha2 == UNKNOWN_COUNTRY:
            doubts.append(
                NotUnderstood(
                    replace(record.place, column=record.place.column or "country"),
                    record.country,
                    found.why,
                    Message("Write the country's name or its two-letter code."),
                )
            )
        return found.alpha2
    return finders.countries.find_elsewhere(record).alpha2


def _match(record: SupplierRecord, finders: Finders, doubts: list[NotUnderstood]) -> ProductMatch:
    """What was bought: as a person says that this text means, else as the text and the codes say."""
    if finders.corrections and (judged := finders.corrections.get(fold(record.product))):
        return judged
    codes = {"cpv": record.cpv, "hs": record.hs, "nace": record.nace, "isic": record.isic}
    match = finders.products.find(record.product, **codes)
    if match.group:
        doubts.extend(_unresolved(record, finders.products.unresolved(**codes)))
    stated = next(filter(None, (record.product, record.cpv, record.hs, record.nace, record.isic)), "")
    if not match.group and stated:
        doubts.append(
            NotUnderstood(
                record.place,
                stated,
                match.why,
                Message("Say in one or two everyday words what is bought, or give its CPV code."),
            )
        )
    return match


def _unresolved(record: SupplierRecord, codes: Iterable[tuple[str, str]]) -> Iterator[NotUnderstood]:
    """The codes beside a recognised product that themselves say nothing to us."""
    for scheme, code in codes:
        yield NotUnderstood(
            replace(record.place, column=scheme),
            code,
            Message("No product group of ours goes with this {scheme} code.", scheme=scheme.upper()),
            Message("Check the code; what was bought was recognised without it."),
        )


def _stage(record: SupplierRecord, finders: Finders, doubts: list[NotUnderstood]) -> Stage | None:
    found = finders.stages.find(record.stage)
    if record.stage and found is None:
        doubts.append(
            NotUnderstood(
                record.place,
                record.stage,
                Message("This stage of production is not known."),
                Message("Write raw material, component or final production."),
            )
        )
    return found


def _supplier(rows: list[_Row], finders: Finders, doubts: list[NotUnderstood]) -> Supplier:
    """One entry from its rows."""
    first = rows[0]
    whole = first.record if len(rows) == 1 else _together([row.record for row in rows], doubts)
    match = first.match if len(rows) == 1 else max((row.match for row in rows), key=lambda match: match.confidence)
    group = finders.content.products.get(first.match.group)
    return Supplier(
        id=supplier_id(first.supplier),
        name=whole.name,
        country=first.country,
        rows=(whole.place,) if len(rows) == 1 else tuple(row.record.place for row in rows),
        product=whole.product,
        match=match,
        stage=first.stage or Stage.FINAL_PRODUCTION,
        producer=first.stage is not None or (group is not None and finders.makes(group, first.country)),
        people=whole.workers,
        spend=whole.spend,
        currency="" if whole.spend is None else whole.currency,
        monthly_net_wage=whole.monthly_net_wage,
        wage_currency="" if whole.monthly_net_wage is None else whole.wage_currency,
        women_share=whole.women_share,
        migrant_share=whole.migrant_share,
        joined=first.joined,
    )


def _together(records: Sequence[SupplierRecord], doubts: list[NotUnderstood]) -> SupplierRecord:
    """What several rows say of one entry, as one record: spend is summed, the riskiest of the other figures is kept."""
    spend, currency = _spend(records, doubts)
    wage, wage_currency = min(
        ((each.monthly_net_wage, each.wage_currency) for each in records if each.monthly_net_wage is not None),
        default=(None, ""),
    )
    return replace(
        records[0],
        product="; ".join(dict.fromkeys(each.product for each in records if each.product)),
        workers=max((each.workers for each in records if each.workers is not None), default=None),
        spend=spend,
        currency=currency,
        monthly_net_wage=wage,
        wage_currency=wage_currency,
        women_share=max((each.women_share for each in records if each.women_share is not None), default=None),
        migrant_share=max((each.migrant_share for each in records if each.migrant_share is not None), default=None),
    )


def _spend(records: Iterable[SupplierRecord], doubts: list[NotUnderstood]) -> tuple[Decimal | None, str]:
    """The sum of what was spent. Amounts in two currencies are not added: the sum is then unknown."""
    stated = [each for each in records if each.spend is not None]
    if not stated:
        return None, ""
    currencies = {each.currency for each in stated}
    if len(currencies) > 1:
        doubts.append(
            NotUnderstood(
                stated[0].place,
                ", ".join(sorted(currencies)),
                Message("This supplier is paid in several currencies, which are not added up."),
                Message("Give all amounts in one currency."),
            )
        )
        return None, ""
    return sum((each.spend for each in stated if each.spend is not None), Decimal(0)), currencies.pop()


def _main_currency(records: Sequence[SupplierRecord]) -> str:
    counted = Counter(each.currency for each in records if each.spend is not None)
    return max(sorted(counted), key=lambda currency: counted[currency], default="")


def _other_currencies(records: Sequence[SupplierRecord], main: str) -> list[NotUnderstood]:
    """Amounts that cannot be held against the others, once per currency, with the first place."""
    first: dict[str, Place] = {}
    for each in records:
        if each.spend is not None and each.currency != main:
            first.setdefault(each.currency, each.place)
    return [
        NotUnderstood(
            place,
            currency,
            Message(
                "Amounts in this currency are not compared with those in {main}: no exchange rate is held.",
                main=main or Message("no stated currency"),
            ),
            Message("Give all amounts in one currency."),
        )
        for currency, place in first.items()
    ]
