"""Messy cells of the tables of a chain: nothing is guessed, nothing is lost, and one fault is one sentence."""

from __future__ import annotations

import pytest
from tests.unit.sources.test_tables import Read, read, says  # noqa: F401 - `read` is the fixture of both modules

HEADINGS = "supplier;buyer;share;value;currency;basis;from;until\n"


def test_a_share_above_one_is_said_and_never_divided(read: Read) -> None:  # noqa: F811
    reading = read("supplier;buyer;share\nA;B;45\nC;B;45 %\nD;B;-0,1\n")
    assert reading.frame["share"].to_list() == [45.0, 0.45, -0.1]
    assert [row for row, _, _ in says(reading)] == [2, 4]
    assert "45 %" in str(reading.not_understood[0].remedy)


@pytest.mark.parametrize("heading", ["share (%)", "Anteil in Prozent", "pourcentage", "% share", "share of output (%)"])
def test_a_heading_can_say_that_shares_are_percentages(read: Read, heading: str) -> None:  # noqa: F811
    reading = read(f"supplier;buyer;{heading}\nA;B;45\nC;B;12,5 %\n")
    assert reading.frame["share"].to_list() == [0.45, 0.125]


def test_decimal_marks_are_proved_by_their_column_or_left_open(read: Read) -> None:  # noqa: F811
    reading = read("supplier;buyer;value\nA;B;1.234\nC;B;0,5\nD;B;12.345,60\n")
    assert reading.frame["value"].to_list() == [1234.0, 0.5, 12345.6]
    reading = read("supplier;buyer;value\nA;B;1,234\nC;B;0.5\nD;B;1.234\n")
    assert reading.frame["value"].to_list() == [1234.0, 0.5, 1.234]
    reading = read("supplier;buyer;value\nA;B;1.234\nC;B;7\n")
    assert reading.frame["value"].to_list() == [None, 7.0]
    assert "1234 or as 1.234" in says(reading)[0][2]
    reading = read("supplier;buyer;value\nA;B;1.234\nC;B;0,5\nD;B;0.5\n")
    assert reading.frame["value"].to_list() == [None, 0.5, 0.5]


def test_numbers_with_a_negative_exponent_are_read_and_shortened_ones_are_not(read: Read) -> None:  # noqa: F811
    reading = read("supplier;buyer;share;value\nA;B;4e-06;1,2E+09\nC;B;1.5E-3;\n")
    assert reading.frame["share"].to_list() == [4e-06, 0.0015]
    assert [(row, column) for row, column, _ in says(reading)] == [(2, "value")]


def test_currencies_stand_beside_the_amount_or_in_the_heading(read: Read) -> None:  # noqa: F811
    text = "supplier;buyer;value (k€);currency\nA;B;1;\nC;B;2 USD;\nD;B;3 USD;EUR\nE;B;$ 4;\nF;B;5;gold\n"
    reading = read(text)
    assert reading.frame["value"].to_list() == [1000.0, 2000.0, 3000.0, 4000.0, 5000.0]
    assert reading.frame["currency"].to_list() == ["EUR", "USD", "EUR", None, "EUR"]
    assert says(reading) == [
        (4, "currency", "Another cell of this row says otherwise; this one was used."),
        (5, "value (k€)", "Several currencies share the sign beside this amount."),
        (6, "currency", "This is not a currency that is known, or several are called so."),
    ]


def test_workers_have_no_currency_and_no_percent(read: Read) -> None:  # noqa: F811
    reading = read("id;workers\nA;50 EUR\nB;50 %\nC;ca. 50\nD;n/a\nE;31/12/2025\n", "parties")
    assert reading.frame["workers"].to_list() == [None] * 5
    assert [row for row, _, _ in says(reading)] == [2, 3, 4, 6]


def test_days_are_read_in_the_order_that_their_column_proves(read: Read) -> None:  # noqa: F811
    days = ["03/04/2025", "25/12/2025", "2025-02-30", "3.4.2025", "1 mars", "2025", "5/5/2025"]
    reading = read("supplier;buyer;from\n" + "".join(f"A;B;{day}\n" for day in days))
    found = [str(day) if day else "" for day in reading.frame["from"]]
    assert found == ["2025-04-03", "2025-12-25", "", "2025-04-03", "", "2025-01-01", "2025-05-05"]
    assert [(row, what) for row, _, what in says(reading)] == [
        (row, "This is not a day that exists.") for row in (4, 6)
    ]
    reading = read("supplier;buyer;from\nA;B;03/04/2025\nA;B;12/25/2025\n")
    assert [str(day) for day in reading.frame["from"]] == ["2025-03-04", "2025-12-25"]


