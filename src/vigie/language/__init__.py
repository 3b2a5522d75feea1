"""Says messages, terms, numbers and dates in the reader's language; a new language is one catalogue and one line.

English is the source language: a `Message` holds it. The other catalogues stand beside this module as
`.po` files, read as they are, so that nothing has to be compiled on a fresh machine.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from vigie.errors import Message, Term
from vigie.language.terms import CODE_NAMES
from vigie.model.content import Text

LOCALES = {"en": "en_GB", "fr": "fr_BE", "nl": "nl_BE", "de": "de_BE"}
"""The languages Vigie speaks, with the Belgian usage of each for numbers and dates."""


@lru_cache
def _catalogue(code: str) -> gettext.NullTranslations:
    """The translations of one language; English is its own catalogue."""
    if code == "en":
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with files(__name__).joinpath(f"{code}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


class Language:
    """One reader's language. `names` finds the content's own words for a `Term`; codes of the model need none."""

    def __init__(self, code: str, names: Callable[[Term], Text]) -> None:
        self.code = code
        self.locale = Locale.parse(LOCALES[code])
        self._names = names
        self._said: dict[Message, str] = {}

    def say(self, message: Message) -> str:
        """The sentence in this language, its values formatted and its terms named."""
        said = self._said.get(message)
        if said is None:
            translated = _catalogue(self.code).gettext(message.text)
            said = translated.format(**{name: self._value(value) for name, value in message.values})
            self._said[message] = said
        return said

    def pick(self, text: Text) -> str:
        """The wording that the content holds for this language."""
        return text[self.code]

    def term(self, term: Term) -> str:
        """The name of a right, country, product group, stage, likelihood or another code."""
        message = CODE_NAMES.get((term.kind, term.id))
        return self.say(message) if message else self.pick(self._names(term))

    def number(self, value: float | Decimal, digits: int = 0) -> str:
        """A number with this language's separators, rounded to `digits` decimals."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return _spaced(format_decimal(value, format=pattern, locale=self.locale))

    def count(self, value: int | None) -> str:
        """How many; unknown is said, never written as nothing."""
        return self.say(Message("unknown")) if value is None else self.number(value)

    def percent(self, value: float) -> str:
        """A share between 0 and 1 as a percentage without decimals."""
        return _spaced(format_percent(value, locale=self.locale))

    def money(self, value: float | Decimal, currency: str) -> str:
        """An amount in its currency, without cents; without a known currency, the bare number."""
        if not currency:
            return self.number(value)
        return f"{currency}\u00a0{self.number(value)}"

    def date(self, day: date) -> str:
        """A date written out."""
        return format_date(day, format="long", locale=self.locale)

    def _value(self, value: str | int | float | Message | Term) -> str:
        match value:
            case Message():
                return self.say(value)
            case Term():
                return self.term(value)
            case int():
                return self.number(value)
            case float():
                return self.number(value, 2).rstrip("0").rstrip(".,")
            case _:
                return value


def _spaced(number: str) -> str:
    """A number with plain no-break spaces: the narrow ones are missing in most fonts."""
    return number.replace("\u202f", "\u00a0")
