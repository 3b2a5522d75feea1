"""The plan itself: ranked visits with their reasons, what every scope gains, who pays, and how good the plan is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vigie.errors import Message, WrongUse
from vigie.model.chain import AuditPlan, Payment, ScopeGain, Visit
from vigie.planning.choosing import Choice, bands_of, choose
from vigie.planning.explaining import Band, how_good, not_for_a_visit, reasons_for
from vigie.planning.gains import BANDS, Gains
from vigie.planning.paying import by_buyer, payments

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The sites that could be visited: ids, the party that works there, and how many on-site audits each has had.

    `costs` of a visit to each in the currency of the budget, `nan` where unknown; without them the budget counts
    visits.
    """

    ids: tuple[str, ...]
    parties: tuple[str, ...]
    earlier_audits: NDArray[np.integer]
    costs: Floats | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Scopes:
    """The scopes that are planned for together: ids, the buyer behind each, and the hours (or value) of each in all.

    `weights` says how much a share of one scope counts beside a share of another; without them, all alike.
    """

    ids: tuple[str, ...]
    buyers: tuple[str, ...]
    totals: Floats
    weights: Floats | None = None


@dataclass(frozen=True, slots=True)
class BuyerVisit:
    """What one buyer sees of a visit: its own gain, scopes and payment (`pays`, in the unit of the budget).

    Nothing in it tells what others buy, gain or pay.
    """

    rank: int
    site: str
    severity: int
    gain: float
    scopes: tuple[str, ...]
    pays: float


@dataclass(frozen=True, slots=True, eq=False)
class PlannedAudits:
    """A plan with what it rests on.

    `reasons` stand beside the visits of the plan. `hours[visit, scope, band]` is what each visit verifies. `proved`:
    no plan for the budget gains more, band by band.
    """

    plan: AuditPlan
    bands: tuple[Band, ...]
    proved: bool
    reasons: tuple[tuple[Message, ...], ...]
    hours: Floats
    scopes: Scopes

    def seen_by(self, buyer: str) -> tuple[BuyerVisit, ...]:
        """The visits from which one buyer gains, without anything about the others."""
        own = np.array([each == buyer for each in self.scopes.buyers], dtype=np.bool_)
        gained = _weighted(self.hours, self.scopes) * own[None, :, None]
        paid = {each.site: each.share for each in self.plan.payments if each.payer == buyer}
        return tuple(
            _seen(visit, gains, self.scopes, paid.get(visit.site, 0.0))
            for visit, gains in zip(self.plan.visits, gained, strict=True)
            if gains.any()
        )


def _seen(visit: Visit, gained: Floats, scopes: Scopes, share: float) -> BuyerVisit:
    values = gained.sum(axis=0)
    band = int(bands_of(values[None])[0])
    return BuyerVisit(visit.rank, visit.site, band, float(values[band - 1]), _named(scopes, gained), share * visit.cost)


def plan_audits(
    candidates: Candidates,
    scopes: Scopes,
    gains: Gains,
    rights: tuple[str, ...],
    budget: float,
    *,
    buyers_pay: int,
    currency: str = "",
    exact_up_to: int = 300,
    node_limit: int = 20_000,
) -> PlannedAudits:
    """The sites to verify next for a budget: in visits, or in `currency` where the candidates have costs.

    What counts is the share of each scope that becomes verified if a visit finds the rights met, summed over the
    scopes, in the gravest band first; a graver band is never traded for a lighter one. Equal sites come in the order
    of their ids. `rights` names the rights of `gains` in their order. The buyers pay for the first `buyers_pay`
    visits to a site. Up to `exact_up_to` sites in money are planned exactly, within `node_limit` nodes of HiGHS.
    """
    _check(candidates, scopes, gains, rights, budget)
    order = np.argsort(np.array(candidates.ids), kind="stable")
    costs = np.ones(len(order)) if candidates.costs is None else candidates.costs
    values = _weighted(gains.hours, scopes).sum(axis=1)
    # An unknown cost is never within a budget: comparing with nan is false.
    choice = choose(values[order], costs[order], budget, exact_up_to, node_limit)
    sites = order[choice.sites]
    bands = _bands(values[sites], choice)
    plan = AuditPlan(
        visits=tuple(_visits(sites, candidates, scopes, gains, values, costs)),
        gains=tuple(_scope_gains(gains.hours[sites], scopes, values)),
        payments=tuple(_payments(sites, candidates, scopes, gains, buyers_pay)),
        budget=budget,
        currency=currency,
        gap=0.0 if choice.proved else next((band.gap for band in bands), 0.0),
        remarks=(
            *how_good(bands, choice.proved),
            *_left_out(values, costs, len(sites)),
            *not_for_a_visit(gains, rights),
        ),
    )
    reasons = tuple(tuple(reasons_for(site, gains, rights)) for site in sites.tolist())
    return PlannedAudits(plan, bands, choice.proved, reasons, gains.hours[sites], scopes)


