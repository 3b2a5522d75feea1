"""The rows of a scan as lines of CSV and JSON: plain values, no live formulas, the same bytes for the same notices."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from vigie.language import Language
from vigie.model.notices import Award, Buyer, Level, Lot, LotRisk, Notice, NoticeFault
from vigie.outputs.tables import STARTS_A_FORMULA

LOTS = (
    "notice",
    "lot",
    "buyer",
    "buyer_level",
    "country",
    "cpv",
    "value",
    "currency",
    "winner",
    "winner_size",
    "sme",
    "risk",
    "social_objectives",
    "hum_right",
    "performance_terms",
    "controllable",
    "missing",
    "language",
)
FAULTS = ("file", "place", "fault", "advice")
BUYERS = ("buyer", "identifier", "buyer_level", "country", "lots")
BETWEEN = "; "
_FORMULA = re.compile(STARTS_A_FORMULA)


def line(values: Iterable[object]) -> str:
    """One line of CSV; a text that a spreadsheet would run gets an apostrophe in front."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow([_cell(each) for each in values])
    return text.getvalue()


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case _:
            text = str(value)
            return f"'{text}" if _FORMULA.match(text) else text


def lot_line(
    notice: Notice,
    lot: Lot,
    award: Award | None,
    *,
    level: Level,
    risk: LotRisk,
    hum_right: bool,
    value: Decimal | None,
    currency: str,
    found: tuple[bool, Sequence[str]] | None,
) -> str:
    """A line of `lots.csv`. `hum_right` is `true` or empty: what is not visible in a notice is not known to be absent.

    `found` is whether the visible text can be controlled and what it lacks; None where no text was judged.
    """
    buyer = notice.buyers[0] if notice.buyers else None
    winners = award.winners if award is not None else ()
    return line(
        (
            notice.id,
            lot.id,
            BETWEEN.join(each.name for each in notice.buyers),
            level.value,
            buyer.country if buyer is not None else "",
            lot.cpv,
            value,
            currency,
            BETWEEN.join(each.name for each in winners),
            BETWEEN.join(each.size for each in winners if each.size),
            lot.sme,
            risk.value,
            BETWEEN.join(lot.social_objectives),
            True if hum_right else None,
            lot.performance_terms,
            None if found is None else found[0],
            "" if found is None else BETWEEN.join(found[1]),
            notice.language,
        )
    )


def fault_line(fault: NoticeFault, language: Language) -> str:
    """A line of `faults.csv`."""
    inside = str(fault.place)[len(fault.place.file) :].lstrip("!")
    return line((fault.place.file, inside, language.say(fault.what), language.say(fault.advice)))


def buyer_lines(buyers: Mapping[tuple[Buyer, Level], int]) -> Iterable[str]:
    """The lines of `buyers.csv`: by name, and never by any share."""
    for (buyer, level), lots in sorted(buyers.items(), key=lambda each: (each[0][0].name, each[0][0].identifier)):
        yield line((buyer.name, buyer.identifier, level.value, buyer.country, lots))
