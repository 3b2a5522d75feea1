"""The whole assessment as one JSON record for other programs; its schema is `assessment.json` among the schemas.

The many risks and suppliers are made as pieces of JSON, text by text, and never held as so many objects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson
import polars as pl

from vigie.model.assessment import Assessment, Priority, RiskProfile, SameSupplierProposal, Supplier
from vigie.model.content import Source
from vigie.model.duties import DutyAnswer
from vigie.model.records import ColumnGuess, NotUnderstood, Place
from vigie.outputs.duty_words import DutyWords
from vigie.outputs.edition import Edition

Json = Mapping[str, Any]


def write(edition: Edition, directory: Path) -> Iterator[Path]:
    """Writes `assessment.json`. Sentences are in the edition's language, codes in none."""
    path = directory / "assessment.json"
    with path.open("wb") as file:
        file.writelines(pieces(edition))
    yield path


def pieces(edition: Edition) -> Iterator[bytes]:
    """The JSON of an assessment, piece by piece. A risk names its profile by its place in `profiles`.

    Where unmapped stages are folded, that is all a supplier's risk says beside its rank.
    """
    assessment = edition.assessment
    own, folded = _risks(assessment)
    yield orjson.dumps(_beginning(edition))[:-1] + b',"suppliers":['
    for index, (supplier, why) in enumerate(zip(assessment.suppliers, edition.all_whys, strict=True)):
        yield (b"," if index else b"") + orjson.dumps(_supplier(edition, supplier, why, own.get(index, _NONE)))
    yield b"]," + orjson.dumps(_end(edition, folded), option=orjson.OPT_APPEND_NEWLINE)[1:]


def _beginning(edition: Edition) -> Json:
    assessment = edition.assessment
    return {
        "as_of": assessment.as_of.isoformat(),
        "content_version": assessment.content_version,
        "language": edition.language.code,
        "folded": assessment.folded,
        "tied_share": assessment.tied_share,
    }


def _end(edition: Edition, folded: orjson.Fragment) -> Json:
    assessment = edition.assessment
    return {
        "folded_risks": folded,
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
        "same_suppliers": [_same(edition, proposal) for proposal in assessment.same_suppliers],
        **_duties(edition),
    }


_NONE = orjson.Fragment("[]")


def _duties(edition: Edition) -> Json:
    """The answers about duties; no key where no company was described."""
    words, answers = DutyWords(edition.content, edition.language), edition.assessment.duties
    return {"duties": [_duty(words, each) for each in answers]} if answers else {}


def _same(edition: Edition, proposal: SameSupplierProposal) -> Json:
    reasons = [edition.say(reason) for reason in proposal.reasons]
    return {"a": proposal.a, "b": proposal.b, "likeness": proposal.likeness, "reasons": reasons}


def _duty(words: DutyWords, answer: DutyAnswer) -> Json:
    duty = answer.duty
    return {
        "id": duty.id,
        "name": words.name(answer),
        "kind": duty.kind,
        "status": duty.status,
        "answer": answer.answer,
        "applies_from": answer.applies_from,
        "earliest": answer.earliest,
        "begun": answer.begun,
        "asks": words.asks(answer),
        "reasons": words.reasons(answer),
        "questions": words.questions(answer),
        "unsettled": words.unsettled(answer),
        "read": {"how": duty.read_how, "on": duty.read_on},
        "sources": [
            {"articles": words.articles(citation), **_source(source)} for citation, source in words.cited(answer)
        ],
    }


def _risks(assessment: Assessment) -> tuple[Mapping[int, orjson.Fragment], orjson.Fragment]:
    """The list of risks of each supplier, by rank; and of those that one row states for several suppliers."""
    whole = [orjson.dumps(_compact(each, profile)).decode() for each, profile in enumerate(assessment.profiles)]
    short = [f'{{"profile":{each}}}' for each in range(len(whole))] if assessment.folded else whole
    alone = pl.col("supplier").is_not_null()
    own = _written(assessment.risks.filter(alone), short).group_by("supplier").agg(_LISTED)
    folded = _written(assessment.risks.filter(~alone), whole, "suppliers").select(_LISTED).item()
    return {supplier: orjson.Fragment(risks) for supplier, risks in own.iter_rows()}, orjson.Fragment(folded)


def _written(rows: pl.DataFrame, profiles: list[str], last: str = "") -> pl.DataFrame:
    """Each row as the text of a JSON object: its rank, what is said of its profile, and perhaps one more number."""
    said = pl.Series("said", profiles, dtype=pl.String).str.slice(1).gather(rows["profile"])
    rank = (pl.lit('{"rank":'), pl.col("rank"), pl.lit(","))
    more = (said.str.head(-1), pl.lit(f',"{last}":'), pl.col(last), pl.lit("}")) if last else (said,)
    return rows.select("supplier", pl.concat_str(*rank, *more).alias("risk"))


_LISTED = pl.concat_str(pl.lit("["), pl.col("risk").str.join(","), pl.lit("]"))


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


def _supplier(edition: Edition, supplier: Supplier, why: str, risks: orjson.Fragment) -> Json:
    match = supplier.match
    group = edition.content.products.get(match.group)
    cpv = group.codes.get("cpv", ()) if group else ()
    return {
        "name": supplier.name,
        "supplier_id": supplier.id,
        "country": supplier.country,
        "rows": [_place(place) for place in supplier.rows],
        "product": supplier.product,
        "product_group": {"id": match.group, "cpv": cpv, "confidence": match.confidence} if match.group else None,
        "why": why,
        "stage": supplier.stage,
        "producer": supplier.producer,
        "people": supplier.people,
        "spend": _number(supplier.spend),
        "currency": supplier.currency,
        "monthly_net_wage": _number(supplier.monthly_net_wage),
        "wage_currency": supplier.wage_currency,
        "women_share": supplier.women_share,
        "migrant_share": supplier.migrant_share,
        "joined": edition.say(supplier.joined) if supplier.joined else "",
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
