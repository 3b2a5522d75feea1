"""Country names in the languages that the register asks for, by ISO 3166-1 codes."""

from __future__ import annotations

from collections.abc import Iterator

from vigie.registers.families import Given


def rows(given: Given) -> Iterator[dict[str, str]]:
    """One row per country: alpha2, alpha3 and a name per language (`names`: which upstream column holds it)."""
    for row in given.tables["codes"]:
        names = {language: row[column] for language, column in given.settings["names"].items()}
        yield {"alpha2": row["iso2"], "alpha3": row["iso3"], **names}
