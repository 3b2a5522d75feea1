"""The way out for a scan of notices: indicators, spreads, goals, a page to read and a description of the data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from vigie.content import Content
from vigie.errors import Message
from vigie.language import Language
from vigie.model.content import Text
from vigie.model.notices import Goal, Scan, Share
from vigie.outputs.notices_catalogue import catalogue
from vigie.outputs.notices_rows import line

NOT_ABSENT = Message(
    "Not visible is not absent: clauses mostly stand in the specifications, which notices do not hold, and small "
    "purchases are never published."
)
"""Stands in everything that a scan writes for a reader."""

NOT_CHECKED = Message("No text was checked for what makes a clause controllable, so nothing is said about that.")
NOT_TOLD = Message("not told by notices")
TOO_FEW = Message("too few to show")

INDICATORS = ("indicator", "by", "group", "count", "of", "share", "suppressed", "remark")
SPREADS = ("indicator", "buyers", "quantile", "share", "remark")


@dataclass(frozen=True, slots=True)
class ScanEdition:
    """A scan to be written: with the words of its indicators and goals, in a language, at a date."""

    scan: Scan
    content: Content
    language: Language
    as_of: date
    indicators: dict[str, Text]
    goals: dict[str, Text]

    def remark(self) -> str:
        """What must stand beside every figure."""
        return self.language.say(NOT_ABSENT)


def write_scan(edition: ScanEdition, directory: Path) -> Iterator[Path]:
    """Writes `indicators.csv`, `distribution.csv`, `summary.json`, `about.md` and `dcat.jsonld` into a directory."""
    made = {
        "indicators.csv": _table(INDICATORS, _indicators(edition)),
        "distribution.csv": _table(SPREADS, _spreads(edition)),
        "summary.json": json.dumps(_summary(edition), ensure_ascii=False, indent=2) + "\n",
        "about.md": "\n\n".join(about(edition)) + "\n",
        "dcat.jsonld": json.dumps(catalogue(edition.as_of, edition.remark()), ensure_ascii=False, indent=2) + "\n",
    }
    for name, text in made.items():
        path = directory / name
        path.write_text(text, encoding="utf-8", newline="")
        yield path


def _table(head: Sequence[str], rows: Iterator[Sequence[object]]) -> str:
    return line(head) + "".join(map(line, rows))


def _indicators(edition: ScanEdition) -> Iterator[Sequence[object]]:
    for each in _told(edition):
        yield (
            each.indicator,
            each.by,
            each.group,
            each.count,
            each.of,
            _rounded(each.share),
            each.suppressed,
            (edition.remark()),
        )


def _told(edition: ScanEdition) -> Iterator[Share]:
    """The shares that were measured: nothing about texts where none was checked."""
    return (each for each in edition.scan.shares if edition.scan.checked or each.indicator != "text_controllable")


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _spreads(edition: ScanEdition) -> Iterator[Sequence[object]]:
    for each in edition.scan.distributions:
        for quantile, share in each.quantiles:
            yield each.indicator, each.buyers, quantile, _rounded(share), edition.remark()


def _summary(edition: ScanEdition) -> dict[str, Any]:
    scan = edition.scan
    return {
        "as_of": edition.as_of.isoformat(),
        "content": edition.content.version,
        "remark": edition.remark(),
        "notices": scan.notices,
        "rows": scan.rows,
        "lots": scan.lots,
        "faults": scan.faults,
        "high_risk_lots": scan.high_risk,
        "lots_whose_notices_have_no_place_for_objectives": scan.cannot_show,
        "texts_checked": scan.checked,
        "indicators": [_share(each, edition) for each in _told(edition)],
        "distributions": [
            {
                "indicator": each.indicator,
                "buyers": each.buyers,
                "quantiles": [{"quantile": quantile, "share": _rounded(share)} for quantile, share in each.quantiles],
            }
            for each in scan.distributions
        ],
        "goals": [_goal(each, edition) for each in scan.goals],
        "position": [
            {
                "buyer": each.buyer,
                "indicator": each.indicator,
                "count": each.count,
                "of": each.of,
                "share_of_buyers_below": _rounded(each.below),
                "share_of_buyers_alike": _rounded(each.alike),
            }
            for each in scan.position
        ],
    }


def _share(each: Share, edition: ScanEdition) -> dict[str, Any]:
    return {
        "indicator": each.indicator,
        "name": edition.language.pick(edition.indicators[each.indicator]),
        "by": each.by,
        "group": each.group,
        "count": each.count,
        "of": each.of,
        "share": _rounded(each.share),
        "suppressed": each.suppressed,
    }


def _goal(goal: Goal, edition: ScanEdition) -> dict[str, Any]:
    return {
        "goal": goal.id,
        "name": edition.language.pick(edition.goals[goal.id]),
        "told": [_share(each, edition) for each in goal.shares] or edition.language.say(NOT_TOLD),
    }


def about(edition: ScanEdition) -> Iterator[str]:
    """What was found, in sentences and small tables, for a page or a terminal."""
    say, scan = edition.language.say, edition.scan
    yield "# " + say(Message("What public notices show"))
    yield say(NOT_ABSENT)
    yield say(
        Message(
            "{notices} notices with {lots} lots were read; {faults} inputs or records could not be read.",
            notices=scan.notices,
            lots=scan.lots,
            faults=scan.faults,
        )
    )
    yield say(
        Message(
            "{high} lots buy something at high risk. The notices of {none} lots have no place for social objectives.",
            high=scan.high_risk,
            none=scan.cannot_show,
        )
    )
    if not scan.checked:
        yield say(NOT_CHECKED)
    yield "\n".join(f"- {_sentence(each, edition)}" for each in _told(edition) if not each.by)
    yield "## " + say(Message("The five goals of the Flemish plan"))
    yield "\n".join(f"- {_goal_line(each, edition)}" for each in scan.goals)
    yield from _position(edition)
    yield say(
        Message(
            "Nobody is ranked here. A buyer sees its own place by asking for it; lots.csv holds every lot that a "
            "figure counts, with the notice in which it stands."
        )
    )
    yield say(
        Message(
            "In lots.csv, hum_right is true where a notice states the objective of human rights in supply chains; an "
            "empty cell says only that the notice does not state it. sme is what the notice says on whether the lot "
            "suits small and medium enterprises."
        )
    )


def _sentence(share: Share, edition: ScanEdition) -> str:
    name = edition.language.pick(edition.indicators[share.indicator])
    return f"{name}: {_figure(share, edition)}"


def _figure(share: Share, edition: ScanEdition) -> str:
    if share.suppressed or share.share is None:
        return edition.language.say(TOO_FEW)
    return edition.language.say(
        Message(
            "{share} ({count} of {of})",
            share=edition.language.percent(share.share),
            count=share.count or 0,
            of=share.of or 0,
        )
    )


def _goal_line(goal: Goal, edition: ScanEdition) -> str:
    name = edition.language.pick(edition.goals[goal.id])
    told = "; ".join(_sentence(each, edition) for each in goal.shares)
    return f"{name}: {told or edition.language.say(NOT_TOLD)}"


def _position(edition: ScanEdition) -> Iterator[str]:
    if not edition.scan.position:
        return
    yield "## " + edition.language.say(Message("Your own place"))
    yield "\n".join(
        f"- {edition.language.pick(edition.indicators[each.indicator])}: "
        + edition.language.say(
            Message("{count} of {of}; the others are too few to compare with.", count=each.count, of=each.of)
            if each.below is None or each.alike is None
            else Message(
                "{count} of {of}; {below} of the buyers with enough lots have a lower share, {alike} the same.",
                count=each.count,
                of=each.of,
                below=edition.language.percent(each.below),
                alike=edition.language.percent(each.alike),
            )
        )
        for each in edition.scan.position
        if edition.scan.checked or each.indicator != "text_controllable"
    )
