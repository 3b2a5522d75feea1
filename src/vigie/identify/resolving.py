"""From rows to suppliers: joined by rule and by what persons judged; what is only alike is proposed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vigie.errors import Message
from vigie.identify.countries import CountryFinder
from vigie.identify.identity import Number, keys_by_number, name_key, supplier_id, supplier_keys
from vigie.identify.judgements import JudgedRow, Known, Verdict, answers, judge
from vigie.identify.party_names import PartyWords
from vigie.identify.proposals import Party, Proposer
from vigie.model.assessment import SameSupplierAnswer, SameSupplierProposal
from vigie.model.content import UNKNOWN_COUNTRY
from vigie.model.records import NotUnderstood, Place, SupplierRecord


@dataclass(frozen=True, slots=True)
class Claim:
    """Who a row says that the supplier is: its record, the country as understood, its valid numbers."""

    record: SupplierRecord
    country: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """Per row the key of its supplier and its country; per joined key who joined it; pairs that may be one."""

    keys: Sequence[str]
    countries: Sequence[str]
    why: Mapping[str, Message]
    proposals: tuple[SameSupplierProposal, ...]
    answered: tuple[SameSupplierAnswer, ...]
    doubts: tuple[NotUnderstood, ...]


class Resolver:
    """Resolves rows to suppliers, with the judgements of persons that are given.

    `parameters` are the numbers of the method. A content that has none for this, as older ones, proposes nothing.
    """

    def __init__(
        self,
        countries: CountryFinder,
        words: PartyWords,
        parameters: Mapping[str, float],
        judgements: Sequence[JudgedRow] = (),
    ) -> None:
        self._countries = countries
        self._words = words
        self._parameters = parameters
        self._judgements = judgements

    def with_judgements(self, judgements: Sequence[JudgedRow]) -> Resolver:
        """The same resolver with what persons judged."""
        return Resolver(self._countries, self._words, self._parameters, judgements)

    def resolve(self, claims: Sequence[Claim]) -> Resolved:
        """The suppliers behind the rows. Raises `WrongUse` where judgements of persons contradict each other."""
        by_number = keys_by_number([claim.numbers for claim in claims])
        countries = _known_countries(by_number, [claim.country for claim in claims])
        by_name = [name_key(each.record.name, country) for each, country in zip(claims, countries, strict=True)]
        keys = supplier_keys(by_number, by_name)
        verdict = self._verdict(claims, keys, countries)
        if verdict.becomes:
            keys = [verdict.becomes.get(key, key) for key in keys]
            countries = _known_countries(keys, countries)
        proposals, doubts = self._proposals(claims, keys, countries, verdict)
        return Resolved(keys, countries, verdict.why, proposals, answers(self._judgements), (*verdict.doubts, *doubts))

    def _verdict(self, claims: Sequence[Claim], keys: Sequence[str], countries: Sequence[str]) -> Verdict:
        if not self._judgements:
            return Verdict({}, {}, frozenset(), ())
        known = Known(lambda country: self._countries.find(country).alpha2)
        for claim, key, country in zip(claims, keys, countries, strict=True):
            known.add(key, claim.record.name, country, claim.numbers)
        return judge(self._judgements, known, self._words)

    def _proposals(
        self, claims: Sequence[Claim], keys: Sequence[str], countries: Sequence[str], verdict: Verdict
    ) -> tuple[tuple[SameSupplierProposal, ...], tuple[NotUnderstood, ...]]:
        count, most = len(set(keys)), int(self._parameters.get("same_supplier_list_most", 0))
        if not most:
            return (), ()
        if count > most:
            return (), (_too_many(claims[0].record.place, count, most),)
        proposer = Proposer(self._words, self._parameters)
        return proposer.propose(_parties(claims, keys, countries), verdict.apart), ()


def _known_countries(keys: Sequence[str], countries: Sequence[str]) -> list[str]:
    """Rows without a country take the one that the same supplier states elsewhere, if there is only one."""
    stated: dict[str, set[str]] = defaultdict(set)
    for key, country in zip(keys, countries, strict=True):
        if key and country != UNKNOWN_COUNTRY:
            stated[key].add(country)
    return [
        next(iter(stated[key])) if country == UNKNOWN_COUNTRY and len(stated.get(key, ())) == 1 else country
        for key, country in zip(keys, countries, strict=True)
    ]


def _parties(claims: Sequence[Claim], keys: Sequence[str], countries: Sequence[str]) -> list[Party]:
    rows: dict[str, list[int]] = defaultdict(list)
    for row, key in enumerate(keys):
        rows[key].append(row)
    return [_party(key, [claims[row] for row in own], {countries[row] for row in own}) for key, own in rows.items()]


def _party(key: str, claims: Sequence[Claim], countries: set[str]) -> Party:
    return Party(
        supplier_id(key),
        frozenset(claim.record.name for claim in claims),
        min(countries - {UNKNOWN_COUNTRY}, default=UNKNOWN_COUNTRY),
        frozenset(number for claim in claims for number in claim.numbers),
        frozenset(claim.record.postcode for claim in claims),
        frozenset(claim.record.city for claim in claims),
    )


def _too_many(place: Place, count: int, most: int) -> NotUnderstood:
    return NotUnderstood(
        Place(place.file),
        str(count),
        Message("So many suppliers were not compared by likeness; up to {most} are.", most=most),
        Message("Give fewer suppliers at a time to see which may be one under several spellings."),
    )
