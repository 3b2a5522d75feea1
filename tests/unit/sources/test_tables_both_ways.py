"""The quick way of reading a table, whole columns at once, gives what the careful way gives, row by row."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from vigie.content import Content
from vigie.sources import Limits, delimited, read_table
from vigie.sources.delimited.regular import columns_of
from vigie.sources.tables.days import reading
from vigie.sources.vocabulary import bundled_vocabulary

LIMITS = Limits(max_file_bytes=20_000_000, max_rows=150_000, max_unpacked_ratio=200, max_unpacked_bytes=300_000_000)
MARKS = {"quarters": ("q", "k", "t"), "halves": ("h", "s")}

NAMES = st.one_of(
    st.sampled_from(
        ["A", "B", " Mill BD ", "=1+1", "n/a", "NA", "", "Ünal; Söhne", 'The "Mill"', "two\nlines", "\u202eA"]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
)
NUMBERS = st.one_of(
    st.sampled_from(
        ["0.5", "0,5", "1.234", "45 %", "12%", "1 250,50 €", "abc", "", "-", "1e-05", "00.5", "1,", "-3.20"]
    ),
    st.decimals(min_value=-2, max_value=2000, places=3).map(str),
)
DAYS = st.sampled_from(["2025", "2025-Q1", "03/04/2025", "13/04/2025", "2025-02", "never", "", "2024..2025"])
ROWS = st.lists(st.tuples(NAMES, NAMES, NUMBERS, NUMBERS, DAYS), max_size=12)


@given(rows=ROWS, sign=st.sampled_from([";", ",", "\t"]), quote=st.booleans(), end=st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_ways_give_the_same_frame(
    rows: list[tuple[str, ...]], sign: str, quote: bool, end: str, tmp_path: Path, bundled: Content
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign, lineterminator=end, quoting=csv.QUOTE_ALL if quote else csv.QUOTE_MINIMAL)
    writer.writerows([("supplier", "buyer", "share", "value", "period"), *rows])
    path = tmp_path / "links.csv"
    path.write_bytes(out.getvalue().encode())
    quick = read_table(path, bundled.tables["links"], limits=LIMITS)
    with patch.object(delimited, "column_sheet", lambda *_: None):
        careful = read_table(path, bundled.tables["links"], limits=LIMITS)
    assert_frame_equal(quick.frame, careful.frame)
    assert {(each.place, str(each.what)) for each in quick.not_understood} == {
        (each.place, str(each.what)) for each in careful.not_understood
    }


@pytest.mark.parametrize(
    ("text", "quick"),
    [
        ("supplier;buyer\nA;B\n", True),
        ('supplier;buyer\n"A; ""x""";B\n', True),
        ("supplier;buyer\nA\n\nC;B\n\n", True),
        ("supplier;buyer\nA;B;C\n", False),
        ('supplier;buyer\n"A;B\n', False),
        ('supplier;buyer\n"A\nC";B\n', False),
        ('supplier;buyer\nA "x;y" C;B\n', False),
        ("sep=;\nsupplier;buyer\nA;B\n", False),
        ("supplier;buyer\rA;B\r", False),
        ("supplier;buyer\n", False),
    ],
)
def test_only_texts_that_leave_nothing_open_are_read_the_quick_way(text: str, quick: bool) -> None:
    assert (columns_of(text, bundled_vocabulary()) is not None) is quick


@given(st.dates(min_value=__import__("datetime").date(1990, 1, 1), max_value=__import__("datetime").date(2090, 1, 1)))
def test_a_day_written_in_any_usual_way_is_that_day(day) -> None:
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y", "%Y-%m-%d 10:30:00", "%Y-%m-%dT00:00:00"):
        assert reading(day.strftime(form), MARKS).read(None) == (day, day)
    assert reading(day.strftime("%d/%m/%Y"), MARKS).read(True) == (day, day)
    assert reading(day.strftime("%m/%d/%Y"), MARKS).read(False) == (day, day)
    assert reading(day.strftime("%d-%m-%Y"), MARKS).read(None) in ((day, day), None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("02/2024", "2024-02-01", "2024-02-29"),
        ("2025-Q1", "2025-01-01", "2025-03-31"),
        ("T4 2025", "2025-10-01", "2025-12-31"),
        ("2025K2", "2025-04-01", "2025-06-30"),
        ("2025-H1", "2025-01-01", "2025-06-30"),
        ("s2-2025", "2025-07-01", "2025-12-31"),
        ("2025-01-01..2025-06-30", "2025-01-01", "2025-06-30"),
        ("2024..2025", "2024-01-01", "2025-12-31"),
        ("1.2.2025 – 31.3.2025", "2025-02-01", "2025-03-31"),
        ("2025-01-01/2025-06-30", "2025-01-01", "2025-06-30"),
        ("2025-Q1 - 2025-Q2", "2025-01-01", "2025-06-30"),
    ],
)
def test_periods_as_people_write_them(text: str, first: str, last: str) -> None:
    period = reading(text, MARKS).read(None)
    assert period is not None
    assert (period[0].isoformat(), period[1].isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "2025-13",
        "Q5 2025",
        "H3 2025",
        "2025-X1",
        "2025..2024",
        "31/02/2025",
        "1/2/25",
        "25",
        "1850",
        "2025-Q1..",
        "0/0/2025",
    ],
)
def test_what_is_no_period_is_none(text: str) -> None:
    assert reading(text, MARKS).read(True) is None


def test_a_day_that_can_be_two_is_none_until_its_column_proves_the_order() -> None:
    assert reading("03/04/2025", MARKS).read(None) is None
    assert reading("03/04/2025", MARKS).proves is None
    assert reading("13/04/2025", MARKS).proves is True
    assert reading("04/13/2025", MARKS).proves is False
