"""The whole assessment as one JSON record for other programs; its schema is `assessment.json` among the schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson

from vigie.model.assessment import Assessment, Priority, RiskProfile, Supplier
from vigie.model.content import Source
from vigie.model.records import ColumnGuess, NotUnderstood, Place
from vigie.outputs.edition import Edition

Json = Mapping[str, Any]


def write(edition: Edition, directory: Path) -> Iterator[Path]:
    """Writes `assessment.json`. Sentences are in the edition's language, codes in none."""
    path = directory / "assessment.json"
    path.write_bytes(orjson.dumps(record(edition), option=orjson.OPT_APPEND_NEWLINE))
    yield path


def record(edition: Edition) -> Json:
    """The assessment as plain data. A risk names its profile by its place in `profiles`."""
    assessment = edition.assessment
    risks = _risks(assessment)
    return {
        "as_of": assessment.as_of.isoformat(),
        "content_version": assessment.content_version,
        "language": edition.language.code,
        "folded": assessment.folded,
        "tied_share": assessment.tied_share,
        "suppliers": [
            _supplier(edition, supplier, risks.get(index, [])) for index, supplier in enumerate(assessment.suppliers)
        ],
        "folded_risks": risks.get(None, []),
        "profiles": [
            _profile(profile, reason) for profile, reason in zip(assessment.profiles, edition.reasons, strict=True)
        ],
        "priorities": [_priority(edition, priority) for priority in assessment.priorities],
        "sensitivity": [
            _group(priority) | {"if_likelihood_first": place} for priority, place in assessment.if_likelihood_first
        ],
        "harms": [
            {"supplier": harm.supplier, "place": _place(harm.place), "text": harm.text} for harm in assessment.harms
        ],
        "columns": [_column(edition, guess) for guess in assessment.columns],
        "not_understood": [_not_understood(edition, item) for item in assessment.not_understood],
        "sources": [_source(source) for source in edition.sources],
    }


def _risks(assessment: Assessment) -> Mapping[int | None, list[Json]]:
    """The risks of each supplier, by rank; under None those that one row states for several suppliers."""
    compact = [_compact(index, profile) for index, profile in enumerate(assessment.profiles)]
    found: dict[int | None, list[Json]] = {}
    columns = assessment.risks.select("rank", "supplier", "profile", "suppliers")
    for rank, supplier, profile, suppliers in columns.iter_rows():
        risk = {"rank": rank, **compact[profile]}
        found.setdefault(supplier, []).append(risk if supplier is not None else risk | {"suppliers": suppliers})
    return found


def _compact(index: int, profile: RiskProfile) -> Json:
    return {
        "position": profile.position,
        "country": profile.country,
        "tier": profile.stage,
        "right": profile.right,
        "severity": profile.severity.level,
        "likelihood": profile.likelihood,
        "about": profile.about,
        "rule": profile.rule,
        "confidence": profile.confidence,
        "profile": index,
    }


def _supplier(edition: Edition, supplier: Supplier, risks: list[Json]) -> Json:
    match = supplier.match
    group = edition.content.products.get(match.group)
    cpv = list(group.codes.get("cpv", ())) if group else []
    return {
        "name": supplier.name,
        "supplier_id": supplier.id,
        "country": supplier.country,
        "rows": [_place(place) for place in supplier.rows],
        "product": supplier.product,
        "product_group": {"id": match.group, "cpv": cpv, "confidence": match.confidence} if match.group else None,
        "why": edition.say(match.why),
        "stage": supplier.stage,
        "producer": supplier.producer,
        "people": supplier.people,
        "spend": _number(supplier.spend),
        "currency": supplier.currency,
        "monthly_net_wage": _number(supplier.monthly_net_wage),
        "wage_currency": supplier.wage_currency,
        "women_share": supplier.women_share,
        "migrant_share": supplier.migrant_share,
        "risks": risks,
    }


def _profile(profile: RiskProfile, reason: str) -> Json:
    severity = profile.severity
    return {
        "position": profile.position,
        "country": profile.country,
        "product_group": profile.product_group,
        "tier": profile.stage,
        "parts": profile.parts,
        "right": profile.right,
        "likelihood": profile.likelihood,
        "severity": {
            "level": severity.level,
            "scale": severity.scale,
            "scope": severity.scope,
            "irremediability": severity.irremediability,
            "assumed": severity.assumed,
        },
        "about": profile.about,
        "rule": profile.rule,
        "confidence": profile.confidence,
        "reason": reason,
        "sources": profile.sources,
        "no_credible_verification": profile.no_credible_verification,
    }


def _group(priority: Priority) -> dict[str, Any]:
    profile = priority.profile
    return {
        "rank": priority.rank,
        "tied": priority.tied,
        "right": profile.right,
        "tier": profile.stage,
        "product_group": profile.product_group,
        "country": profile.country,
        "severity": profile.severity.level,
        "likelihood": profile.likelihood,
        "suppliers": priority.suppliers,
        "people": priority.people,
    }


def _priority(edition: Edition, priority: Priority) -> Json:
    profile = priority.profile
    return _group(priority) | {
        "position": profile.position,
        "about": profile.about,
        "rule": profile.rule,
        "confidence": profile.confidence,
        "reason": edition.reason(profile),
        "sources": profile.sources,
        "no_credible_verification": profile.no_credible_verification,
        "steps": edition.steps(profile),
    }


def _place(place: Place) -> Json:
    return {"file": place.file, "sheet": place.sheet, "row": place.row, "column": place.column}


def _column(edition: Edition, guess: ColumnGuess) -> Json:
    return {"place": _place(guess.place), "field": guess.field, "why": edition.say(guess.why)}


def _not_understood(edition: Edition, item: NotUnderstood) -> Json:
    return {
        "place": _place(item.place),
        "found": item.found,
        "what": edition.say(item.what),
        "remedy": edition.say(item.remedy),
    }


def _source(source: Source) -> Json:
    return {
        "id": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "date": source.date,
        "read": source.read,
        "licence": source.licence,
        "url": source.url,
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
