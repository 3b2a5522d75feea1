"""World production of minerals: the share of each country at a stage."""

from __future__ import annotations

from collections.abc import Iterator

from vigie.registers.families import Given


def rows(given: Given) -> Iterator[dict[str, str]]:
    """One row per commodity, stage and country; `share` names the upstream column, `year` the year it is about."""
    codes = given.country_codes()
    for row in given.tables["production"]:
        yield {
            "commodity": row["commodity"],
            "stage": given.translated("stages", row["stage"]),
            "alpha2": codes[row["iso3"]],
            "share": row[given.settings["share"]],
            "year": str(given.settings["year"]),
        }
