"""How the states of a chain relate to grades: what verifies, what declares, and from where on somebody was there."""

from __future__ import annotations

from vigie.model.chain import VERIFIED, State

__all__ = ["LEAST_VERIFIED", "MET_AT", "NODE_STATES", "ON_SITE", "VERIFIED", "State"]

NODE_STATES = tuple(state for state in State if state is not State.UNMAPPED)
"""The states of a node, in the order of the last axis of `Assurance.states`."""

MET_AT = (State.DECLARED, State.G1, State.G2, State.G3, State.G4)
"""The state that the best valid met claim of each grade makes, G0 first."""

LEAST_VERIFIED = 2
"""From this grade on somebody other than the subject has checked: it can verify, accuse and close."""

ON_SITE = 3
"""From this grade on somebody was at the place of work."""
