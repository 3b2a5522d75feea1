"""Who pays for a visit: the buyers for the first ones, each by what it gains; the supplier for later ones."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from vigie.errors import Message
from vigie.model.chain import Payment


def by_buyer(hours: NDArray[np.float64], buyers: tuple[str, ...]) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """The buyers in the order of their names, and the hours that each gains by each visit through its scopes."""
    names, buyer_of = np.unique(np.array(buyers, dtype=np.str_), return_inverse=True)
    summed = [hours[:, buyer_of == buyer].sum(axis=1) for buyer in range(len(names))]
    return tuple(names.tolist()), np.stack(summed, axis=1)


def payments(
    site: str, supplier: str, gained: NDArray[np.float64], buyers: tuple[str, ...], earlier: int, buyers_pay: int
) -> Iterator[Payment]:
    """The parts of the cost of one visit; they sum to 1. `gained` is what each buyer gains by it, in hours or value.

    The rule follows Swedish practice of pooled follow-up: the buyers pay the first audit and the first follow-up, the
    supplier what comes later. That buyers pay by what they gain is a judgement.
    """
    if earlier >= buyers_pay:
        why = Message(
            "The supplier pays: the buyers pay the first {paid} visits to a site, and {earlier} were made here before.",
            paid=buyers_pay,
            earlier=earlier,
        )
        yield Payment(site, supplier, 1.0, why)
        return
    why = Message(
        "The buyers pay, each in proportion to the work whose verification it gains: this is visit {number} to the "
        "site, and they pay the first {paid}.",
        number=earlier + 1,
        paid=buyers_pay,
    )
    whole = gained.sum()
    for buyer in np.flatnonzero(gained).tolist():
        yield Payment(site, buyers[buyer], float(gained[buyer] / whole), why)
