"""Identifiers are checked; a wrong one is reported as written, with what to write, and joins nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.identify.identifiers import NUMBERING, check, checked_identifiers, country_of_vat
from vigie.model.records import Place, SupplierRecord


@pytest.mark.parametrize(
    ("scheme", "written", "value", "country"),
    [
        ("be_enterprise", "0403.170.701", "0403170701", "BE"),
        ("be_enterprise", "BE 0403.170.701", "0403170701", "BE"),
        ("be_enterprise", "403.170.701", "0403170701", "BE"),
        ("be_enterprise", "403170701.0", "0403170701", "BE"),
        ("be_enterprise", "TVA BE 0403.170.701 RPM Bruxelles", "0403170701", "BE"),
        ("vat", "be 0403.170.701", "BE0403170701", "BE"),
        ("vat", "BTW BE0403170701", "BE0403170701", "BE"),
        ("vat", "FR 61 954 506 077", "FR61954506077", "FR"),
        ("vat", "EL 094259216", "EL094259216", "GR"),
        ("vat", "XI980780684", "XI980780684", "GB"),
        ("vat", "GB980780684", "GB980780684", "GB"),
        ("vat", "CHE-107.787.577 IVA", "CHE107787577", "CH"),
        ("vat", "NO 995 525 828 MVA", "NO995525828MVA", "NO"),
        ("vat", "EU372000041", "EU372000041", ""),
        ("lei", "213800KUD8LAJWSQ9D15", "213800KUD8LAJWSQ9D15", ""),
        ("gln", "5412345000013", "5412345000013", ""),
        ("os_id", "cn2021250d1dtn7", "CN2021250D1DTN7", "CN"),
    ],
)
def test_a_valid_identifier_is_normalised(scheme, written, value, country):
    found = check(scheme, written)
    assert (found.valid, found.value, found.country, found.fault) == (True, value, country, None)


@pytest.mark.parametrize(("written", "country"), [("0403.170.701", "BE"), ("403170701", "BE"), ("094259216", "GR")])
def test_the_supplier_s_country_completes_a_vat_number_without_prefix(written, country):
    assert check("vat", written, country).valid
    assert not check("vat", written).valid


@pytest.mark.parametrize(
    ("scheme", "written", "says"),
    [
        ("be_enterprise", "0403.170.702", "check digits"),
        ("be_enterprise", "0403.170", "ten digits"),
        ("be_enterprise", "NL123456782B90", "ten digits"),
        ("be_enterprise", "2.123.456.789", "establishment unit"),
        ("vat", "BE 0403.170.702", "check digits"),
        ("vat", "NL123456789B01", "check digits"),
        ("vat", "ID12345678", "not a VAT number"),
        ("vat", "to follow", "not a VAT number"),
        ("lei", "213800KUD8LAJWSQ9D16", "check digits"),
        ("lei", "213800KUD8", "twenty"),
        ("gln", "5412345000014", "check digit"),
        ("gln", "0000000000000", "thirteen"),
        ("gln", "54123450000", "thirteen"),
        ("os_id", "CN2021250D1DTN8", "check character"),
        ("os_id", "CN2021999D1DTN7", "not an OS ID"),
    ],
)
def test_a_wrong_identifier_is_kept_as_written_and_explained(scheme, written, says):
    found = check(scheme, written)
    assert (found.valid, found.value) == (False, written)
    what, remedy = found.fault
    assert says in str(what)
    assert str(remedy).startswith("Write")


def test_a_scheme_that_cannot_be_checked_is_not_a_fault():
    assert not check("internal", "4711").valid
    assert check("internal", "4711").fault is None


def test_a_record_gives_its_valid_numbers_the_firmest_first_and_names_the_wrong_ones():
    place = Place("list.csv", row=7)
    written = {"gln": "5412345000013", "internal": "4711", "vat": "BE0403170702", "lei": "213800KUD8LAJWSQ9D15"}
    valid, wrong = checked_identifiers(SupplierRecord(place, "Delta", identifiers=written))
    assert [each.scheme for each in valid] == ["lei", "gln"]
    assert [(each.place.row, each.place.column, each.found) for each in wrong] == [(7, "vat", "BE0403170702")]


def test_only_a_valid_vat_number_shows_its_country():
    assert country_of_vat("FR61954506077") == "FR"
    assert country_of_vat("FR61954506078") == ""


@given(st.sampled_from(NUMBERING), st.text(max_size=30), st.sampled_from(["", "BE", "GR", "CN"]))
def test_any_text_is_either_valid_or_explained(scheme, written, country):
    found = check(scheme, written, country)
    assert found.valid or found.fault or not written.strip()


@given(st.integers(min_value=1_000_000, max_value=19_999_999), st.integers(min_value=0, max_value=99))
def test_of_a_hundred_check_digits_only_one_is_right(number, digits):
    written = f"{number:08d}{digits:02d}"
    assert check("be_enterprise", written).valid == (digits == 97 - number % 97)
