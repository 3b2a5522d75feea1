"""How bad a possible impact is: the median of scale, scope and irremediability, never their product.

UN Guiding Principle 14 names the three dimensions; that two of three must reach a level is a judgement
(`severity_median`). Ordinals are compared, never added or multiplied.
"""

from __future__ import annotations

from collections.abc import Mapping

from vigie.model.assessment import Severity

DIMENSIONS = ("scale", "scope", "irremediability")


def severity(dimensions: Mapping[str, int | None], worst: Mapping[str, int]) -> Severity:
    """The severity of a hazard. A dimension that is not known takes the worst value possible for it."""
    known = {name: dimensions.get(name) for name in DIMENSIONS}
    values = {name: worst[name] if value is None else value for name, value in known.items()}
    return Severity(
        level=sorted(values.values())[1],
        scale=values["scale"],
        scope=values["scope"],
        irremediability=values["irremediability"],
        assumed=tuple(name for name, value in known.items() if value is None),
    )
