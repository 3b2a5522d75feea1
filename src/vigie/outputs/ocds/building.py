"""The release while it grows: objects that are made when first written to, found again by their identifiers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from vigie.outputs.ocds.mapping import Rules
from vigie.outputs.ocds.places import Element, text_at
from vigie.outputs.ocds.rules import ObjectRule, Target

Json = dict[str, Any]


class Opened:
    """An object that began at an element; its JSON is made when something is written to it, not before."""

    __slots__ = ("_made", "_shared", "element", "growing", "parent", "rule")

    def __init__(self, growing: Growing, rule: ObjectRule | None, element: Element, parent: Opened | None) -> None:
        self.growing = growing
        self.rule = rule
        self.element = element
        self.parent = parent
        self._made: list[Json] | None = None
        self._shared: dict[str, list[Json]] = {}

    @property
    def id(self) -> str:
        """The identifier that the notice gives the object, if any."""
        return text_at(self.element, self.rule.id or "ID") if self.rule else ""

    def json(self) -> list[Json]:
        """The object in the release; several where the notice means it in several places, none where in none."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def named(self, name: str) -> Opened | None:
        """The nearest object of a name, from this one outwards."""
        found: Opened | None = self
        while found is not None and (found.rule.name if found.rule else "") != name:
            found = found.parent
        return found

    def _make(self) -> list[Json]:
        rule = self.rule
        if rule is None or self.parent is None:
            return [self.growing.release]
        above = self.parent.named("" if rule.parent == "notice" else rule.parent)
        if rule.shared and above is not None:
            if rule.name not in above._shared:
                above._shared[rule.name] = self._new(rule)
            return above._shared[rule.name]
        return self._new(rule)

    def _new(self, rule: ObjectRule) -> list[Json]:
        return [self._entry(rule, holder) for holder in self._holders(rule)]

    def _holders(self, rule: ObjectRule) -> Sequence[Json]:
        if rule.via:
            return self.growing.via(rule.via, self)
        base = self.named(rule.into.base)
        return base.json() if base is not None else ()

    def _entry(self, rule: ObjectRule, holder: Json) -> Json:
        place = below(holder, rule.into.way)
        if not rule.into.many:
            made: Json = place.setdefault(rule.into.last, {})
        else:
            made = self.growing.entry(place.setdefault(rule.into.last, []), self.id if rule.id else "", rule.number)
        for name, value in rule.set:
            made.setdefault(name, value)
        for name, path in rule.text:
            if text := text_at(self.element, path):
                made.setdefault(name, text)
        for name, other in rule.links:
            linked = self.named(other)
            if linked is not None and linked.id:
                put(made, Target("", (), name.removesuffix("[]"), name.endswith("[]")), linked.id)
        return made


Way = Callable[["Growing", Opened], Iterable[Json]]
"""Finds the objects that a notice joins to another only through identifiers."""


class Growing:
    """A release that is being filled from one notice."""

    def __init__(self, rules: Rules, root: Element, main_language: str, ways: Mapping[str, Way]) -> None:
        self.rules = rules
        self._ways = ways
        self.root = root
        self.main_language = main_language
        self.release: Json = {}
        self._known: dict[tuple[int, str], Json] = {}
        self._loose: dict[int, list[Json]] = {}

    def entry(self, entries: list[Json], identifier: str, number: int | None = None) -> Json:
        """The entry of a list with an identifier, added where there is none; without one, a new and counted entry."""
        if identifier and (found := self._known.get((id(entries), identifier))):
            return found
        made: Json = {}
        if identifier:
            made["id"] = identifier
            self._known[id(entries), identifier] = made
        elif number is not None:
            made["id"] = str(len(entries) + number)
        else:
            self._loose[id(entries)] = entries
        entries.append(made)
        return made

    def single(self) -> None:
        """Entries without an identifier that turned out alike stand once."""
        for entries in self._loose.values():
            entries[:] = [each for number, each in enumerate(entries) if each not in entries[:number]]

    def listed(self, *way: str) -> list[Json]:
        """The list at a place of the release, made where it is not there yet."""
        found: list[Json] = below(self.release, way[:-1]).setdefault(way[-1], [])
        return found

    def party(self, identifier: str) -> Json:
        """The party with an identifier."""
        return self.entry(self.listed("parties"), identifier)

    def via(self, name: str, opened: Opened) -> list[Json]:
        """The objects that a notice joins to an element only through identifiers."""
        return list(self._ways[name](self, opened))


def below(holder: Json, way: Sequence[str]) -> Json:
    """The object at a way below another, made where it is not there yet."""
    for name in way:
        holder = holder.setdefault(name, {})
    return holder


def put(holder: Json, target: Target, value: Any) -> None:
    """Writes a value; a list takes it once, and each of several."""
    place = below(holder, target.way)
    if not target.many:
        place[target.last] = value
        return
    entries = place.setdefault(target.last, [])
    entries.extend(each for each in (value if isinstance(value, list) else [value]) if each not in entries)
