"""Turns plain data from content files, already of the right shape, into the nouns of the model."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from vigie.errors import Message
from vigie.model.content import (
    Authority,
    ChainStage,
    Exclusion,
    Hazard,
    HazardLevel,
    Indicator,
    Instrument,
    Judgement,
    Origin,
    Parameter,
    Part,
    ProductGroup,
    Register,
    ReportedContext,
    Right,
    Source,
    Stage,
)
from vigie.model.duties import (
    AllOf,
    AnyOf,
    Citation,
    CompanyFact,
    Comparison,
    Condition,
    Duty,
    NotOf,
    Period,
    Relation,
)

Raw = Mapping[str, Any]


def product(raw: Raw) -> ProductGroup:
    """A product or service group; its stages stand from raw material to final production."""
    return ProductGroup(
        id=raw["id"],
        names=raw["names"],
        kind=raw["kind"],
        words=_lists(raw["words"]),
        not_words=_lists(raw.get("not_words", {})),
        codes=_lists(raw["codes"]),
        stages=tuple(_stage(stage, raw["stages"][stage]) for stage in Stage if stage in raw["stages"]),
        reports=tuple(_report(each) for each in raw.get("reports", ())),
    )


def _lists(raw: Raw) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in raw.items()}


def _stage(stage: Stage, raw: Raw) -> ChainStage:
    return ChainStage(
        stage=stage,
        isic=raw.get("isic", ""),
        parts=tuple(map(_part, raw["parts"])),
        hazards={right: _hazard(right, each) for right, each in raw["hazards"].items()},
        not_typical=frozenset(raw["not_typical"]),
    )


def _part(raw: Raw) -> Part:
    return Part(
        id=raw["id"],
        names=raw["names"],
        goods=tuple(raw.get("goods", ())),
        mineral=raw.get("mineral", ""),
        origins=tuple(
            Origin(each["country"], each.get("share"), each.get("source", "")) for each in raw.get("origins", ())
        ),
    )


def _hazard(right_id: str, raw: Raw) -> Hazard:
    return Hazard(
        right=right_id,
        level=HazardLevel(raw["level"]),
        scale=raw["scale"],
        scope=raw["scope"],
        irremediability=raw["irremediability"],
        because=raw["because"],
        sources=tuple(raw["sources"]),
    )


def _report(raw: Raw) -> ReportedContext:
    return ReportedContext(
        right=raw["right"],
        stage=Stage(raw["stage"]),
        countries=tuple(raw["countries"]),
        text=raw["text"],
        sources=tuple(raw["sources"]),
    )


def right(raw: Raw) -> Right:
    """A right with its first steps."""
    return Right(
        id=raw["id"],
        names=raw["names"],
        definition=raw["definition"],
        instruments=tuple(raw["instruments"]),
        worst=raw["worst"],
        steps_direct=tuple(raw["steps_direct"]),
        steps_unmapped=tuple(raw["steps_unmapped"]),
        audit_sees=raw.get("audit_sees", False),
        authority=Authority(**raw["authority"]) if "authority" in raw else None,
    )


def instrument(raw: Raw) -> Instrument:
    """A convention or another text that protects rights."""
    return Instrument(
        id=raw["id"],
        names=raw["names"],
        fundamental=raw["fundamental"],
        annex_x=raw["annex_x"],
        source=raw["source"],
    )


def indicator(raw: Raw) -> Indicator:
    """How a column of a register speaks about a right."""
    return Indicator(
        id=raw["id"],
        right=raw["right"],
        names=raw["names"],
        register=raw["register"],
        column=raw["column"],
        unit=raw["unit"],
        use=raw["use"],
        worse=raw["worse"],
        high_from=raw.get("high_from"),
        medium_from=raw.get("medium_from"),
        judgement=raw["judgement"],
        why=raw["why"],
    )


def judgement(raw: Raw) -> Judgement:
    """A choice with its reasons."""
    return Judgement(
        id=raw["id"],
        made_by=raw["made_by"],
        date=str(raw["date"]),
        choice=raw["choice"],
        reasons=raw["reasons"],
        would_change=raw["would_change"],
    )


def source(raw: Raw) -> Source:
    """A publication."""
    return Source(
        id=raw["id"],
        publisher=raw["publisher"],
        title=raw["title"],
        date=str(raw["date"]),
        read=raw["read"],
        url=raw.get("url", ""),
        licence=raw.get("licence", ""),
    )


def parameter(raw: Raw) -> Parameter:
    """A dated number."""
    return Parameter(
        id=raw["id"],
        value=raw["value"],
        unit=raw["unit"],
        valid_from=str(raw["valid_from"]),
        source=raw.get("source", ""),
        judgement=raw.get("judgement", ""),
    )


def register(raw: Raw, rows: tuple[Mapping[str, Any], ...]) -> Register:
    """A table of dated facts with its rows; it plays the role of its own id unless it names another."""
    return Register(
        id=raw["id"],
        role=raw.get("role", raw["id"]),
        names=raw["names"],
        source=raw["source"],
        rows=rows,
        exclusions=tuple(map(_exclusion, raw["exclusions"])),
    )


def _exclusion(raw: Raw) -> Exclusion:
    values = frozenset(str(value) for listed in raw.get("where", {}).values() for value in listed)
    return Exclusion(what=raw["what"], why=raw["why"], values=values)


def duty(raw: Raw) -> Duty:
    """A rule with its conditions."""
    return Duty(
        id=raw["id"],
        kind=raw["kind"],
        names=raw["names"],
        asks=raw["asks"],
        unsettled=raw.get("unsettled"),
        status=raw["status"],
        citations=tuple(map(_citation, raw["sources"])),
        read_how=raw["read"]["how"],
        read_by=raw["read"]["by"],
        read_on=date.fromisoformat(raw["read"]["on"]),
        condition=_condition(raw["condition"]),
        periods=tuple(map(_period, raw["periods"])),
    )


def _period(raw: Raw) -> Period:
    return Period(
        day=date.fromisoformat(raw["from"]),
        until=date.fromisoformat(raw["until"]) if "until" in raw else None,
        when=_condition(raw["when"]) if "when" in raw else None,
    )


def _condition(raw: Raw) -> Condition:
    if "all" in raw:
        return AllOf(tuple(map(_condition, raw["all"])))
    if "any" in raw:
        return AnyOf(tuple(map(_condition, raw["any"])))
    if "not" in raw:
        return NotOf(_condition(raw["not"]))
    relation = next(each for each in Relation if each in raw)
    wanted = tuple(raw[relation]) if relation is Relation.IN else raw[relation]
    article = _meant(raw.get("article", ""), raw.get("annex", ""))
    return Comparison(raw["fact"], relation, wanted, raw.get("unit", ""), article, raw.get("of", ""))


def _citation(raw: Raw) -> Citation:
    some = "articles" in raw or "annex" in raw
    return Citation(raw["source"], _meant(raw.get("articles", ""), raw.get("annex", "")) if some else None)


def _meant(articles: str, annex: str) -> Message:
    """What is meant of a law: articles are written alike in every language, an annex is named in the reader's."""
    if articles and annex:
        return Message("{articles}, Annex {number}", articles=articles, number=annex)
    return Message("Annex {number}", number=annex) if annex else Message("{articles}", articles=articles)


def company_fact(raw: Raw) -> CompanyFact:
    """Something that rules want to know of a company."""
    return CompanyFact(
        id=raw["id"],
        names=raw["names"],
        question=raw["question"],
        drawn=raw["drawn"],
        at=raw["at"],
        whole_group=raw.get("whole_group", False),
        roles=tuple(raw.get("roles", ())),
        values=raw.get("values", {}),
    )
