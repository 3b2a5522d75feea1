"""Turns the files of the clause library, already of the right shape, into model clauses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vigie.model.clause_library import Ambition, ClauseArticle, Derogation, Due, Effort, ModelClause, Place, Use
from vigie.model.clauses import ClauseStage

Raw = Mapping[str, Any]


def clause(raw: Raw) -> ModelClause:
    """One clause of the library."""
    return ModelClause(
        id=raw["id"],
        names=raw["names"],
        stage=ClauseStage(raw["stage"]),
        articles=tuple(map(_article, raw["articles"])),
        level=Ambition(raw["level"]),
        reaches=tuple(raw["reaches"]),
        rights=tuple(raw["rights"]),
        obligation=raw["obligation"],
        text=raw["text"],
        places=tuple(Place(each["id"], each["default"], each["unit"]) for each in raw["parameters"]),
        proofs=tuple(raw["proof"]["kinds"]),
        equivalent=raw["proof"]["equivalent"],
        due=tuple(Due(**each) for each in raw["due"]),
        checkers=tuple(raw["checking"]["by"]),
        checked_how=raw["checking"]["how"],
        consequence=raw["consequence"],
        function=raw["capacity"]["function"],
        hours_per_year=raw["capacity"]["hours_per_year"],
        buyer=Effort(**raw["effort"]["buyer"]),
        contractor=Effort(**raw["effort"]["contractor"]),
        judgement=raw["effort"]["judgement"],
        small_firms=raw["small_firms"],
        derogation=None if raw["derogation"] == "none" else _derogation(raw["derogation"]),
        use=_use(raw["use"]),
        when=raw["when"],
        when_not=raw["when_not"],
    )


def _article(raw: Raw) -> ClauseArticle:
    return ClauseArticle(raw["source"], raw["articles"], raw["read"])


def _derogation(raw: Raw) -> Derogation:
    return Derogation(_article(raw), raw["reason"])


def _use(raw: Raw) -> Use:
    return Use(
        chains=frozenset(raw.get("chains", ())),
        groups=frozenset(raw.get("groups", ())),
        cpv=tuple(raw.get("cpv", ())),
        rights_at_risk=frozenset(raw.get("rights_at_risk", ())),
        unverifiable=raw.get("unverifiable", False),
        value_from=raw.get("value_from"),
        value_below=raw.get("value_below"),
        months_from=raw.get("months_from"),
        months_below=raw.get("months_below"),
        answers=raw.get("answers"),
        replaced_by=tuple(raw.get("replaced_by", ())),
    )
