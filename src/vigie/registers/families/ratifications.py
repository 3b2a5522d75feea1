"""Which countries have ratified which instruments. Kept apart from practice: no indicator reads it."""

from __future__ import annotations

from collections.abc import Iterator

from vigie.registers.families import Given


def rows(given: Given) -> Iterator[dict[str, str]]:
    """One row per country and instrument, with the year of the publication that says so."""
    codes = given.country_codes()
    instruments = given.settings["instruments"]
    for row in given.tables["indicators"]:
        if row["indicator"] in instruments:
            yield {
                "alpha2": codes[row["iso3"]],
                "instrument": instruments[row["indicator"]],
                "ratified": str(int(float(row["value"]))),
                "as_of_year": row["year"],
            }
