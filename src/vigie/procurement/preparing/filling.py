"""Fills the named places of a clause: with what the buyer says, else with the defaults, in all four languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from vigie.errors import Message, WrongUse
from vigie.model.clause_library import ModelClause
from vigie.model.content import Text

FUNCTION, HOURS = "function", "hours_per_year"
WORDS = "words"
_PLACE = re.compile(r"\{([a-z_0-9]+)\}")
_BEGINS = re.compile(r"(?:^|[.!?]\s)\Z", re.MULTILINE)
_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,4})?")


def filled(clause: ModelClause, given: Mapping[str, str], functions: Mapping[str, Text]) -> Text:
    """The text of a clause with every place filled. A place of one clause counts before one of all clauses.

    Raises `WrongUse` where a number is wanted and something else is given.
    """
    return {language: _fill(text, clause, given, functions, language) for language, text in clause.text.items()}


def _fill(
    text: str, clause: ModelClause, given: Mapping[str, str], functions: Mapping[str, Text], language: str
) -> str:
    values = {FUNCTION: functions[clause.function][language], HOURS: str(clause.hours_per_year)}
    values |= {each.id: _default(each.default, language) for each in clause.places}
    numbers = {HOURS, *(each.id for each in clause.places if each.unit != WORDS)}
    for place in values:
        if (told := given.get(f"{clause.id}.{place}", given.get(place))) is not None:
            values[place] = _number(place, told) if place in numbers else told
    return _PLACE.sub(lambda found: _fitting(values[found[1]], text[: found.start()]), text)


def _fitting(words: str, before: str) -> str:
    """Words as they are written here: with a capital where they begin a sentence."""
    return words[:1].upper() + words[1:] if not before or _BEGINS.search(before[-2:]) else words


def _default(default: float | Text, language: str) -> str:
    return f"{default:g}" if isinstance(default, int | float) else default[language]


def _number(place: str, told: str) -> str:
    if not _NUMBER.fullmatch(told):
        raise WrongUse(
            Message('"{told}" cannot stand in the place {place}: a number is needed.', told=told, place=place),
            advice=Message("Write the number in digits."),
        )
    return told


def check_places(given: Mapping[str, str], clauses: Iterable[ModelClause]) -> None:
    """Raises `WrongUse` where the buyer names a place that no clause has: a spelling mistake is no silent default."""
    known: set[str] = set()
    for clause in clauses:
        places = {FUNCTION, HOURS, *(each.id for each in clause.places)}
        known |= places | {f"{clause.id}.{each}" for each in places}
    for place in given:
        if place not in known:
            raise WrongUse(
                Message("No clause has a place called {place}.", place=place),
                advice=Message("Take the names of places from the pages of the clauses."),
            )
