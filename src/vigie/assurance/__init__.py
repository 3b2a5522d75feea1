"""What is verified, and how well: claims become one state per place and right, then shares of a chain."""

from vigie.assurance.assuring import Assurance, assure, reassure
from vigie.assurance.counting import Headline, headline
from vigie.assurance.rules import Rules
from vigie.assurance.sharing import TierWeights, scope_shares
from vigie.assurance.states import NODE_STATES, ON_SITE, VERIFIED, State

__all__ = [
    "NODE_STATES",
    "ON_SITE",
    "VERIFIED",
    "Assurance",
    "Headline",
    "Rules",
    "State",
    "TierWeights",
    "assure",
    "headline",
    "reassure",
    "scope_shares",
]
