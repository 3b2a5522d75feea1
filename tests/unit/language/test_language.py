"""Messages, terms, numbers and dates in the reader's language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from vigie.errors import Message, Term, UnreadableInput, VigieError, WrongUse
from vigie.language import LOCALES, Language


@pytest.fixture
def dutch(small_content) -> Language:
    return Language("nl", small_content.name)


def test_values_are_said_in_the_same_language(dutch, english):
    message = Message("{stage}", stage=Term("stage", "raw_material"))
    assert english.say(message) == "raw material"
    assert dutch.say(message) == "grondstof"
    assert dutch.say(Message("{inner}", inner=message)) == "grondstof"


def test_content_terms_come_from_the_content(dutch):
    assert dutch.term(Term("country", "BE")) == "België"
    assert dutch.term(Term("product_group", "shirt")) == "Shirts (nl)"
    assert dutch.term(Term("country", "ZZ")) != "ZZ"


def test_numbers_and_dates_are_belgian(small_content):
    french, dutch = Language("fr", small_content.name), Language("nl", small_content.name)
    assert dutch.number(1234567) == "1.234.567"
    assert dutch.number(Decimal("0.5"), 2) == "0,50"
    assert french.number(1234567) == "1\u00a0234\u00a0567"
    assert dutch.money(Decimal("1234.56"), "EUR") == "EUR\u00a01.235"
    assert dutch.money(12, "") == "12"
    assert dutch.date(date(2026, 11, 22)) == "22 november 2026"
    assert dutch.percent(0.256) == "26%"


def test_values_in_sentences(english):
    assert english.say(Message("{a} {b} {c}", a=1234, b=2.50, c="x{y}")) == "1,234 2.5 x{y}"
    assert english.say(Message("{a}", a=200.0)) == "200"


def test_unknown_is_said(english):
    assert english.count(None) == "unknown"
    assert english.count(0) == "0"


def test_english_outside_the_library_is_readable():
    message = Message("{what} in {place}", what=Message("risk"), place=Term("country", "BE"))
    assert str(message) == "risk in BE"


def test_errors_are_one_family_with_their_exit_codes():
    told = UnreadableInput(Message("No"), where="list.csv", advice=Message("Yes"))
    assert isinstance(told, VigieError)
    assert (told.exit_code, told.where, str(told)) == (2, "list.csv", "No")
    assert WrongUse(Message("No"), advice=Message("Yes")).exit_code == 3


def test_four_languages():
    assert set(LOCALES) == {"en", "fr", "nl", "de"}
