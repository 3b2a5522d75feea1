"""Value added per unit of output, by country and economic activity, from a world input-output table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from vigie.errors import BrokenContent, Message
from vigie.registers.families import Given

ALL = ""
"""The key of the world, and of all sectors of a region together."""


def rows(given: Given) -> Iterator[dict[str, str]]:
    """One row per region and activity with output; `activities` says for which activities a sector stands.

    An activity of several sectors is their sum, and so is the world (an empty country) and the whole economy
    (an empty activity). A sector that no activity names is a signal: it raises `BrokenContent`.
    """
    codes = given.country_codes()
    totals: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in given.tables["table"]:
        for region in (codes[row["region"]], ALL):
            for activity in _activities(given, row["sector"]):
                total = totals[region, activity]
                total[0] += int(row["output"])
                total[1] += int(row["inputs"])
    for (region, activity), (output, inputs) in totals.items():
        yield {
            "alpha2": region,
            "activity": activity,
            "value_added": f"{1 - inputs / output:.4f}",
            "year": str(given.settings["year"]),
            "source": "",
        }


def _activities(given: Given, sector: str) -> Iterable[str]:
    if sector not in given.settings["activities"]:
        raise BrokenContent(
            Message("“{value}” is new in a publisher's file.", value=sector),
            where="activities",
            advice=Message("Say under {setting} of the register what it means.", setting="activities"),
        )
    return (*given.settings["activities"][sector], ALL)
