"""What is at risk in a purchase: per stage of its typical chain and right, the worst plausible risk, and where."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from vigie.content import Content
from vigie.model.assessment import PLAUSIBLE, Likelihood, RiskProfile
from vigie.model.content import UNKNOWN_COUNTRY, Stage
from vigie.risk.profiles import Key, Profiles

SERVICE = "service"
"""The kind of product group whose work the contractor itself does."""


def exposure(group: str, kind: str, content: Content, as_of: date, rules: Mapping[str, Any]) -> tuple[RiskProfile, ...]:
    """One profile per stage and right, the worst first; none where the product group is not known.

    Who makes goods is not known before the award, so that every stage counts at its likely origins; a service is
    done where the rules say.
    """
    if not group:
        return ()
    profiles = Profiles(content, as_of)
    served = kind == SERVICE
    country = rules["services"]["country"] if served else UNKNOWN_COUNTRY
    key = Key(group, country, Stage.FINAL_PRODUCTION, producer=served)
    worst: dict[tuple[Stage, str], RiskProfile] = {}
    for profile in sorted((*profiles.direct(key), *profiles.behind(key)), key=_order):
        worst.setdefault((profile.stage, profile.right), profile)
    return tuple(worst.values())


def _order(profile: RiskProfile) -> tuple[bool, int, int]:
    """Plausible risks first, by severity, then by likelihood."""
    return (
        profile.likelihood not in PLAUSIBLE,
        profile.severity.level,
        list(Likelihood).index(profile.likelihood),
    )


def plausible(risks: tuple[RiskProfile, ...]) -> tuple[RiskProfile, ...]:
    """The risks that are plausible: what has no source or is low is left out, and is not thereby safe."""
    return tuple(each for each in risks if each.likelihood in PLAUSIBLE)


def deciding(risks: tuple[RiskProfile, ...], kind: str, rules: Mapping[str, Any]) -> tuple[RiskProfile, ...]:
    """The risks that decide how much is asked: in a service those of its own stages."""
    stages = rules["services"]["stages"] if kind == SERVICE else list(Stage)
    return tuple(each for each in risks if each.stage in stages)
