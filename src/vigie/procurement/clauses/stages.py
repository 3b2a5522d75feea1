"""The stage checker: at which stage a requirement stands, and whether it may stand there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vigie.model.clauses import ClauseStage, Lawful, LegalGround, StageFinding, StageRemark
from vigie.procurement.clauses.matching import Clause
from vigie.procurement.clauses.splitting import Span
from vigie.procurement.clauses.vocabulary import ClauseWords

WORST_FIRST = (Lawful.NOT_LAWFUL, Lawful.CANNOT_TELL, Lawful.LAWFUL)


def check_stage(clause: Clause, given: ClauseStage | None, words: ClauseWords) -> StageFinding:
    """Whether the requirement is lawful at the stage that a person gives, or else at the one its words show."""
    stage = given or detect(clause, words)
    remarks = tuple(_remarks(clause, stage, words.stages["rules"]))
    lawful = min((each.verdict for each in remarks), key=WORST_FIRST.index, default=Lawful.CANNOT_TELL)
    return StageFinding(stage, given is None and stage is not None, lawful, remarks)


def detect(clause: Clause, words: ClauseWords) -> ClauseStage | None:
    """The stage that the words show: a firm sign of one decides, else the stage that has most signs."""
    shown = words.stages["shown_by"]
    counts = {name: sum(len(clause.hits(cue)) for cue in cues) for name, cues in shown.items()}
    firm = [name for name in words.stages["firm"] if counts[name]]
    best = max(firm or counts, key=lambda name: counts[name])
    return ClauseStage(best) if counts[best] else None


def _remarks(clause: Clause, stage: ClauseStage | None, rules: list[Mapping[str, Any]]) -> Iterator[StageRemark]:
    for rule in rules:
        if (stage.value if stage else "unknown") in rule["stages"] and not _turned_off(clause, rule):
            held, span = _held(clause, rule)
            if held:
                yield _remark(rule, span)


def _turned_off(clause: Clause, rule: Mapping[str, Any]) -> bool:
    return any(clause.hits(cue) for cue in rule.get("unless", ()))


def _held(clause: Clause, rule: Mapping[str, Any]) -> tuple[bool, Span | None]:
    """Whether every cue of the rule stands somewhere in the clause, and where the first one does."""
    found = [clause.hits(cue) for cue in rule.get("when", ())]
    if not all(found):
        return False, None
    return True, (found[0][0].start, found[0][0].end) if found else None


def _remark(rule: Mapping[str, Any], span: Span | None) -> StageRemark:
    grounds = tuple(LegalGround(each["source"], each["articles"]) for each in rule["grounds"])
    return StageRemark(rule["id"], Lawful(rule["verdict"]), rule["says"], grounds, rule["read"], span)
