"""The gross risks at the places of a chain, as numbers: how severe, per place and right, there and behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from vigie.content import Content
from vigie.model.assessment import PLAUSIBLE, RiskProfile
from vigie.risk.profiles import Key, Profiles

NOT_PLAUSIBLE = 0
"""Stands where no risk is known to be plausible: it is low, or there is no source. It says nothing is safe."""


@dataclass(frozen=True, slots=True, eq=False)
class PlaceRisks:
    """Severity (1 worst to 4, 0 not known to be plausible) per place and right, in the order of `rights`.

    `at` is the risk at the place itself, `behind` the worst at the unmapped stages behind it. `unverifiable` tells
    where no audit, interview or survey is credible or safe.
    """

    rights: tuple[str, ...]
    at: NDArray[np.int8]
    behind: NDArray[np.int8]
    unverifiable: NDArray[np.bool_]


def risks_at(places: Sequence[Key | None], content: Content, as_of: date) -> PlaceRisks:
    """The risks of places by what decides them: product group, country, stage. None: not known what is made there."""
    rights = tuple(content.rights)
    profiles = Profiles(content, as_of)
    known = {key: _of(key, profiles, rights) for key in dict.fromkeys(places) if key is not None}
    nothing = np.zeros((3, len(rights)), np.int8)
    table = np.array([nothing if key is None else known[key] for key in places], np.int8).reshape(-1, 3, len(rights))
    return PlaceRisks(rights, table[:, 0], table[:, 1], table[:, 2].astype(bool))


def _of(key: Key, profiles: Profiles, rights: tuple[str, ...]) -> NDArray[np.int8]:
    direct = profiles.direct(key)
    unverifiable = {each.right for each in direct if each.no_credible_verification}
    return np.array(
        [
            _worst(direct, rights),
            _worst(profiles.behind(key), rights),
            [right in unverifiable for right in rights],
        ],
        np.int8,
    )


def _worst(profiles: Iterable[RiskProfile], rights: tuple[str, ...]) -> list[int]:
    """The worst level of severity among plausible risks, per right."""
    worst: dict[str, int] = {}
    for each in profiles:
        if each.likelihood in PLAUSIBLE:
            worst[each.right] = min(worst.get(each.right, each.severity.level), each.severity.level)
    return [worst.get(right, NOT_PLAUSIBLE) for right in rights]
