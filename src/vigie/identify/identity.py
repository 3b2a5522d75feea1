"""When two rows are one supplier: the same valid identifier, or exactly the same name and country; never likeness."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from vigie.identify.folding import fold
from vigie.identify.identifiers import Identifier


def same_supplier_key(name: str, country: str, identifiers: Sequence[Identifier]) -> str:
    """The key that the rows of one supplier share: its firmest valid number, else its folded name and country.

    `identifiers` are valid and stand the firmest first. A Belgian VAT number and an enterprise number are one number
    and give one key. Legal forms stay in the name: `Delta NV` and `Delta BV` are two suppliers.
    """
    if not identifiers:
        return f"name:{fold(name) or name.strip()}|{country}"
    return f"number:{_number(identifiers[0])}"


def supplier_id(key: str, identifiers: Sequence[Identifier]) -> str:
    """An id that stays the same from list to list: the number itself, else `N` and ten letters made from the key."""
    if identifiers:
        return _number(identifiers[0])
    return "N" + sha256(key.encode()).hexdigest()[:10]


def _number(identifier: Identifier) -> str:
    if identifier.scheme == "vat" and identifier.country == "BE":
        return identifier.value.removeprefix("BE")
    return identifier.value
