"""Numbers as people write them in four languages; a number that can be read in two ways is never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from vigie.sources.numerals import Mark, common_mark, numeral

MARKS = {
    "en_GB": Mark.POINT,
    "en_IN": Mark.POINT,
    "de_CH": Mark.POINT,
    "nl_BE": Mark.COMMA,
    "fr_BE": Mark.COMMA,
    "fr_FR": Mark.COMMA,
    "de_DE": Mark.COMMA,
    "nl_NL": Mark.COMMA,
}
amounts = st.decimals(min_value=-(10**11), max_value=10**11, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize("locale", MARKS)
@given(amount=amounts)
def test_what_a_locale_writes_is_read_back(locale: str, amount: Decimal) -> None:
    written = format_decimal(amount, format="#,##,##0.00" if locale == "en_IN" else "#,##0.00", locale=locale)
    read = numeral(written)
    assert read is not None
    assert read.value(MARKS[locale]) == amount


@pytest.mark.parametrize("locale", MARKS)
@given(amount=amounts)
def test_two_decimals_need_no_help_from_other_cells(locale: str, amount: Decimal) -> None:
    read = numeral(format_decimal(amount, format="#,##0.00", locale=locale))
    assert read is not None
    assert read.sure == amount
    assert read.mark is MARKS[locale]


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("1234", "1234", ""),
        ("1.234,50 €", "1234.50", "€"),
        ("USD 1,234.50", "1234.50", "USD"),
        ("US$ 12.50", "12.50", "US$"),
        ("1 234,50-", "-1234.50", ""),
        ("1\u202f234\u00a0567,5", "1234567.5", ""),
        ("(1.234,50)", "-1234.50", ""),
        ("EUR (12,50)", "-12.50", "EUR"),
        ("-€ 5,25", "-5.25", "€"),
        ("\u22125,25", "-5.25", ""),
        ("+7", "7", ""),
        ("1'234.50", "1234.50", ""),
        ("1\u2019234\u2019567.00", "1234567.00", ""),
        ("12,34,567.00", "1234567.00", ""),
        ("100,-", "100", ""),
        ("1.250,--", "1250", ""),
        ("'42", "42", ""),
        ("1.234.567", "1234567", ""),
        ("0.500", "0.500", ""),
        ("1234.500", "1234.500", ""),
        (",5", "0.5", ""),
        ("12 CR", "-12", ""),
        ("12,00 DR", "12", ""),
    ],
)
def test_habits_of_ledgers(written: str, value: str, unit: str) -> None:
    read = numeral(written, credit_marks={"CR"}, debit_marks={"DR"})
    assert read is not None
    assert (read.sure, read.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("written", ["1.234", "1,234", "-12.500", "999,000"])
def test_a_number_with_one_group_of_three_can_be_read_in_two_ways(written: str) -> None:
    read = numeral(written)
    assert read is not None
    assert read.sure is None
    assert read.mark is None
    assert abs(read.read(Mark.COMMA) or 0) * 1000 == abs(read.read(Mark.POINT) or 0) or (
        abs(read.read(Mark.POINT) or 0) * 1000 == abs(read.read(Mark.COMMA) or 0)
    )


@pytest.mark.parametrize(
    "written", ["", "abc", "12A5", "1.2.3", "1,2,3", "12/05/2024", "--", "1 2 3", "1.234,567.8", "٣"]
)
def test_what_is_no_number_is_none(written: str) -> None:
    read = numeral(written)
    assert read is None or read.unit


def test_a_number_that_a_spreadsheet_shortened_has_no_value() -> None:
    read = numeral("4,03171E+08")
    assert read is not None
    assert read.shortened
    assert read.value(Mark.COMMA) is None


def test_marks_that_contradict_each_other_prove_nothing() -> None:
    assert common_mark([Mark.COMMA, None, Mark.COMMA]) is Mark.COMMA
    assert common_mark([Mark.COMMA, Mark.POINT]) is None
    assert common_mark([None]) is None


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    read = numeral(text, {"CR"}, {"DR"})
    assert read is None or read.shortened or any(character.isdigit() for character in text)
