"""Checked clauses as JSON for other programs: codes in no language, sentences in the reader's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from vigie.language import Language
from vigie.model.clauses import ClauseFinding, ElementFinding, ElementState, LegalGround, StageFinding, StageRemark

Json = Mapping[str, Any]


def clauses_json(findings: Iterable[ClauseFinding], language: Language) -> bytes:
    """A list with one object per clause. Spans count characters of the document that is named beside them."""
    return orjson.dumps([_clause(each, language) for each in findings], option=orjson.OPT_INDENT_2) + b"\n"


def _clause(finding: ClauseFinding, language: Language) -> Json:
    return {
        "document": finding.document,
        "span": [finding.start, finding.end],
        "text": finding.text,
        "language": finding.language,
        "relevant": finding.relevant,
        "controllable": finding.controllable,
        "lawful": finding.stage.lawful,
        "stage": finding.stage.stage,
        "elements": {each.element.value: _element(each) for each in finding.elements},
        "missing": finding.missing,
        "proposed": {element.value: words for element, words in finding.proposed},
        "ask": [language.pick(each) for each in finding.questions],
        "stage_detected": finding.stage.detected,
        "remarks": _remarks(finding.stage, language),
    }


def _element(finding: ElementFinding) -> Json:
    """`found` and `span` are of the clause itself; what another clause lends stands under `elsewhere`."""
    own = finding.state is ElementState.FOUND
    lent = finding.state is ElementState.SUPPLIED_ELSEWHERE
    return {
        "found": own,
        "by_law": _ground(finding.ground) if finding.ground else False,
        "span": finding.span if own else None,
        "words": finding.words if own else "",
        "elsewhere": {"document": finding.document, "span": finding.span, "words": finding.words} if lent else None,
    }


def _ground(ground: LegalGround) -> str:
    return f"{ground.source}, {ground.articles}"


def _remarks(stage: StageFinding, language: Language) -> list[Json]:
    return [_remark(each, language) for each in stage.remarks]


def _remark(remark: StageRemark, language: Language) -> Json:
    return {
        "rule": remark.rule,
        "verdict": remark.verdict,
        "says": language.pick(remark.says),
        "articles": [_ground(each) for each in remark.grounds],
        "read": remark.read,
        "span": remark.span,
    }
