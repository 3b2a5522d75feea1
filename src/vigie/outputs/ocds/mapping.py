"""Reads the mapping from the content: which object of OCDS begins where, and what each place becomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vigie.content import Content
from vigie.outputs.ocds.places import Node
from vigie.outputs.ocds.rules import FieldRule, ObjectRule, Target

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Codes:
    """The labels of codes and their counterparts in OCDS, and country codes of two letters."""

    labels: Mapping[str, Mapping[str, str]]
    maps: Mapping[str, Mapping[str, Any]]
    countries: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole mapping, ready to be walked along with a notice."""

    top: Node
    withheld: Raw
    notice_address: str
    union: str
    codes: Codes


def load(content: Content) -> Rules:
    """The mapping that the content holds."""
    documents = {each["id"]: each for each in content.documents("notices/*.yml")}
    raw, codes = documents["eforms_to_ocds"], documents["codes"]
    top = Node()
    nodes = dict(_objects(raw["objects"], top))
    for family in raw["fields"]:
        for owner in family["for"]:
            for place, written in family["places"].items():
                for node in nodes[owner]:
                    node.below(place).fields.extend(_fields(owner, written))
    return Rules(top, raw["withheld"], raw["notice_address"], raw["union"], _codes(codes, content))


def _codes(raw: Raw, content: Content) -> Codes:
    countries = {fact.row["alpha3"]: fact.row["alpha2"] for fact in content.facts("countries")}
    return Codes(raw["labels"], raw["maps"], countries)


def _objects(raw: Raw, top: Node) -> Iterator[tuple[str, list[Node]]]:
    """The places where each object begins; an object stands below those that are named before it."""
    nodes: dict[str, list[Node]] = {"notice": [top]}
    yield "notice", [top]
    for name, each in raw.items():
        nodes[name] = []
        for parent in each["under"]:
            for above in nodes[parent]:
                node = above.below(each["at"])
                node.opens.append(_object(name, parent, each))
                nodes[name].append(node)
        yield name, nodes[name]


def _object(name: str, parent: str, raw: Raw) -> ObjectRule:
    return ObjectRule(
        name=name,
        parent=parent,
        into=target(raw["into"], parent),
        id=raw.get("id", ""),
        number=raw.get("number"),
        shared=raw.get("shared", False),
        via=raw.get("via", ""),
        links=tuple(raw.get("links", {}).items()),
        text=tuple(raw.get("text", {}).items()),
        set=tuple(raw.get("set", {}).items()),
    )


def _fields(owner: str, written: Any) -> Iterator[FieldRule]:
    several = isinstance(written, Sequence) and not isinstance(written, str) and isinstance(written[0], list)
    for each in written if several else [written]:
        yield _field(owner, [each] if isinstance(each, str) else each)


def _field(owner: str, written: Sequence[Any]) -> FieldRule:
    more: dict[str, str] = {}
    rest = list(written[2:])
    while rest and isinstance(rest[-1], Mapping) and rest[-1].keys() <= {"unless", "via"}:
        more |= rest.pop()
    return FieldRule(
        owner=owner,
        target=target(written[0], owner),
        how=str(written[1]) if len(written) > 1 else "text",
        given=rest[0] if rest else None,
        unless=more.get("unless", ""),
        via=more.get("via", ""),
    )


def target(written: str, owner: str) -> Target:
    """Where in the release something goes, as the mapping writes it."""
    base, colon, path = written.rpartition(":")
    if not colon:
        base = "" if written.startswith("/") or owner == "notice" else owner
    names = path.strip("/").split(".") if path.strip("/") != "." else [""]
    return Target(base, tuple(names[:-1]), names[-1].removesuffix("[]"), names[-1].endswith("[]"))
