"""A chain as one JSON record for other programs; its schema is `chain.json` among the schemas.

The tables are made as pieces of JSON and never held as so many objects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson
import polars as pl

from vigie.model.chain import AuditPlan
from vigie.outputs.chain.edition import ChainEdition
from vigie.outputs.chain.tables import findings, headline, pieces

Json = Mapping[str, Any]


def parts(edition: ChainEdition) -> Iterator[bytes]:
    """The record, piece by piece. Sentences are in the edition's language, codes in none."""
    report = edition.report
    yield orjson.dumps(_beginning(edition))[:-1]
    streamed = {
        "headline": headline(edition),
        "shares": report.shares,
        "assurance": report.assurance,
        "origins": report.origins.with_columns(modelled=True),
        "findings": findings(edition),
    }
    for name, table in streamed.items():
        yield f',"{name}":['.encode()
        yield from _rows(table)
        yield b"]"
    yield b"," + orjson.dumps(_end(edition), option=orjson.OPT_APPEND_NEWLINE)[1:]


def _rows(table: pl.DataFrame) -> Iterator[bytes]:
    for place, piece in enumerate(pieces(table)):
        yield (b"," if place else b"") + piece.write_json().encode()[1:-1]


def _beginning(edition: ChainEdition) -> Json:
    report = edition.report
    return {
        "as_of": report.as_of.isoformat(),
        "content_version": report.content_version,
        "language": edition.language.code,
        "weight": report.weight,
        "weight_reason": edition.say(report.weight_reason),
        "scopes": [{"id": each.id, "name": each.name} for each in report.scopes],
        "names": report.names,
    }


def _end(edition: ChainEdition) -> Json:
    report = edition.report
    return {
        "paths": [
            {
                "scope": each.scope,
                "right": each.right,
                "rank": each.rank,
                "share": each.share,
                "to": each.target,
                "state": each.state,
                "nodes": each.nodes,
            }
            for each in report.paths
        ],
        "audit_plan": _plan(edition, report.plan) if report.plan else None,
    }


def _plan(edition: ChainEdition, plan: AuditPlan) -> Json:
    return {
        "budget": plan.budget,
        "currency": plan.currency,
        "gap": plan.gap,
        "remarks": [edition.say(each) for each in plan.remarks],
        "visits": [
            {
                "rank": each.rank,
                "site": each.site,
                "cost": each.cost,
                "gain": each.gain,
                "severity": each.severity,
                "scopes": each.scopes,
                "reasons": [edition.say(reason) for reason in each.reasons],
            }
            for each in plan.visits
        ],
        "gains": [{"scope": each.scope, "band": each.band, "gain": each.gain} for each in plan.gains],
        "costs": [
            {"site": each.site, "payer": each.payer, "share": each.share, "reason": edition.say(each.reason)}
            for each in plan.payments
        ],
    }
