"""What a company makes, imports or sells, and how surely it is what a rule names: certainly, possibly, or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vigie.errors import Message, Term
from vigie.model.content import ProductGroup

CUSTOMS = "cn:"
"""Before a customs code in the list of goods that a rule names; without it, an entry is the id of a product group."""


@dataclass(frozen=True, slots=True)
class Good:
    """One good of the company. `groups` are the product groups that it belongs to, `prefixes` the customs codes that
    may be meant; `exact` says that the company gave the code itself. `kilograms` a year and `role` may be unknown."""

    groups: frozenset[str]
    prefixes: tuple[str, ...]
    exact: bool
    kilograms: float | None
    role: str

    @property
    def named(self) -> Message:
        """What a person calls it: its product group, or its customs code."""
        if self.groups:
            return Message("{name}", name=Term("product_group", min(self.groups)))
        return Message("CN {code}", code=self.prefixes[0])

    def has_role(self, roles: Sequence[str]) -> bool | None:
        """Whether it counts in one of these roles; None where its role is not known."""
        if not roles:
            return True
        return self.role in roles if self.role else None

    def is_one_of(self, wanted: Iterable[str]) -> bool | None:
        """Whether it is what a rule names; None where its code is too short to tell."""
        answers = [self._is(each) for each in wanted]
        return True if True in answers else None if None in answers else False

    def _is(self, wanted: str) -> bool | None:
        if not wanted.startswith(CUSTOMS):
            return wanted in self.groups
        return self.under(wanted.removeprefix(CUSTOMS))

    def under(self, code: str) -> bool | None:
        """Whether it falls under a customs code; None where it may."""
        if self.exact and self.prefixes[0].startswith(code):
            return True
        return None if any(each.startswith(code) or code.startswith(each) for each in self.prefixes) else False


def goods(stated: Sequence[Mapping[str, Any]], groups: Mapping[str, ProductGroup]) -> tuple[Good, ...]:
    """The goods among what a company states; services are none."""
    found = (_good(each, groups) for each in stated)
    return tuple(each for each in found if not _service(each, groups))


def _good(stated: Mapping[str, Any], groups: Mapping[str, ProductGroup]) -> Good:
    code = "".join(filter(str.isdigit, stated.get("cn", "")))
    named = {stated["group"]} if "group" in stated else set()
    return Good(
        groups=frozenset(named or _groups_of(code, groups)),
        prefixes=(code,) if code else groups[stated["group"]].codes.get("hs", ()),
        exact=bool(code),
        kilograms=stated.get("kg"),
        role=stated.get("role", ""),
    )


def _groups_of(code: str, groups: Mapping[str, ProductGroup]) -> set[str]:
    """The product group with the longest prefix of a customs code."""
    prefixes = {prefix: each.id for each in groups.values() for prefix in each.codes.get("hs", ())}
    fitting = [prefix for prefix in prefixes if code.startswith(prefix)]
    return {prefixes[max(fitting, key=len)]} if fitting else set()


def _service(good: Good, groups: Mapping[str, ProductGroup]) -> bool:
    return any(groups[each].kind == "service" for each in good.groups)
