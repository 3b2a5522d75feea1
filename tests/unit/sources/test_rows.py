"""Which rows are suppliers: totals, carried sums, notes and groups are told apart, and none of them silently."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.sources.conftest import LIMITS, ReadBytes

from vigie.errors import UnreadableInput
from vigie.model.records import Reading
from vigie.sources import read


def names(reading: Reading) -> list[str]:
    return [record.name for record in reading.records]


def says(reading: Reading) -> list[tuple[int, str]]:
    return [(each.place.row, str(each.what)) for each in reading.not_understood]


HEAD = "Supplier;Country;Product;Spend (EUR)\n"


@pytest.mark.parametrize(
    "label",
    ["Total", "TOTAAL", "Total général", "Summe", "Grand total:", "Totaal EUR", "Zwischensumme 2025", "** Totaal **"],
)
def test_a_total_is_no_supplier(read_text: ReadBytes, label: str) -> None:
    reading = read_text(f"{HEAD}A Ltd;BE;x;1,50\nB Ltd;BE;y;2,00\n{label};;;3,50\n")
    assert names(reading) == ["A Ltd", "B Ltd"]
    assert says(reading) == [(4, "This row is a total, not a supplier; it agrees with the rows above it.")]


def test_a_total_that_does_not_agree_is_told(read_text: ReadBytes) -> None:
    reading = read_text(f"{HEAD}A Ltd;BE;x;1,50\nB Ltd;BE;y;2,00\nTotaal;;;9,50\n")
    assert "differs from the sum" in says(reading)[0][1]


@pytest.mark.parametrize("name", ["Total", "Total Énergies", "Transport", "Transport Maes", "Report", "Summe GmbH"])
def test_a_supplier_with_the_name_of_a_total_is_kept_where_its_country_is_known(
    read_text: ReadBytes, name: str
) -> None:
    assert names(read_text(f"{HEAD}A Ltd;BE;x;1,50\n{name};FR;fuel;1,50\n")) == ["A Ltd", name]


def test_a_name_that_begins_like_a_total_is_one_only_if_the_sum_says_so(read_text: ReadBytes) -> None:
    rows = f"{HEAD}A Ltd;BE;x;1,50\nB Ltd;BE;y;2,00\n"
    assert names(read_text(f"{rows}Total Belgium;;;3,50\n")) == ["A Ltd", "B Ltd"]
    assert names(read_text(f"{rows}Total Belgium;;;7,00\n")) == ["A Ltd", "B Ltd", "Total Belgium"]


def test_a_sum_without_label_is_a_total(read_text: ReadBytes) -> None:
    reading = read_text(f"{HEAD}A Ltd;BE;x;1,50\nB Ltd;BE;y;2,00\n;;;3,50\n")
    assert "agrees with the rows above" in says(reading)[0][1]


def test_a_total_may_stand_before_the_name(read_text: ReadBytes) -> None:
    reading = read_text("Datum;Leverancier;Bedrag EUR\n01/02/2025;A NV;1,00\n02/02/2025;B NV;2,00\nTotaal;Alle;3,00\n")
    assert names(reading) == ["A NV", "B NV"]


def test_a_category_called_transport_is_no_carried_sum(read_text: ReadBytes) -> None:
    reading = read_text("Category;Supplier;Spend EUR\nTransport;A Ltd;1,00\nFuel;B Ltd;2,00\n")
    assert names(reading) == ["A Ltd", "B Ltd"]


@pytest.mark.parametrize("line", ["Pagina 2 van 3", "Page 2/3", "Seite 2", "Afgedrukt op 3 maart", "Fin de liste"])
def test_a_line_of_the_page_is_no_supplier_but_a_company_called_page_is(read_text: ReadBytes, line: str) -> None:
    reading = read_text(f"{HEAD}A Ltd;BE;x;1,50\n{line};;;\nPage Design;;;\nPagina 4;BE;books;2,00\n")
    assert names(reading) == ["A Ltd", "Page Design", "Pagina 4"]
    assert says(reading) == [(3, "This row is a line of the printed page, not a supplier.")]


def test_notes_below_the_last_total_are_no_suppliers(read_text: ReadBytes) -> None:
    reading = read_text(f"{HEAD}A Ltd;BE;x;1,50\nTotaal;;;1,50\n\n* zonder btw;;;\nBron: boekhouding;;;\n")
    assert names(reading) == ["A Ltd"]
    assert [row for row, what in says(reading) if "printed page" in what] == [5, 6]


def test_a_row_without_name_is_reported_and_never_filled_from_another_supplier(read_text: ReadBytes) -> None:
    reading = read_text(f"{HEAD}A Ltd;BE;x;1,50\n;CN;y;2,00\n-;CN;z;2,00\n")
    assert names(reading) == ["A Ltd"]
    assert says(reading) == [
        (3, "This row has no name of a supplier, so it was not read."),
        (4, "This row has no name of a supplier, so it was not read."),
    ]


def test_lines_under_the_heading_of_a_group_take_its_supplier_and_all_that_is_known_of_it(read_text: ReadBytes) -> None:
    reading = read_text(f"{HEAD}A Ltd;KE;;\n;;roses;1,50\n;;tulips;2,00\nB Ltd;IN;knits;1,00\n;;caps;1,00\n")
    assert [(r.name, r.country, r.product) for r in reading.records] == [
        ("A Ltd", "KE", "roses"),
        ("A Ltd", "KE", "tulips"),
        ("B Ltd", "IN", "knits"),
        ("B Ltd", "IN", "caps"),
    ]
    assert says(reading) == [(3, "Rows whose supplier was taken from a row above them: 3.")]


def test_one_lone_row_without_name_is_not_taken_for_a_group(read_text: ReadBytes) -> None:
    reading = read_text("Supplier;Product;Spend EUR\nA Ltd;roses;1,50\n;tulips;2,00\nB Ltd;knits;9,00\n")
    assert names(reading) == ["A Ltd", "B Ltd"]
    assert says(reading)[0][0] == 3


def test_after_a_total_no_line_belongs_to_the_supplier_above(read_text: ReadBytes) -> None:
    reading = read_text(f"{HEAD}A Ltd;KE;;\n;;roses;1,50\n;;tulips;2,00\nTotaal;;;3,50\n;;lilies;4,00\n;;x;5,00\n")
    assert names(reading) == ["A Ltd", "A Ltd"]


def test_an_opening_balance_is_reported_and_not_summed(read_text: ReadBytes) -> None:
    reading = read_text(
        "Fournisseur;Libellé;Débit EUR;Crédit EUR\nDupont;Solde d'ouverture;;900,00\nDupont;Fleurs;100,00;\n"
        "Martin;Report à nouveau;50,00;\nSolde initial;;1,00;\n"
    )
    assert [(r.name, r.spend) for r in reading.records] == [("Dupont", Decimal("100.00")), ("Martin", None)]
    assert [row for row, what in says(reading) if "opening balance" in what] == [2, 4, 5]


def test_more_credit_than_debit_leaves_the_spend_unknown(read_text: ReadBytes) -> None:
    reading = read_text("Leverancier;Debet;Credit;Munt\nA NV;;121,00;EUR\nB NV;20,00;200,00;EUR\n")
    assert [record.spend for record in reading.records] == [None, None]
    assert "More stands in credit than in debit" in says(reading)[0][1]
    mapped = read_text("Leverancier;Debet;Credit;Munt\nA NV;;121,00;EUR\n", {"Credit": "spend"})
    assert mapped.records[0].spend == Decimal("121.00")


def test_a_broken_debit_makes_the_amount_unknown_not_smaller(read_text: ReadBytes) -> None:
    reading = read_text("Leverancier;Debet EUR;Credit\nA NV;veel;1,00\nB NV;20,00;\nC NV;;\nD NV;5,00;1,00\n")
    assert [record.spend for record in reading.records] == [None, Decimal("20.00"), None, Decimal("4.00")]


def test_a_debit_alone_is_the_spend_and_a_credit_alone_is_not(read_text: ReadBytes) -> None:
    assert read_text("Leverancier;Debet EUR\nA NV;1,00\n").records[0].spend == Decimal("1.00")
    assert read_text("Leverancier;Credit EUR\nA NV;1,00\n").records[0].spend is None


def test_a_clear_amount_is_preferred_to_debit_and_credit(read_text: ReadBytes) -> None:
    reading = read_text("Leverancier;Bedrag EUR;Debet;Credit\nA NV;7,00;1,00;2,00\n")
    assert reading.records[0].spend == Decimal("7.00")
    weak = read_text("Leverancier;Totaal EUR;Debet;Credit\nA NV;7,00;3,00;2,00\n")
    assert weak.records[0].spend == Decimal("1.00")


def test_a_slipped_row_is_not_read_into_wrong_columns(read_text: ReadBytes) -> None:
    reading = read_text("Supplier,Country,Spend EUR\nA Ltd,BE,1.00\nB Ltd, Sons,IN,2.00\nC Ltd,IN,3.00\n")
    assert names(reading) == ["A Ltd", "C Ltd"]
    assert says(reading)[0][0] == 3


def test_a_last_column_without_heading_is_no_slip(read_text: ReadBytes) -> None:
    reading = read_text("Supplier;Country\nA Ltd;BE;seen\nB Ltd;IN;seen\n")
    assert names(reading) == ["A Ltd", "B Ltd"]
    assert reading.not_understood[0].place.column == "C"


def test_many_findings_of_one_kind_are_one_with_a_count(read_text: ReadBytes) -> None:
    reading = read_text(HEAD + "A Ltd;BE;x;1,50\n" + ";CN;y;2,00\n" * 21)
    (found,) = reading.not_understood
    assert found.place.row == 3
    assert str(found.what).endswith("The same is true 20 more times, the last time in row 23.")


def test_headings_without_rows_are_refused(read_text: ReadBytes) -> None:
    with pytest.raises(UnreadableInput, match="No supplier was found"):
        read_text("Leverancier;Land\n")


def test_long_texts_are_shown_shortened(read_text: ReadBytes) -> None:
    reading = read_text(HEAD + "A Ltd;BE;x;1,50\n;CN;" + "y" * 200 + ";2,00\n")
    assert len(reading.not_understood[0].found) == 80


rows = st.lists(
    st.tuples(
        st.from_regex(r"[B-EG-KM-OQ-RU-W][a-z]{3,9} (Ltd|NV|SA)", fullmatch=True),
        st.sampled_from(["BE", "NA", "CN", "Kenya", ""]),
        st.decimals(min_value=0, max_value=10**6, places=2),
    ),
    min_size=1,
    max_size=20,
)


@given(rows=rows)
def test_every_row_is_read_or_reported(
    rows: list[tuple[str, str, Decimal]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "property.csv"
    lines = [f"{name};{country};{amount:.2f}" for name, country, amount in rows]
    path.write_text("Leverancier;Land;Bedrag EUR\n" + "\n".join(lines) + "\n")
    reading = read([path], columns={}, limits=LIMITS)
    assert [(r.place.row, r.name, r.spend) for r in reading.records] == [
        (number, name, amount) for number, (name, _, amount) in enumerate(rows, start=2)
    ]
