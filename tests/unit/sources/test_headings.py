"""Headings in four languages, in any spelling, mean the same columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.sources.headings import Headings, Strength
from vigie.sources.plain_words import plain
from vigie.sources.vocabulary import Vocabulary

MEANT = {
    "name": (
        "Supplier",
        "Fourn.",
        "Leveranciers 2025",
        "Leverancier",
        "LIEFERANT",
        "SupplierName",
        "Nom du fournisseur",
        "Kreditorname",
        "Naam",
        "Vendor (legal)",
    ),
    "internal": (
        "Lev.nr",
        "Kred.-Nr.",
        "N° Fourn.",
        "Vendor No.",
        "VendorID",
        "Code fournisseur",
        "Lieferantennummer",
    ),
    "country": (
        "Country",
        "Pays",
        "Land",
        "Land ISO",
        "Laenderkuerzel",
        "Länderkürzel",
        "Land leverancier",
        "supplier_country",
    ),
    "vat": (
        "Btw-nr.",
        "N° TVA",
        "USt-IdNr.",
        "VAT number",
        "EU-UStID",
    ),
    "be_enterprise": (
        "N° d'entreprise",
        "Ondernemingsnummer",
        "Unternehmensnummer",
        "KBO-nr",
    ),
    "city": (
        "Ville",
        "Gemeente",
        "Lieferantenort",
        "City",
    ),
    "postcode": (
        "PLZ",
        "Code postal fournisseur",
        "Postcode",
        "ZIP",
    ),
    "product": (
        "Omschrijving",
        "Libellé",
        "Bezeichnung",
        "Description",
        "sector",
        "Warengruppe",
        "Grootboek omschrijving",
    ),
    "spend": (
        "Montant EUR",
        "Omzet (€)",
        "Umsatz TEUR",
        "Bedrag excl. BTW",
        "Supplier spend (USD)",
        "Omzet leverancier",
        "Aankopen 2025",
        "Umsatz (ohne Soll/Haben-Kz)",
    ),
    "side": (
        "Soll/Haben-Kennzeichen",
        "D/C",
    ),
    "women_share": (
        "% vrouwen",
        "Frauenanteil",
        "Part des femmes",
        "% women",
    ),
    "workers": (
        "#workers",
        "Aantal werknemers",
        "Nombre de travailleurs",
        "Mitarbeiter",
    ),
    "monthly_net_wage": (
        "Nettoloon per maand (EUR)",
        "Salaire net mensuel",
        "Nettolohn/Monat",
    ),
    "date": (
        "Datum laatste levering",
        "Date facture",
        "Belegdatum",
    ),
    "coordinates": (
        "lat",
        "lng",
    ),
    "vat_amount": (
        "BTW-bedrag",
        "Montant TVA",
    ),
    "contact": (
        "Naam contact",
        "E-mail",
    ),
}


@pytest.fixture(scope="module")
def headings(words: Vocabulary) -> Headings:
    return Headings(words)


@pytest.mark.parametrize(("kind", "heading"), [(kind, each) for kind, every in MEANT.items() for each in every])
def test_a_heading_means_its_column(headings: Headings, kind: str, heading: str) -> None:
    assert headings.meaning(heading).kinds[:1] == (kind,)


@pytest.mark.parametrize("heading", ["Kolom 7", "zzz", "", "Leverage ratio"])
def test_an_unknown_heading_means_nothing(headings: Headings, heading: str) -> None:
    assert headings.meaning(heading).strength is Strength.NONE


def test_the_tax_word_alone_is_open_between_number_and_amount(headings: Headings) -> None:
    assert all(set(headings.meaning(word).kinds) == {"vat", "vat_amount"} for word in ("BTW", "TVA", "MwSt.", "VAT"))


@pytest.mark.parametrize(
    ("heading", "currency", "scale"),
    [
        ("Montant EUR", "EUR", 1),
        ("Omzet (€)", "EUR", 1),
        ("Umsatz TEUR", "EUR", 1000),
        ("Spend (k€)", "EUR", 1000),
        ("Bedrag in duizend EUR", "EUR", 1000),
        ("Amount USD million", "USD", 1_000_000),
        ("Montant $", "", 1),
        ("Neuromarketing", "", 1),
    ],
)
def test_currency_and_scale_stand_in_the_heading(headings: Headings, heading: str, currency: str, scale: int) -> None:
    unit = headings.unit(heading)
    assert (unit.currency, unit.scale) == (currency, scale)


def test_a_line_names_a_currency_only_at_its_end(headings: Headings) -> None:
    assert headings.currency_at_end("Bedragen in EUR") == "EUR"
    assert headings.currency_at_end("TOP 50 leveranciers") == ""


@given(st.text(max_size=40))
def test_no_heading_breaks_the_reader(headings: Headings, text: str) -> None:
    meaning = headings.meaning(text)
    assert (meaning.strength is Strength.NONE) == (not meaning.kinds)
    assert headings.unit(text).scale >= 1


@given(st.text(max_size=40))
def test_plain_words_are_plain_already(text: str) -> None:
    assert plain(plain(text)) == plain(text)
