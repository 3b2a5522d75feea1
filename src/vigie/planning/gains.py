"""What a visit to a site can verify, and where a visit is not the answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from vigie.errors import Message, WrongUse
from vigie.model.chain import VERIFIED, State

Floats = NDArray[np.float64]

BANDS = 4
"""The bands of severity; the first is the gravest."""


class Outlook(IntEnum):
    """What a visit to a site can do for a right; the first that holds.

    A known harm is due for remedy, whatever the risk. Where nobody can speak freely no visit is believed. An open
    contradiction (`contested`) rests on grades below the one a visit gives, so that a visit can settle it.
    """

    REMEDY_DUE = 0
    NOT_AT_RISK = 1
    NOT_CREDIBLE = 2
    VERIFIED = 3
    NOT_SEEN = 4
    TO_VERIFY = 5


@dataclass(frozen=True, slots=True, eq=False)
class Gains:
    """What becomes verified if a visit finds the rights met.

    `hours[site, scope, band]`: hours of work (or value) per scope and band of severity; the hours of a site count
    once for every right that is verified. `outlook[site, right]`: an `Outlook`. `severity[site, right]`: the gravest
    plausible harm; 0 where none is.
    """

    hours: Floats
    outlook: NDArray[np.int8]
    severity: NDArray[np.int8]


def gains(
    *,
    sites: NDArray[np.integer],
    nodes: NDArray[np.integer],
    shares: Floats,
    hours: Floats,
    states: NDArray[np.str_],
    severity: NDArray[np.integer],
    plausible: NDArray[np.bool_],
    no_credible_verification: NDArray[np.bool_],
    audit_sees: NDArray[np.bool_],
) -> Gains:
    """The gains of a visit to each site, from what is known of the nodes that it is part of.

    Per place (a site as part of a node): the number of the site from 0, the row of the node in the arrays below, the
    share of that node's work (0 to 1), and per right the `State`. Per node: `hours[node, scope]` of work, and per
    right the `severity` (1 to 4; 0: none is known), whether harm is plausible, and whether no verification can be
    believed; this holds for the right at the whole site. Per right: whether an audit sees it.
    """
    _check(states, severity, shares, hours)
    count = int(sites.max(initial=-1)) + 1
    unsafe = np.zeros((count, len(audit_sees)), dtype=np.bool_)
    np.logical_or.at(unsafe, sites, no_credible_verification[nodes])
    levels = np.where(plausible[nodes], severity[nodes], 0).astype(np.int8)
    outlook = _outlook(states, levels, unsafe[sites], audit_sees)
    return Gains(
        hours=_verified_hours(sites, shares[:, None] * hours[nodes], np.where(outlook == Outlook.TO_VERIFY, levels, 0)),
        outlook=_least(sites, outlook, count, Outlook.NOT_AT_RISK),
        severity=_least(sites, levels, count, 0),
    )


def _outlook(
    states: NDArray[np.str_], levels: NDArray[np.int8], unsafe: NDArray[np.bool_], audit_sees: NDArray[np.bool_]
) -> NDArray[np.int8]:
    held = [
        (states == State.NOT_MET, Outlook.REMEDY_DUE),
        (levels == 0, Outlook.NOT_AT_RISK),
        (unsafe, Outlook.NOT_CREDIBLE),
        (np.isin(states, VERIFIED), Outlook.VERIFIED),
        (np.broadcast_to(~audit_sees, states.shape), Outlook.NOT_SEEN),
    ]
    conditions, answers = zip(*held, strict=True)
    first: NDArray[np.int8] = np.select(conditions, answers, Outlook.TO_VERIFY).astype(np.int8)
    return first


def _verified_hours(sites: NDArray[np.integer], hours: Floats, levels: NDArray[np.int8]) -> Floats:
    """Hours per site, scope and band: those of each place, once for every right that would be verified there."""
    total = np.zeros((int(sites.max(initial=-1)) + 1, hours.shape[1], BANDS))
    for band in range(BANDS):
        rights = (levels == band + 1).sum(axis=1)
        np.add.at(total[:, :, band], sites, hours * rights[:, None])
    return total


def _least(sites: NDArray[np.integer], values: NDArray[np.int8], count: int, nothing: int) -> NDArray[np.int8]:
    """Per site and right the least value of its places, apart from the value that says nothing."""
    largest = np.iinfo(np.int8).max
    least: NDArray[np.int8] = np.full((count, values.shape[1]), largest, dtype=np.int8)
    np.minimum.at(least, sites, np.where(values == nothing, largest, values))
    least[least == largest] = nothing
    return least


def _check(states: NDArray[np.str_], severity: NDArray[np.integer], shares: Floats, hours: Floats) -> None:
    known = np.isin(states, [state for state in State if state is not State.UNMAPPED]).all()
    graded = ((severity >= 0) & (severity <= BANDS)).all()
    counted = (shares >= 0).all() and (shares <= 1).all() and (hours >= 0).all() and np.isfinite(hours).all()
    if not (known and graded and counted):
        raise WrongUse(
            Message("These figures cannot be the ground of a plan of audits."),
            advice=Message(
                "Give every site a state per right and a share from 0 to 1, and every node hours that are not below "
                "0 and severities from 1 to {bands}, or 0 where none is known.",
                bands=BANDS,
            ),
        )