def test_a_last_day_written_as_a_month_or_a_year_is_its_last(read: Read) -> None:  # noqa: F811
    reading = read("supplier;buyer;from;until\nA;B;2025;2025\nA;B;2025-02;2024-02\nA;B;;S2 2025\n")
    assert [str(day) for day in reading.frame["until"]][:2] == ["2025-12-31", "2024-02-29"]
    assert says(reading)[0] == (3, "", "The last day of this row is before its first day, so it holds on no day.")


def test_a_period_and_days_that_contradict_each_other_are_said(read: Read) -> None:  # noqa: F811
    reading = read("supplier;buyer;period;from\nA;B;2025;2025-02-01\n")
    assert str(reading.frame["from"][0]) == "2025-02-01"
    assert str(reading.frame["until"][0]) == "2025-12-31"
    assert [(row, column) for row, column, _ in says(reading)] == [(2, "from")]


def test_formulas_stay_texts_and_unseen_signs_are_left_out(read: Read) -> None:  # noqa: F811
    reading = read("supplier;buyer\n=2+3;B\n+32 2 123;B\nA\u202eB\u200e;\u00a0B \n\u202e;B\n")
    assert reading.frame["supplier"].to_list() == ["=2+3", "+32 2 123", "AB", "\ufffd"]
    assert reading.frame["buyer"].to_list() == ["B"] * 4
    assert [row for row, _, _ in says(reading)] == [2, 4, 5]


def test_rows_that_cannot_be_used_are_left_out_and_said(read: Read) -> None:  # noqa: F811
    reading = read("supplier;buyer;share\nA;B;1\n;;\n   ; ;\n;B;0,5\nC;n/a;\nSUPPLIER;BUYER;SHARE\n\nD;B;0\n")
    assert reading.frame["row"].to_list() == [2, 9]
    assert [(row, what.split(",")[0]) for row, _, what in says(reading)] == [
        (5, "This row has nothing that can be read under links/supplier"),
        (6, "This row has nothing that can be read under links/buyer"),
        (7, "This row only repeats the headings."),
    ]


def test_numbers_alone_where_a_text_is_required_repeat_no_headings(read: Read) -> None:  # noqa: F811
    assert read("node;scope;value\nN;S;1\n", "demand").frame.height == 1


def test_a_row_with_slipped_cells_is_left_out_and_said(read: Read) -> None:  # noqa: F811
    reading = read("supplier,buyer,share\nAcme, Ltd,B,0.5\nC,B,0.5\n")
    assert reading.frame["supplier"].to_list() == ["C"]
    assert [(row, what[:40]) for row, _, what in says(reading)] == [(2, "This row has more cells than the heading")]


def test_columns_that_are_not_used_are_said_once(read: Read) -> None:  # noqa: F811
    reading = read("supplier;buyer;colour;;vendor;empty\nA;B;red;7;X;\nC;B;blue;8;Y;\n")
    assert says(reading) == [
        (1, "colour", "Nothing says what this column holds, so it was not used."),
        (1, "D", "Nothing says what this column holds, so it was not used."),
        (1, "vendor", "Another column was read as links/supplier already, so this one was not used."),
    ]
    assert [(guess.place.column, guess.field) for guess in reading.columns] == [
        ("supplier", "supplier"),
        ("buyer", "buyer"),
        ("colour", ""),
        ("D", ""),
        ("vendor", ""),
        ("empty", ""),
    ]


@pytest.mark.parametrize("count", [20, 21, 5000])
def test_very_many_findings_of_one_kind_are_one(read: Read, count: int) -> None:  # noqa: F811
    rows = "".join(f"A{row};B;v{row % 300}w;\n" for row in range(count)) + "".join(f";B;1;{r}\n" for r in range(count))
    reading = read("supplier;buyer;share;\n" + rows)
    assert reading.frame.height == count
    if count == 20:
        assert len([each for each in says(reading) if each[0] > 1]) == 40
    else:
        many, unnamed = (each for each in says(reading) if each[0] > 1)
        assert many == (
            2,
            "share",
            f"This is not a number. The same is true {count - 1} more times, the last time in row {count + 1}.",
        )
        assert unnamed[2].endswith(f"{count - 1} more times, the last time in row {2 * count + 1}.")


def test_the_lines_above_the_headings_and_broken_quotes_are_said(read: Read) -> None:  # noqa: F811
    reading = read('Our links\nsupplier;buyer\n"A;B\nC;B\n')
    assert reading.frame.rows()[1][:2] == ("C", "B")
    assert [(row, what[:14]) for row, _, what in says(reading)] == [(1, "Lines above th"), (3, "A quotation ma")]
