"""Why a plan is as it is: the reasons of every visit, what a visit is no answer to, and how good the plan is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from vigie.errors import Message, Term
from vigie.planning.gains import Gains, Outlook


@dataclass(frozen=True, slots=True)
class Band:
    """What the plan gains in a band of severity, in shares summed over scopes, and what no plan could exceed.

    `bound` is the linear-programming bound among the plans that gain no less in every graver band.
    """

    band: int
    gain: float
    bound: float

    @property
    def gap(self) -> float:
        """How far the plan stays behind the bound, as a share of it."""
        return max(0.0, 1 - self.gain / self.bound)


def reasons_for(site: int, gains: Gains, rights: tuple[str, ...]) -> Iterator[Message]:
    """Why a site is visited, the gravest first; and what is not settled by the visit."""
    severity = gains.severity[site]
    for right in np.lexsort((np.arange(len(rights)), severity)).tolist():
        term = Term("right", rights[right])
        match gains.outlook[site, right]:
            case Outlook.TO_VERIFY:
                yield Message(
                    "{right}: harm is plausible (severity {severity}) and not verified; a visit can verify it.",
                    right=term,
                    severity=Term("severity", str(severity[right])),
                )
            case Outlook.REMEDY_DUE:
                yield Message("{right}: known not to be met here; remedy is due, whatever a visit finds.", right=term)
            case Outlook.NOT_CREDIBLE:
                yield Message("{right}: no check can be believed here; the visit says nothing about it.", right=term)
            case Outlook.NOT_SEEN:
                yield Message("{right}: an audit does not see it; the visit says nothing about it.", right=term)


def how_good(bands: tuple[Band, ...], proved: bool) -> Iterator[Message]:
    """How close the plan is to the best possible one; without bands nothing can be gained."""
    if not bands:
        yield Message("No site is known where a visit would verify a plausible risk that is not verified yet.")
    elif proved:
        yield Message("No other plan for this budget gains more, the gravest severity first.")
    else:
        yield from map(_close, bands)


def _close(band: Band) -> Message:
    return Message(
        "Severity {severity}: at least {percent} % of what a plan could reach that gains as much where it is graver.",
        severity=Term("severity", str(band.band)),
        percent=float(np.floor(1000 * (1 - band.gap)) / 10),
    )


def not_for_a_visit(gains: Gains, rights: tuple[str, ...]) -> Iterator[Message]:
    """Per right, at how many sites something else than an audit is the answer."""
    for right, name in enumerate(rights):
        counts = np.bincount(gains.outlook[:, right], minlength=len(Outlook)).tolist()
        term = Term("right", name)
        if counts[Outlook.REMEDY_DUE]:
            yield Message(
                "{right}: sites where it is known not to be met, so that remedy is due and not an audit: {count}.",
                right=term,
                count=counts[Outlook.REMEDY_DUE],
            )
        if counts[Outlook.NOT_CREDIBLE]:
            yield Message(
                "{right}: sites where no check can be believed, so that no audit is proposed but to trace, to "
                "substitute or to leave responsibly: {count}.",
                right=term,
                count=counts[Outlook.NOT_CREDIBLE],
            )
        if counts[Outlook.NOT_SEEN]:
            yield Message(
                "{right}: sites at risk where an audit does not see it, so that workers or their representatives have "
                "to be heard: {count}.",
                right=term,
                count=counts[Outlook.NOT_SEEN],
            )
