"""Where to look next in a chain: the sites to visit for a budget, over all scopes together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vigie.assurance import NODE_STATES, ON_SITE, State
from vigie.content import Content
from vigie.model.chain import AuditPlan
from vigie.planning import Candidates, Gains, Scopes, gains, plan_audits
from vigie.workflows.chain.answers import Answer, Known


def planned(
    known: Known,
    answers: Sequence[Answer],
    sites: pl.DataFrame,
    content: Content,
    *,
    visits: float,
    budget: float | None,
    currency: str,
    buyers_pay: int,
) -> AuditPlan | None:
    """The plan for so many visits, or for a budget in money where the sites state what a visit costs.

    None where no site is known: there is nothing to visit.
    """
    places = known.assurance.places.places.filter(pl.col("site").is_not_null()).sort("site", "place")
    if places.is_empty():
        return None
    found = _gains(known, answers, places, content)
    ids = places["site"].unique(maintain_order=True)
    once = places.unique("site", keep="first", maintain_order=True)
    candidates = Candidates(
        ids=tuple(ids),
        parties=tuple(once["party"]),
        earlier_audits=_earlier_audits(known.assurance.claims, ids),
        costs=None if budget is None else _costs(sites, ids),
    )
    scopes = tuple(each.demand.scope for each in answers)
    return plan_audits(
        candidates,
        Scopes(scopes, scopes, np.ones(len(scopes))),
        found,
        known.risks.rights,
        visits if budget is None else budget,
        buyers_pay=buyers_pay,
        currency=currency,
    ).plan


def _gains(known: Known, answers: Sequence[Answer], places: pl.DataFrame, content: Content) -> Gains:
    """What a visit can verify at each place: a site as part of a node."""
    work = np.zeros((known.chain.inputs.size, len(answers)))
    for column, each in enumerate(answers):
        work[each.found.total.nodes, column] = each.found.total.located
    return gains(
        sites=places["site"].rank("dense").to_numpy().astype(np.int64) - 1,
        nodes=places["node"].to_numpy().astype(np.int64),
        shares=places["weight"].to_numpy(),
        hours=work,
        states=_states(known, places),
        severity=known.risks.at,
        plausible=known.risks.at > 0,
        no_credible_verification=known.risks.unverifiable,
        audit_sees=np.array([right.audit_sees for right in content.rights.values()]),
    )


def _states(known: Known, places: pl.DataFrame) -> NDArray[np.str_]:
    """The state of every place for every right; nobody has spoken of most of them."""
    names = np.array([state.value for state in NODE_STATES])
    codes = np.full((places.height, len(known.risks.rights)), NODE_STATES.index(State.UNKNOWN))
    rows = places.select("place").with_row_index("at").join(known.assurance.standings, on="place")
    codes[rows["at"].to_numpy(), rows["right"].to_numpy()] = rows["state"].to_numpy()
    found: NDArray[np.str_] = names[codes]
    return found


def _earlier_audits(claims: pl.DataFrame, sites: pl.Series) -> NDArray[np.int64]:
    """How many different visits each site has had, by what their claims call them."""
    on_site = claims.filter(pl.col("grade") >= ON_SITE)
    counted = on_site.group_by(site=pl.col("subject").str.strip_chars()).agg(
        audits=pl.struct("source", "from").n_unique()
    )
    found = pl.DataFrame({"site": sites}).join(counted, on="site", how="left", maintain_order="left")
    return found["audits"].fill_null(0).cast(pl.Int64).to_numpy()


def _costs(sites: pl.DataFrame, ids: pl.Series) -> NDArray[np.float64]:
    """What a visit to each site costs; the highest figure where several rows state one, nan where none does."""
    stated = sites.group_by("site").agg(pl.col("visit_cost").max())
    found = pl.DataFrame({"site": ids}).join(stated, on="site", how="left", maintain_order="left")
    return found["visit_cost"].fill_null(np.nan).to_numpy()
