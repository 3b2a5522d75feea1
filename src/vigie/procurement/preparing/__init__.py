"""From a need to a clause set: what is at risk in a purchase, how much to ask, and which clauses follow."""

from vigie.procurement.preparing.preparing import prepare

__all__ = ["prepare"]