def _check(candidates: Candidates, scopes: Scopes, gains: Gains, rights: tuple[str, ...], budget: float) -> None:
    sites, costs = len(candidates.ids), candidates.costs
    fits = (
        gains.hours.shape == (sites, len(scopes.ids), BANDS)
        and gains.outlook.shape == (sites, len(rights))
        and len(set(candidates.ids)) == len(candidates.parties) == len(candidates.earlier_audits) == sites
        and 0 < len(scopes.ids) == len(scopes.buyers) == len(scopes.totals) == len(_weights(scopes))
        and (costs is None or len(costs) == sites)
    )
    if not fits:
        raise WrongUse(
            Message("The sites, scopes and gains of this plan do not belong together."),
            advice=Message("Give the same sites, each once, the same scopes and the same rights everywhere."),
        )
    possible = (
        (_weights(scopes) > 0).all()
        and (scopes.totals >= 0).all()
        and (costs is None or not (costs < 0).any())
        and 0 <= budget < np.inf
    )
    if not possible:
        raise WrongUse(
            Message("A budget, cost, weight or total of this plan is not possible."),
            advice=Message("Give weights above 0 and other numbers from 0; leave a cost empty where it is not known."),
        )


def _weights(scopes: Scopes) -> Floats:
    return np.ones(len(scopes.ids)) if scopes.weights is None else scopes.weights


def _weighted(hours: Floats, scopes: Scopes) -> Floats:
    """Hours as shares of their scope, times its weight."""
    rates = np.divide(_weights(scopes), scopes.totals, out=np.zeros(len(scopes.ids)), where=scopes.totals > 0)
    return hours * rates[None, :, None]


def _named(scopes: Scopes, gained: Floats) -> tuple[str, ...]:
    return tuple(scopes.ids[scope] for scope in np.flatnonzero(gained.any(axis=-1)).tolist())


def _bands(values: Floats, choice: Choice) -> tuple[Band, ...]:
    """The bands in which a visit can gain anything at all."""
    gained = zip(values.sum(axis=0).tolist(), choice.bounds.tolist(), strict=True)
    return tuple(Band(place + 1, gain, bound) for place, (gain, bound) in enumerate(gained) if bound > 0)


def _visits(
    sites: NDArray[np.int64], candidates: Candidates, scopes: Scopes, gains: Gains, values: Floats, costs: Floats
) -> Iterator[Visit]:
    for rank, (site, band) in enumerate(zip(sites.tolist(), bands_of(values[sites]).tolist(), strict=True), 1):
        gain = float(values[site, band - 1])
        yield Visit(rank, candidates.ids[site], float(costs[site]), gain, band, _named(scopes, gains.hours[site]))


def _scope_gains(hours: Floats, scopes: Scopes, values: Floats) -> Iterator[ScopeGain]:
    """Per scope and band in which anything could be gained, the share of the scope that the whole plan verifies."""
    shares = np.divide(
        hours.sum(axis=0), scopes.totals[:, None], out=np.zeros(hours.shape[1:]), where=scopes.totals[:, None] > 0
    )
    for scope, name in enumerate(scopes.ids):
        for band in np.flatnonzero(values.any(axis=0)).tolist():
            yield ScopeGain(name, band + 1, float(shares[scope, band]))


def _payments(
    sites: NDArray[np.int64], candidates: Candidates, scopes: Scopes, gains: Gains, buyers_pay: int
) -> Iterator[Payment]:
    buyers, gained = by_buyer(gains.hours[sites].sum(axis=2), scopes.buyers)
    for visit, site in enumerate(sites.tolist()):
        earlier = int(candidates.earlier_audits[site])
        yield from payments(candidates.ids[site], candidates.parties[site], gained[visit], buyers, earlier, buyers_pay)


def _left_out(values: Floats, costs: Floats, planned: int) -> Iterator[Message]:
    """How many sites would gain something and are not in the plan."""
    useful = values.any(axis=1)
    unknown = int((useful & np.isnan(costs)).sum())
    beyond = int(useful.sum()) - unknown - planned
    if beyond:
        yield Message("Sites that would gain something and that the budget does not reach: {count}.", count=beyond)
    if unknown:
        yield Message("Sites not planned because the cost of a visit is not known: {count}.", count=unknown)
