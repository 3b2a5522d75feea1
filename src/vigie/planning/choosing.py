"""Which visits gain most for a budget, the gravest band of severity first: greedy, exact, and the bound on both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Sites = NDArray[np.int64]

ROUNDING = 1e-9
"""How far a sum may miss a limit through the rounding of numbers alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """The sites chosen, best first; whether this is proved to be the best choice; and a bound per band.

    No choice that gains as much as this one in every graver band gains more than the bound in a band.
    """

    sites: Sites
    proved: bool
    bounds: Floats


def choose(values: Floats, costs: Floats, budget: float, exact_up_to: int, node_limit: int) -> Choice:
    """Choose sites with `values[site, band]` and `costs` within a budget, lexicographically by band.

    Sites stand in the order that decides ties. Up to `exact_up_to` sites are chosen exactly, unless HiGHS needs
    more than `node_limit` nodes; more of them by gain for cost, which is exact too where all cost the same.
    """
    able = np.flatnonzero(values.any(axis=1) & (costs <= _with_rounding(budget)))
    values, costs = values[able], costs[able]
    order = _by_gain_for_cost(values, costs)
    chosen = _filled(order, costs, budget, np.zeros(len(able), dtype=np.bool_))
    proved = bool(chosen.all()) or len(set(costs.tolist())) == 1
    if not proved and len(able) <= exact_up_to:
        better = _exact(values, costs, budget, node_limit)
        if better is not None:
            better = _filled(order, costs, budget, better)
            proved = bool(costs[better].sum() <= _with_rounding(budget)) and not _gains_less(values, better, chosen)
            chosen = better if proved else chosen
    return Choice(able[order[chosen[order]]], proved, _bounds(values, costs, budget, values[chosen].sum(axis=0)))


def _with_rounding(budget: float) -> float:
    return budget * (1 + ROUNDING)


def _by_gain_for_cost(values: Floats, costs: Floats) -> Sites:
    """Sites by what they gain for what they cost in the gravest band, then in the next ones, then as they stand.

    Rounded to twelve digits, so that sums of equal parts in another order are still a tie.
    """
    free = np.where(values > 0, np.inf, 0.0)
    rates = np.divide(values, costs[:, None], out=free, where=costs[:, None] > 0)
    parts, powers = np.frexp(rates)
    rounded = np.ldexp(np.round(parts, 12), powers)
    order: Sites = np.lexsort((np.arange(len(values)), *(-rounded.T[::-1])))
    return order


def _filled(order: Sites, costs: Floats, budget: float, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """What is chosen, and in this order every other site that the rest of the budget pays for.

    From nothing this is the greedy choice. A larger budget never gains less in the gravest band: at the first site
    that it pays for and the smaller one did not, what the smaller one still had is less than the cost of this site,
    and all later ones gain less for their cost.
    """
    full = chosen.copy()
    left = _with_rounding(budget) - costs[chosen].sum()
    for site in order.tolist():
        if not full[site] and costs[site] <= left:
            full[site] = True
            left -= costs[site]
    return full


def _exact(values: Floats, costs: Floats, budget: float, node_limit: int) -> NDArray[np.bool_] | None:
    """The best choice band by band, each with the best of the graver ones kept; of equal ones the cheapest.

    Sites that are alike are one whole number, which keeps the search short; the first of them are taken. None
    where the search ends before it has a proof.
    """
    # Loaded only here: most chains are planned without it, and it takes as long to load as a small plan to make.
    from scipy.optimize import Bounds, LinearConstraint, milp

    kinds, kind_of, counts = np.unique(
        np.column_stack((values, costs)), axis=0, return_inverse=True, return_counts=True
    )
    rows, limits = [kinds[:, -1] / budget], [1.0]
    largest = kinds.max(axis=0)
    taken = np.zeros(len(kinds))
    for column in [*np.flatnonzero(largest[:-1] > 0), -1]:
        # Cheaper is better in the last column, more is better in the others.
        aim = kinds[:, column] / largest[column] * (1 if column == -1 else -1)
        found = milp(
            aim,
            integrality=np.ones(len(kinds)),
            bounds=Bounds(0, counts),
            constraints=LinearConstraint(np.array(rows), -np.inf, limits),
            options={"mip_rel_gap": 0.0, "node_limit": node_limit},
        )
        if found.status != 0:
            return None
        taken = np.round(found.x)
        rows.append(aim)
        limits.append(float(aim @ taken) + ROUNDING)
    return _first_of_each(kind_of.ravel(), taken)


def _first_of_each(kind_of: Sites, taken: Floats) -> NDArray[np.bool_]:
    """The first sites of every kind, as many as are taken of it."""
    order = np.argsort(kind_of, kind="stable")
    sizes = np.bincount(kind_of, minlength=len(taken))
    place = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    chosen = np.zeros(len(order), dtype=np.bool_)
    chosen[order] = place < taken[kind_of[order]]
    return chosen


def _gains_less(values: Floats, one: NDArray[np.bool_], other: NDArray[np.bool_]) -> bool:
    """Whether one choice gains less than another in the gravest band in which they differ by more than rounding."""
    first, second = values[one].sum(axis=0), values[other].sum(axis=0)
    apart = np.flatnonzero(np.abs(first - second) > 1e-6 * np.maximum(first, second))
    return bool(len(apart) and first[apart[0]] < second[apart[0]])


def _bounds(values: Floats, costs: Floats, budget: float, gained: Floats) -> Floats:
    """Per band the most that any choice could gain that gains no less in the graver bands."""
    bounds: Floats = np.array([_fractional(column, costs, budget) for column in values.T])
    for band in np.flatnonzero((bounds > gained) & (np.arange(len(bounds)) > 0)):
        bounds[band] = min(bounds[band], _relaxed(values, costs, budget, gained, int(band)))
    return bounds.clip(min=gained)


def _fractional(values: Floats, costs: Floats, budget: float) -> float:
    """The most that a budget buys if parts of a visit could be bought: for one budget, the linear programme itself."""
    rates = np.divide(values, costs, out=np.where(values > 0, np.inf, 0.0), where=costs > 0)
    order = np.argsort(-rates, kind="stable")
    spent = np.minimum(np.cumsum(costs[order]), budget)
    parts = np.diff(spent, prepend=0.0)
    share = np.divide(parts, costs[order], out=np.ones(len(order)), where=costs[order] > 0)
    return float(values[order] @ share)


def _relaxed(values: Floats, costs: Floats, budget: float, gained: Floats, band: int) -> float:
    """The linear programme of one band with the gains of the graver ones kept."""
    from scipy.optimize import linprog

    largest = values.max(axis=0)
    kept = [graver for graver in range(band) if largest[graver] > 0]
    rows = [costs / budget, *(-values[:, graver] / largest[graver] for graver in kept)]
    limits = [1 + ROUNDING, *(ROUNDING - gained[graver] / largest[graver] for graver in kept)]
    found = linprog(-values[:, band] / largest[band], A_ub=np.array(rows), b_ub=limits, bounds=(0, 1), method="highs")
    return float(-found.fun * largest[band]) if found.success else np.inf


def bands_of(values: Floats) -> Sites:
    """Per site the gravest band (from 1) in which it gains anything."""
    first: Sites = np.argmax(values > 0, axis=1)
    return first + 1
