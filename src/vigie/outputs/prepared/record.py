"""A prepared contract as plain JSON: what a program needs to show it, to follow it up, or to compare it."""

from __future__ import annotations

from typing import Any

import orjson

from vigie.language import Language
from vigie.model.preparing import Chosen, Preparation


def record(preparation: Preparation, language: Language) -> bytes:
    """The need, the advice, the clauses with reasons, what was left out and why; sentences in one language."""
    say = language.say
    need = preparation.need
    found: dict[str, Any] = {
        "as_of": preparation.as_of.isoformat(),
        "content_version": preparation.content_version,
        "language": language.code,
        "need": {
            "text": need.text,
            "cpv": need.cpv,
            "value": need.value,
            "currency": need.currency,
            "months": need.months,
        },
        "product_group": preparation.match.group or None,
        "ambition": preparation.advice.ambition,
        "ambition_of_the_risk": preparation.advice.wanted,
        "reasons": [say(each) for each in preparation.advice.reasons],
        "answers": {each.id: {"answer": each.answer, "assumed": each.assumed} for each in preparation.asked},
        "risks": [
            {"right": each.right, "stage": each.stage, "severity": each.severity.level, "likelihood": each.likelihood}
            for each in preparation.risks
        ],
        "market": [each.id for each in preparation.market],
        "follow_ups": [each.id for each in preparation.follow_ups],
        "clauses": [_clause(each, language) for each in preparation.chosen],
        "left_out": [{"id": each.clause.id, "reason": say(each.reason)} for each in preparation.left_out],
        "totals": preparation.totals,
    }
    return orjson.dumps(found, option=orjson.OPT_INDENT_2) + b"\n"


def _clause(chosen: Chosen, language: Language) -> dict[str, Any]:
    clause = chosen.clause
    return {
        "id": clause.id,
        "name": language.pick(clause.names),
        "stage": clause.stage,
        "level": clause.level,
        "text": language.pick(chosen.text),
        "reasons": [language.say(each) for each in chosen.reasons],
        "articles": [{"source": each.source, "articles": each.articles, "read": each.read} for each in clause.articles],
        "reaches": clause.reaches,
        "rights": clause.rights,
        "proofs": clause.proofs,
        "or_equivalent": clause.equivalent,
        "due": clause.due,
        "checkers": clause.checkers,
        "function": clause.function,
        "hours_per_year": clause.hours_per_year,
        "derogates": clause.derogation is not None,
    }
