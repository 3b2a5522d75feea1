"""Goods listed by country for harm to the people who make them; what is listed through an input is kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vigie.registers.families import Given


def rows(given: Given) -> Iterator[dict[str, str]]:
    """One row per country and good. A good listed itself is not repeated for its inputs.

    `flags` says for each flag of the register which upstream column speaks of the good itself and which
    of its inputs; `editions` which column says that the row stands in the edition of which year.
    """
    codes = given.country_codes()
    flags = given.settings["flags"]
    for row in given.tables["goods"]:
        itself = any(row[flag["itself"]] == "1" for flag in flags.values())
        listed = "itself" if itself else "inputs"
        yield {
            "alpha2": codes[row["iso3"]],
            "good": row["good"],
            **{name: row[flag[listed]] or "0" for name, flag in flags.items()},
            "via_inputs": "0" if itself else "1",
            "edition": _latest_edition(row, given.settings["editions"]),
        }


def _latest_edition(row: Mapping[str, str], editions: Mapping[str, int]) -> str:
    return str(max(year for column, year in editions.items() if row[column] == "1"))
