"""Where to look next: which sites to visit for a budget, over all scopes together, and who pays for it."""

from vigie.planning.explaining import Band
from vigie.planning.gains import Gains, Outlook, gains
from vigie.planning.plans import BuyerVisit, Candidates, PlannedAudits, Scopes, plan_audits

__all__ = [
    "Band",
    "BuyerVisit",
    "Candidates",
    "Gains",
    "Outlook",
    "PlannedAudits",
    "Scopes",
    "gains",
    "plan_audits",
]
