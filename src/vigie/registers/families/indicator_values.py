"""Values of country indicators: only those that an indicator of the content reads, only under an open licence."""

from __future__ import annotations

from collections.abc import Iterator

from vigie.registers.families import Given


def rows(given: Given) -> Iterator[dict[str, str]]:
    """One row per country and indicator, with the year and the source of the value.

    The upstream direction (`risk_when`) is not taken over: the indicator itself says what is worse.
    """
    codes = given.country_codes()
    for row in given.tables["indicators"]:
        if row["indicator"] in given.read_by_indicators and row["licence"] in given.settings["open_licences"]:
            yield {
                "alpha2": codes[row["iso3"]],
                "indicator": row["indicator"],
                "value": row["value"],
                "year": row["year"],
                "source": given.translated("sources", row["source"]),
            }
