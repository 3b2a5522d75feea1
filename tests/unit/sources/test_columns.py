"""Which column is which: the user's map wins, then headings, then cells; and what was not read is said."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.unit.sources.conftest import LIMITS, ReadBytes

from vigie.errors import UnreadableInput, WrongUse
from vigie.model.records import Reading
from vigie.sources import read


def fields(reading: Reading) -> dict[str, str]:
    return {guess.place.column: guess.field for guess in reading.columns}


def says(reading: Reading) -> list[str]:
    return [str(each.what) for each in reading.not_understood]


def test_the_map_of_the_user_wins_over_every_heading(read_text: ReadBytes) -> None:
    reading = read_text("Leverancier;Groep;Land\nA;Bloemen BV;KE\n", {"Groep": "name", "leverancier": "ignore"})
    assert reading.records[0].name == "Bloemen BV"
    assert str(next(each.why for each in reading.columns if each.place.column == "Groep")) == "You said so (--map)."
    assert not reading.not_understood


def test_a_map_can_name_a_column_without_heading_by_its_letter(read_text: ReadBytes) -> None:
    reading = read_text("x1;KE;bla\nx2;IN;bla\n", {"A": "name"})
    assert [record.name for record in reading.records] == ["x1", "x2"]


def test_a_map_to_an_unknown_field_is_refused_with_the_list_of_fields(read_text: ReadBytes) -> None:
    with pytest.raises(WrongUse) as refused:
        read_text("Supplier\nA\n", {"Supplier": "naam"})
    assert "women_share" in str(refused.value.advice)
    assert "coordinates" not in str(refused.value.advice)


def test_a_map_of_a_heading_that_no_list_has_is_refused(read_text: ReadBytes) -> None:
    with pytest.raises(WrongUse, match="Firma"):
        read_text("Supplier;Country\nA;BE\n", {"Firma": "name"})


def test_no_list_at_all_is_wrong_use() -> None:
    with pytest.raises(WrongUse):
        read([], columns={}, limits=LIMITS)


def test_a_column_with_an_unknown_heading_is_one_finding_however_long_it_is(read_text: ReadBytes) -> None:
    rows = "".join(f"S{n} Ltd;BE;score {n}\n" for n in range(300))
    reading = read_text("Supplier;Country;Wobble\n" + rows)
    (found,) = reading.not_understood
    assert found.place.column == "Wobble"
    assert found.found == "score 0"
    assert "not read. Its heading is not known" in str(found.what)
    assert "--map" in str(found.remedy)


def test_countries_are_recognised_by_their_cells_under_an_unknown_heading(read_text: ReadBytes) -> None:
    reading = read_text("Supplier;Wobble\nA Ltd;China\nB Ltd;BE\nC Ltd;Duitsland\n")
    assert [record.country for record in reading.records] == ["China", "BE", "Duitsland"]
    assert "look like country" in str(reading.columns[1].why)


def test_codes_in_a_second_column_never_fill_up_the_country(read_text: ReadBytes) -> None:
    reading = read_text("Supplier;Country;Wobble\nA Ltd;;FR\nB Ltd;BE;NL\n")
    assert [record.country for record in reading.records] == ["", "BE"]


@pytest.mark.parametrize(
    ("cells", "field"),
    [(("BE0417710407", "NL001234567B01"), "vat"), (("262,50", "0,00"), "")],
    ids=["number", "amount"],
)
def test_the_tax_word_is_read_by_what_stands_under_it(read_text: ReadBytes, cells: tuple[str, str], field: str) -> None:
    reading = read_text("Leverancier;BTW\n" + "".join(f"L{n} NV;{cell}\n" for n, cell in enumerate(cells)))
    assert fields(reading)["BTW"] == field


def test_a_heading_whose_cells_contradict_it_is_not_believed(read_text: ReadBytes) -> None:
    reading = read_text("Supplier;Amount;Name\nA Ltd;soon;x\nB Ltd;later;y\n")
    assert reading.records[0].spend is None
    assert any("means spend, but its cells do not look like it" in said for said in says(reading))


def test_codes_headed_as_supplier_give_way_to_the_names_beside_them(read_text: ReadBytes) -> None:
    reading = read_text("Leverancier;Naam;Land\nF001;Bloemen NV;BE\nF002;Kaas BV;NL\n")
    assert [(record.name, record.identifiers) for record in reading.records] == [
        ("Bloemen NV", {"internal": "F001"}),
        ("Kaas BV", {"internal": "F002"}),
    ]


def test_of_two_names_the_fuller_one_is_read_and_the_other_is_said(read_text: ReadBytes) -> None:
    reading = read_text("Supplier;Company name;Country\nBl;Bloemen en Planten NV;BE\nKa;Kaas en Melk BV;NL\n")
    assert reading.records[0].name == "Bloemen en Planten NV"
    assert "This column was not read. Another column was read as the name." in says(reading)


def test_a_code_that_stands_beside_many_names_is_no_supplier_number(read_text: ReadBytes) -> None:
    reading = read_text("Konto;Lieferant\n5400;Weberei\n5400;Schmiede\n")
    assert reading.records[0].identifiers == {}


def test_the_latest_year_is_the_spend(read_text: ReadBytes) -> None:
    reading = read_text("Supplier;Spend 2023 EUR;Spend 2025 EUR;Spend 2024 EUR\nA;1.00;3.00;2.00\n")
    assert reading.records[0].spend == Decimal("3.00")
    assert len([said for said in says(reading) if 'The column "Spend 2025 EUR" was read instead' in said]) == 2


def test_the_amount_without_tax_is_preferred_to_the_one_with_tax(read_text: ReadBytes) -> None:
    reading = read_text("Leverancier;Totaal incl. btw (EUR);Bedrag excl. btw (EUR)\nA;121,00;100,00\n")
    assert reading.records[0].spend == Decimal("100.00")


def test_an_empty_description_falls_back_to_the_account_label(read_text: ReadBytes) -> None:
    head = "Leverancier;Omschrijving grootboek;Omschrijving\n"
    reading = read_text(head + "A;Werkkledij;Polo's\nB;Werkkledij;\nC;Toner;Factuur nr 2025/3\n")
    assert [record.product for record in reading.records] == ["Polo's", "Werkkledij", "Toner"]


def test_a_sheet_of_customers_is_not_read_as_suppliers(read_text: ReadBytes) -> None:
    with pytest.raises(UnreadableInput, match="No supplier was found"):
        read_text("Klant;Naam;Land\nK1;Bloemen NV;BE\n")


def test_a_list_of_prices_is_not_read_as_suppliers(read_text: ReadBytes) -> None:
    with pytest.raises(UnreadableInput, match="does not look like a list of suppliers"):
        read_text("Artikel;Prijs\nSchroef;12,00\nMoer;1,50\n")


def test_a_letter_is_not_read_as_suppliers(read_text: ReadBytes) -> None:
    with pytest.raises(UnreadableInput):
        read_text("Dear colleague,\n\nplease find the suppliers below.\nKind regards\n")


def test_only_names_are_enough(read_text: ReadBytes) -> None:
    reading = read_text("Supplier\nBloemen NV\nKaas BV\n")
    assert [record.name for record in reading.records] == ["Bloemen NV", "Kaas BV"]


def test_a_supplier_number_with_names_in_it_is_the_name_where_no_other_is(read_text: ReadBytes) -> None:
    reading = read_text("Compte;Pays\nF012 Dupont Fleurs;BE\nF013 Atelier Lys;FR\n")
    assert [record.name for record in reading.records] == ["F012 Dupont Fleurs", "F013 Atelier Lys"]


def test_several_files_are_one_reading_and_the_same_file_counts_once(tmp_path: Path) -> None:
    one, two = tmp_path / "a.csv", tmp_path / "b.csv"
    one.write_text("Supplier;Country\nA Ltd;BE\n")
    two.write_text("Fournisseur,Pays\nB SA,Mali\n")
    reading = read([one, two, one], columns={"Pays": "country"}, limits=LIMITS)
    assert [(record.place.file, record.name) for record in reading.records] == [("a.csv", "A Ltd"), ("b.csv", "B SA")]
    assert says(reading) == ["This file was given more than once; it was read once."]


def test_a_second_table_below_has_its_own_headings(read_text: ReadBytes) -> None:
    reading = read_text("Supplier;Country\nA Ltd;BE\n\nLand;Leverancier;Omschrijving\nKE;B BV;rozen\n")
    assert [(r.name, r.country, r.product) for r in reading.records] == [("A Ltd", "BE", ""), ("B BV", "KE", "rozen")]


def test_all_fields_of_a_record_can_be_given(read_text: ReadBytes) -> None:
    head = (
        "Supplier;Country;Address;City;Postcode;Product;CPV;HS code;NACE;ISIC;Stage;Spend EUR;Workers;Net wage;"
        "Wage currency;% women;% migrants;Incident;Enterprise nr;VAT;LEI;GLN;OS ID;Supplier nr"
    )
    row = (
        "Knits;BD;Road 1;Dhaka;1207;polo;18110000-3;610510;14.11;1410;final production;10,50;20;95,5;EUR;0,6;10%;fire;"
        "0417.710.407;BE0417710407;529900T8BM49AURSDO55;5410000000016;BD2019098ABC123;S1"
    )
    (record,) = read_text(f"{head}\n{row}\n").records
    assert (record.cpv, record.hs, record.nace, record.isic) == ("18110000-3", "610510", "14.11", "1410")
    assert (record.spend, record.currency, record.workers) == (Decimal("10.50"), "EUR", 20)
    assert (record.monthly_net_wage, record.wage_currency) == (Decimal("95.5"), "EUR")
    assert (record.women_share, record.migrant_share, record.incident) == (0.6, 0.1, "fire")
    assert (record.stage, record.address, record.city, record.postcode) == (
        "final production",
        "Road 1",
        "Dhaka",
        "1207",
    )
    assert record.identifiers == {
        "be_enterprise": "0417.710.407",
        "vat": "BE0417710407",
        "lei": "529900T8BM49AURSDO55",
        "gln": "5410000000016",
        "os_id": "BD2019098ABC123",
        "internal": "S1",
    }
