"""Mean weekly hours actually worked, by country and section of the economy (ISIC 4)."""

from __future__ import annotations

from collections.abc import Iterator

from vigie.registers.families import Given


def rows(given: Given) -> Iterator[dict[str, str]]:
    """One row per country and section, with the year of the survey."""
    codes = given.country_codes()
    for row in given.tables["hours"]:
        yield {
            "alpha2": codes[row["iso3"]],
            "section": row["isic4"],
            "year": row["year"],
            "hours": row["mean_weekly_hours"],
        }
