"""Cells: Namibia survives, formulas stay texts, and what a spreadsheet has spoiled is told."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.unit.sources.conftest import ReadBytes

from vigie.model.records import Reading


def says(reading: Reading) -> list[tuple[int, str, str]]:
    return [(each.place.row, each.place.column, str(each.what)) for each in reading.not_understood]


def test_namibia_survives_in_a_column_of_codes(read_text: ReadBytes) -> None:
    reading = read_text("Supplier;Country\nA Ltd;NA\nB Ltd;BE\nC Ltd;N/A\nD Ltd;-\n")
    assert [record.country for record in reading.records] == ["NA", "BE", "", ""]
    assert not reading.not_understood


def test_a_list_with_namibia_only_keeps_it(read_text: ReadBytes) -> None:
    assert read_text("Supplier;Country\nA Ltd;NA\n").records[0].country == "NA"


def test_na_among_names_of_countries_is_namibia_and_the_reader_is_asked_to_look(read_text: ReadBytes) -> None:
    reading = read_text("Supplier;Country\nA Ltd;NA\nB Ltd;Belgium\n")
    assert reading.records[0].country == "NA"
    assert says(reading)[0][:2] == (2, "Country")


@pytest.mark.parametrize("mark", ["-", "n/a", "N.A.", "n.v.t.", "k.A.", "s.o.", "#N/A", "onbekend"])
def test_marks_for_nothing_are_nothing(read_text: ReadBytes, mark: str) -> None:
    (record,) = read_text(f"Supplier;City;Product;Spend EUR\nA Ltd;{mark};{mark};{mark}\n").records
    assert (record.city, record.product, record.spend) == ("", "", None)


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+cmd|' /C calc'!A0", "@SUM(1)", "-2+3+cmd|x"])
def test_a_formula_in_a_name_is_kept_as_text_with_a_warning(read_text: ReadBytes, name: str) -> None:
    reading = read_text(f"Supplier;Country\n{name};BE\n")
    assert reading.records[0].name == name
    assert "spreadsheet formula" in says(reading)[0][2]


def test_a_telephone_like_number_is_no_formula(read_text: ReadBytes) -> None:
    assert not read_text("Supplier;Country;Postcode\nA Ltd;BE;+32 9000\n").not_understood


def test_zeros_that_a_spreadsheet_ate_are_put_back_and_told(read_text: ReadBytes) -> None:
    reading = read_text("Supplier;CPV;HS;NACE\nA Ltd;3100000-1;30289;1.11\nB Ltd;18110000;610510;46.42\n")
    assert [(r.cpv, r.hs, r.nace) for r in reading.records] == [
        ("03100000-1", "030289", "01.11"),
        ("18110000", "610510", "46.42"),
    ]
    assert [column for _, column, _ in says(reading)] == ["CPV", "HS", "NACE"]


def test_a_shortened_identifier_is_not_taken_for_one(read_text: ReadBytes) -> None:
    reading = read_text("Supplier;Country;GLN\nA Ltd;BE;5,41E+12\nB+ Ltd;BE;5410000000016\n")
    assert [record.identifiers for record in reading.records] == [{}, {"gln": "5410000000016"}]
    assert says(reading)[0][:2] == (2, "GLN")


def test_an_open_number_is_decided_by_its_column(read_text: ReadBytes) -> None:
    head = "Supplier;Spend EUR\nA Ltd;1.234\n"
    assert read_text(head + "B Ltd;1.234,50\n").records[0].spend == Decimal(1234)
    assert read_text(head + "B Ltd;99.5\n").records[0].spend == Decimal("1.234")


def test_an_open_number_is_decided_by_a_neighbour_column(read_text: ReadBytes) -> None:
    reading = read_text("Leverancier;Bedrag EUR;BTW-bedrag\nA NV;1.234;259,14\n")
    assert reading.records[0].spend == Decimal(1234)


def test_an_open_number_that_nothing_decides_is_reported_with_both_readings(read_text: ReadBytes) -> None:
    reading = read_text("Supplier;Spend EUR\nA Ltd;1.234\nB Ltd;500\n")
    assert [record.spend for record in reading.records] == [None, Decimal(500)]
    assert "can be read as 1234 or as 1.234" in says(reading)[0][2]


def test_two_ways_of_writing_in_one_column_decide_nothing(read_text: ReadBytes) -> None:
    reading = read_text("Supplier;Spend EUR\nA Ltd;1.234\nB Ltd;5,50\nC Ltd;7.25\n")
    assert [record.spend for record in reading.records] == [None, Decimal("5.50"), Decimal("7.25")]


@pytest.mark.parametrize("written", ["1-feb", "1/02/2025", "feb-25", "2025-02-01"])
def test_a_number_that_became_a_date_is_told(read_text: ReadBytes, written: str) -> None:
    reading = read_text(f"Supplier;Spend EUR\nA Ltd;{written}\nB Ltd;1,50\nC Ltd;2,50\n")
    assert "turned this number into a date" in says(reading)[0][2]


@pytest.mark.parametrize(
    ("heading", "cell", "currency"),
    [
        ("Spend", "12,50 €", "EUR"),
        ("Spend EUR", "12,50 USD", "USD"),
        ("Spend (CHF)", "12,50", "CHF"),
        ("Spend", "12,50", ""),
        ("Spend", "$ 12,50", ""),
        ("Spend $", "12,50", ""),
    ],
)
def test_the_currency_nearest_to_the_number_counts(
    read_text: ReadBytes, heading: str, cell: str, currency: str
) -> None:
    reading = read_text(f"Supplier;{heading}\nA Ltd;{cell}\n")
    assert reading.records[0].currency == currency
    assert bool(reading.not_understood) == (not currency)


def test_a_currency_column_is_read_and_its_errors_are_told(read_text: ReadBytes) -> None:
    reading = read_text("Supplier;Spend;Currency\nA;1,50;eur\nB;2,50;Taler\nC;3,50;£\nD;;GBP\n")
    assert [record.currency for record in reading.records] == ["EUR", "", "GBP", ""]
    assert ("This is not a currency.") in [what for _, _, what in says(reading)]


def test_a_heading_with_a_currency_is_believed_before_a_column_and_this_is_told(read_text: ReadBytes) -> None:
    reading = read_text("Supplier;Spend EUR;Currency\nA Ltd;1,50;EUR\nB Ltd;2,50;USD\n")
    assert [record.currency for record in reading.records] == ["EUR", "EUR"]
    assert says(reading) == [(3, "Currency", 'The heading "Spend EUR" states EUR, so this was not used.')]


def test_a_currency_above_the_table_holds_for_it(read_text: ReadBytes) -> None:
    assert read_text("Bedragen in EUR;\nLeverancier;Bedrag\nA;1,50\n").records[0].currency == "EUR"


def test_a_lone_currency_column_belongs_to_the_wage(read_text: ReadBytes) -> None:
    (record,) = read_text("Supplier;Net wage;Currency\nA Ltd;250,00;RON\n").records
    assert (record.monthly_net_wage, record.wage_currency, record.currency) == (Decimal("250.00"), "RON", "")


@pytest.mark.parametrize(
    ("cells", "shares"),
    [
        (("45", "0,5"), [0.45, 0.005]),
        (("0,45", "1"), [0.45, 1.0]),
        (("45 %", "0,45"), [0.45, 0.45]),
        (("145", "-3"), [None, None]),
    ],
)
def test_shares_are_fractions_of_one(read_text: ReadBytes, cells: tuple[str, str], shares: list[float | None]) -> None:
    reading = read_text("Supplier;% women\n" + "".join(f"S{n} Ltd;{cell}\n" for n, cell in enumerate(cells)))
    assert [record.women_share for record in reading.records] == shares


def test_people_are_whole(read_text: ReadBytes) -> None:
    reading = read_text("Supplier;Workers\nA Ltd;12,5\nB Ltd;-3\nC Ltd;1.200,0\nD Ltd;30 EUR\nE Ltd;40\n")
    assert [record.workers for record in reading.records] == [None, None, 1200, None, 40]
    assert len(reading.not_understood) == 3


def test_an_amount_with_a_foreign_unit_is_no_amount(read_text: ReadBytes) -> None:
    reading = read_text("Supplier;Spend EUR\nA Ltd;12 stuks\nB Ltd;1,50\nC Ltd;2,50\n")
    assert reading.records[0].spend is None
