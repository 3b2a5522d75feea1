"""From the tree of an eForms notice to a release of OCDS, by the mapping that the content holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vigie.content import Content
from vigie.outputs.ocds.building import Growing, Json, Opened, put
from vigie.outputs.ocds.linking import LINKS, VIA
from vigie.outputs.ocds.mapping import load
from vigie.outputs.ocds.places import Edge, Element, Node, is_wrapper, kinds, text_at
from vigie.outputs.ocds.rules import FieldRule
from vigie.outputs.ocds.values import COUNTED, MAKE
from vigie.outputs.ocds.withheld import withheld

Later = list[tuple[FieldRule, Opened, Element]]
"""What is joined through identifiers, once the whole notice has been walked."""

_JOINED = {"join": "text", "label_join": "label"}


class Converter:
    """Turns notices into releases; the mapping is read once."""

    def __init__(self, content: Content, prefix: str = "") -> None:
        self._rules = load(content)
        self._prefix = prefix

    def mapped(self, root: Element) -> Json:
        """What the mapping makes of a tree, without anything that a whole release must have besides."""
        growing = Growing(self._rules, root, text_at(root, "NoticeLanguageCode"), VIA)
        later: Later = []
        _walk(self._rules.top, root, Opened(growing, None, root, None), later)
        for rule, opened, element in later:
            LINKS[rule.how](growing, opened, element, rule.given)
        withheld(growing, self._rules)
        growing.single()
        return growing.release

    def release(self, root: Element) -> Json:
        """A release that can stand alone: with its ocid, and without what OCDS has no use for when it is incomplete.

        The ocid is the prefix and the identifier of the procedure. A prefix must be registered before publication.
        """
        made = self.mapped(root)
        procedure = text_at(root, "ContractFolderID") or made.get("id", "")
        made["ocid"] = "-".join(filter(None, (self._prefix, procedure)))
        made.setdefault("initiationType", "tender")
        made.setdefault("tag", ["tender"])
        if "tender" in made:
            made["tender"].setdefault("id", procedure)
        _complete(made)
        return made


def _complete(made: Json) -> None:
    """Leaves out what OCDS does not take: a number without a measure, a contract without an award, twins in a list."""
    for holder in (made, made.get("bids", {})):
        _keep(holder, "statistics", "measure", "value")
    _keep(made, "contracts", "id", "awardID")
    _keep(made, "awards", "id")
    _keep(made.get("tender", {}), "lots", "id")
    for name in [name for name, value in made.items() if value in ({}, [])]:
        del made[name]


def _keep(holder: Json, name: str, *needed: str) -> None:
    if name in holder:
        holder[name] = [each for each in holder[name] if each.keys() >= set(needed)]


def _walk(node: Node, element: Element, opened: Opened, later: Later) -> None:
    for rule in node.opens:
        opened = Opened(opened.growing, rule, element, opened)
    for field in node.fields:
        owner = opened.named("" if field.owner == "notice" else field.owner)
        if owner is not None:
            _write(field, owner, element, later)
    if node.edges:
        for child in element:
            if edges := node.leading(child.tag):
                _step(edges, child, opened, later)
            elif is_wrapper(child.tag):
                for inner in child.iter("{*}EformsExtension"):
                    for each in inner:
                        _step(node.leading(each.tag), each, opened, later)


def _step(edges: Sequence[Edge], child: Element, opened: Opened, later: Later) -> None:
    found: frozenset[str] | None = None
    for edge in edges:
        if edge.kinds:
            if found is None:
                found = kinds(child)
            if edge.kinds.isdisjoint(found) != edge.excluded:
                continue
        _walk(edge.node, child, opened, later)


def _write(rule: FieldRule, owner: Opened, element: Element, later: Later) -> None:
    text = (element.text or "").strip()
    if not text or text == rule.unless:
        return
    if rule.how in LINKS:
        later.append((rule, owner, element))
        return
    value = MAKE[_JOINED.get(rule.how, rule.how)](owner.growing, owner, element, rule.given)
    if value is not None:
        for holder in _holders(rule, owner):
            _put(holder, rule, value)


def _holders(rule: FieldRule, owner: Opened) -> list[Json]:
    if rule.via:
        return owner.growing.via(rule.via, owner)
    if rule.target.base == "":
        return [owner.growing.release]
    base = owner.named(rule.target.base)
    return [] if base is None else base.json()


def _put(holder: Json, rule: FieldRule, value: Any) -> None:
    if rule.how in _JOINED:
        place = holder
        for name in rule.target.way:
            place = place.setdefault(name, {})
        before = place.get(rule.target.last)
        between = rule.given if rule.how == "join" else " "
        value = between.join((before, value)) if before and value not in before else before or value
    if isinstance(value, dict) and value.get("id") == COUNTED:
        place = holder
        for name in rule.target.way:
            place = place.setdefault(name, {})
        value = value | {"id": str(len(place.get(rule.target.last, ())) + 1)}
    put(holder, rule.target, value)
