"""Where things stand in a notice: a tree of the places that the mapping names, walked along with the notice itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from vigie.outputs.ocds.rules import FieldRule, ObjectRule

Element = etree._Element

_STEP = re.compile(r"(?P<name>\w+)(?:<(?P<not>!?)(?P<kinds>[^>]+)>)?")
_WRAPPERS = frozenset({"UBLExtensions", "UBLExtension"})
_INNER = "EformsExtension"
_PREFIXES = {"LOT": "Lot", "GLO": "LotsGroup", "PAR": "Part"}


@lru_cache(maxsize=1 << 12)
def is_wrapper(tag: str) -> bool:
    """Whether an element of this full name only wraps an extension."""
    return name_of(tag) in _WRAPPERS


@lru_cache(maxsize=1 << 12)
def name_of(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2]


@dataclass(slots=True)
class Edge:
    """A step to a child: its name, and which lists or schemes it must, or must not, carry."""

    kinds: frozenset[str]
    excluded: bool
    node: Node


@dataclass(slots=True)
class Node:
    """One place: the objects that begin there, the fields that stand there, and the places below."""

    opens: list[ObjectRule] = field(default_factory=list)
    fields: list[FieldRule] = field(default_factory=list)
    edges: dict[str, list[Edge]] = field(default_factory=dict)
    _by_tag: dict[str, list[Edge]] = field(default_factory=dict)

    def leading(self, tag: str) -> list[Edge]:
        """The steps that a child with this full name may be, none for most; remembered by the full name."""
        found = self._by_tag.get(tag)
        if found is None:
            found = self._by_tag[tag] = self.edges.get(name_of(tag), [])
        return found

    def below(self, path: str) -> Node:
        """The place at a path below this one, made where it is not there yet."""
        node = self
        for step in filter(None, re.split(r"/(?![^<]*>)", path)):
            node = node._step(step)
        return node

    def _step(self, written: str) -> Node:
        found = _STEP.fullmatch(written)
        if found is None:
            raise ValueError(written)
        kinds = frozenset(filter(None, (found["kinds"] or "").split(",")))
        edges = self.edges.setdefault(found["name"], [])
        for edge in edges:
            if (edge.kinds, edge.excluded) == (kinds, found["not"] == "!"):
                return edge.node
        edges.append(Edge(kinds, found["not"] == "!", Node()))
        return edges[-1].node


def children(element: Element) -> Iterator[Element]:
    """The children of an element, with those of its extension in place of the wrappers around it."""
    for child in element:
        if is_wrapper(child.tag):
            for extension in child.iter("{*}" + _INNER):
                yield from extension
        else:
            yield child


def kinds(element: Element) -> frozenset[str]:
    """The list and scheme names that an element or its own codes carry, and the text of its own ID."""
    found = set()
    for each in (element, *element):
        for attribute in ("listName", "schemeName"):
            if value := each.get(attribute):
                found.add(value)
    for each in element.iterfind("{*}ID"):
        text = (each.text or "").strip()
        found.add(text)
        if kind := _PREFIXES.get(text[:3]):
            found -= set(_PREFIXES.values())
            found.add(kind)
    return frozenset(found)


def text_at(element: Element, path: str) -> str:
    """The text at a path below an element; each `^` before the path goes one element up first. Empty where none is."""
    while path.startswith("^"):
        parent = element.getparent()
        if parent is None:
            return ""
        element, path = parent, path[1:]
    for step in path.split("/"):
        child = next((child for child in children(element) if name_of(child.tag) == step), None)
        if child is None:
            return ""
        element = child
    return (element.text or "").strip()
