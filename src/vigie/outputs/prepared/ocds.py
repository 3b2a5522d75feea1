"""A prepared contract as open data: an OCDS release package with sustainability goals, strategies and terms per lot."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import orjson

from vigie.content import Content
from vigie.language import Language
from vigie.model.clauses import ClauseStage
from vigie.model.preparing import Preparation
from vigie.outputs.prepared.eforms import LOT, objective_text, performance_text, social_objective

_PREFIX = "ocds-000000"
"""Stands until the publisher puts its own registered prefix: nobody can lend it one."""


def ocds_package(preparation: Preparation, content: Content, language: Language) -> bytes:
    """The release package as JSON. What the need does not say (the buyer, the value) is left out, not invented."""
    rules = content.preparing("notices")
    tender = _tender(preparation, rules, language)
    number = sha256(orjson.dumps(tender, option=orjson.OPT_SORT_KEYS)).hexdigest()[:12]
    moment = f"{preparation.as_of.isoformat()}T00:00:00Z"
    release = {
        "ocid": f"{_PREFIX}-{number}",
        "id": f"{number}-tender",
        "date": moment,
        "language": language.code,
        "tag": ["tender"],
        "initiationType": "tender",
        "tender": {"id": number, **tender},
    }
    package = {
        "uri": f"urn:sha256:{number}",
        "version": "1.1",
        "extensions": rules["extensions"],
        "publishedDate": moment,
        "publisher": {"name": preparation.need.buyer or rules["publisher"][language.code]},
        "releases": [release],
    }
    return orjson.dumps(package, option=orjson.OPT_INDENT_2) + b"\n"


def _tender(preparation: Preparation, rules: Mapping[str, Any], language: Language) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": preparation.need.text or preparation.need.cpv,
        "lots": [_lot(preparation, rules, language)],
    }
    grounds = [
        {"type": code, "description": language.pick(chosen.text)}
        for chosen in preparation.chosen
        for code in rules["exclusion_grounds"].get(chosen.clause.id, ())
    ]
    return found | ({"exclusionGrounds": {"criteria": grounds}} if grounds else {})


def _lot(preparation: Preparation, rules: Mapping[str, Any], language: Language) -> dict[str, Any]:
    need = preparation.need
    lot: dict[str, Any] = {"id": LOT}
    if need.value is not None and need.currency:
        lot["value"] = {"amount": need.value, "currency": need.currency}
    if terms := performance_text(preparation, language, rules["text_most"]):
        lot["contractTerms"] = {"performanceTerms": terms}
    if strategies := _strategies(preparation, rules["strategies"]):
        lot["hasSustainability"] = True
        lot["sustainability"] = [
            {
                "goal": social_objective(preparation.kind, rules["goals"]),
                "strategies": strategies,
                "description": objective_text(preparation, language, rules["text_most"]),
            }
        ]
    return lot


def _strategies(preparation: Preparation, strategies: Mapping[str, str]) -> list[str]:
    """How the goal is pursued: by the stages at which some clause stands."""
    stages = {each.clause.stage for each in preparation.chosen}
    return [strategies[stage] for stage in ClauseStage if stage in stages and stage in strategies]
