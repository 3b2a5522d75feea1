"""When rows are one supplier by rule: the same valid number, or exactly the same name and country; never likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import sha256

from vigie.identify.folding import fold
from vigie.identify.identifiers import NUMBERING, Identifier

Number = tuple[str, str]
"""A valid number that names an organisation: its kind, and its value as normalised."""

SITE_KINDS = frozenset({"gln", "os_id"})
"""Numbers of places: one organisation may have many, so two of them never contradict each other."""

_BY_NUMBER = "number:"


def numbers(identifiers: Sequence[Identifier]) -> tuple[Number, ...]:
    """The numbers of a row, the firmest first. A Belgian VAT number and an enterprise number are one number.

    VAT numbers of two countries are of two kinds: a company may be registered in both.
    """
    return tuple(dict.fromkeys(map(_number, identifiers)))


def _number(identifier: Identifier) -> Number:
    if identifier.scheme != "vat":
        return identifier.scheme, identifier.value
    if identifier.country == "BE":
        return "be_enterprise", identifier.value.removeprefix("BE")
    return f"vat:{identifier.country}", identifier.value


def conflict(some: Collection[Number], others: Collection[Number]) -> bool:
    """Whether the numbers of two suppliers say that they are two: of a kind that both have, they share none."""
    kinds = {kind for kind, _ in some} & {kind for kind, _ in others} - SITE_KINDS
    return any(not (_of(kind, some) & _of(kind, others)) for kind in kinds)


def _of(kind: str, among: Collection[Number]) -> set[Number]:
    return {number for number in among if number[0] == kind}


def name_key(name: str, country: str) -> str:
    """The key of a supplier that is known by its folded name and country alone.

    Legal forms stay in the name: `Delta NV` and `Delta BV` are two suppliers.
    """
    return f"name:{fold(name) or name.strip()}|{country}"


def supplier_id(key: str) -> str:
    """An id that stays the same from list to list: the number itself, else `N` and ten letters made from the key."""
    if key.startswith(_BY_NUMBER):
        return key.removeprefix(_BY_NUMBER)
    return "N" + sha256(key.encode()).hexdigest()[:10]


def keys_by_number(rows: Sequence[tuple[Number, ...]]) -> list[str]:
    """Per row the key that its numbers give, empty where it has none; rows that share a number share the key.

    The key is the firmest number of all that rows tie together. Where these contradict each other (one LEI beside
    two VAT numbers), nothing is tied together: each row keeps its own firmest number.
    """
    firmest = _firmest({row for row in rows if row})
    return [_BY_NUMBER + firmest.get(row[0], row[0])[1] if row else "" for row in rows]


def _firmest(rows: Collection[tuple[Number, ...]]) -> Mapping[Number, Number]:
    """The firmest of the numbers that a number is tied to, for the numbers that are tied to others."""
    tied: dict[Number, set[Number]] = defaultdict(set)
    for row in rows:
        for number in row:
            tied[number].update(row)
    found: dict[Number, Number] = {}
    for together in _together(tied):
        if not _contradictory(together):
            found.update(dict.fromkeys(together, min(together, key=_firmness)))
    return found


def _firmness(number: Number) -> tuple[int, Number]:
    return NUMBERING.index(number[0].partition(":")[0]), number


def _together(tied: Mapping[Number, set[Number]]) -> Iterator[set[Number]]:
    """The numbers that are tied together, directly or through others; single ones are left out."""
    seen: set[Number] = set()
    for number in tied:
        if number in seen or len(tied[number]) == 1:
            continue
        together, waiting = {number}, [number]
        while waiting:
            new = tied[waiting.pop()] - together
            together |= new
            waiting.extend(new)
        seen |= together
        yield together


def _contradictory(together: Collection[Number]) -> bool:
    kinds = [kind for kind, _ in together if kind not in SITE_KINDS]
    return len(kinds) != len(set(kinds))


def supplier_keys(by_number: Sequence[str], by_name: Sequence[str]) -> list[str]:
    """Per row the key of its supplier: that of its number; without one, that of its name and country.

    A row without a number belongs to the one number that carries exactly its name and country in other rows.
    Where two numbers carry them, nobody can say to which it belongs, and it stays by itself.
    """
    claims: dict[str, set[str]] = defaultdict(set)
    for number, name in zip(by_number, by_name, strict=True):
        if number:
            claims[name].add(number)
    return [number or _claimed(name, claims) for number, name in zip(by_number, by_name, strict=True)]


def _claimed(name: str, claims: Mapping[str, set[str]]) -> str:
    owners = claims.get(name, ())
    return next(iter(owners)) if len(owners) == 1 else name
