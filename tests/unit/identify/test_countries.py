"""A country is what the list means, in any of the four languages; between two countries nothing is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.errors import Term
from vigie.identify.countries import NOT_GIVEN
from vigie.model.records import Place, SupplierRecord

WAYS_TO_WRITE = (str, str.upper, str.lower, str.title, lambda text: f"  {text}. ", lambda text: f"({text})")


def test_every_country_is_found_by_its_codes_and_its_names_in_four_languages(countries, country_rows):
    assert len(country_rows) == 250
    for row in country_rows:
        for column in ("alpha2", "alpha3", "en", "fr", "nl", "de"):
            for way in WAYS_TO_WRITE:
                assert countries.find(way(row[column])).alpha2 == row["alpha2"], way(row[column])


def test_every_alias_means_what_the_register_says(countries, alias_rows):
    open_kinds = {"ambiguous", "none", "region"}
    for row in alias_rows:
        if row["kind"] != "us_state":
            meant = "ZZ" if row["kind"] in open_kinds else row["alpha2"]
            assert countries.find(row["alias"]).alpha2 == meant, row


def test_an_ambiguous_alias_names_existing_countries(country_rows, alias_rows):
    known = {row["alpha2"] for row in country_rows} | {"ZZ"}
    assert {code for row in alias_rows for code in row["alpha2"].split(";")} <= known


@pytest.mark.parametrize("text", ["NA", "na", "Namibia", "Namibië", "NAM"])
def test_namibia_survives(countries, text):
    assert countries.find(text).alpha2 == "NA"


@pytest.mark.parametrize("text", ["", "  ", "n/a", "N.A.", "#N/A", "nvt", "s.o.", "unknown", "?", "-"])
def test_a_country_that_is_not_given_is_the_list_s_ignorance(countries, text):
    found = countries.find(text)
    assert (found.alpha2, found.by, found.why) == ("ZZ", "", NOT_GIVEN)


@pytest.mark.parametrize(
    ("text", "alpha2"),
    [
        ("BE - Belgium", "BE"),
        ("BE-Belgium", "BE"),
        ("Belgique (BE)", "BE"),
        ("België/Belgique", "BE"),
        ("CN/China", "CN"),
        ("Shenzhen, China", "CN"),
        ("Shenzhen China", "CN"),
        ("Shenzhen, CN", "CN"),
        ("Kowloon, Hong Kong, China", "HK"),
        ("Atlanta, Georgia, USA", "US"),
        ("B-1000 Brussel", "BE"),
        ("D-40210 Düsseldorf", "DE"),
        ("U.S.A.", "US"),
        ("OESTERREICH", "AT"),
        ("TUERKEI", "TR"),
        ("Viêt Nam", "VN"),
        ("Viet-nam", "VN"),
        ("中国", "CN"),
        ("Zaïre", "CD"),
        ("Birma", "MM"),
        ("Swasiland", "SZ"),
        ("Holland", "NL"),
        ("EL", "GR"),
        ("England", "GB"),
        ("Kosovo", "XK"),
        ("Guinea", "GN"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
    ],
)
def test_a_country_as_ledgers_write_it(countries, text, alpha2):
    assert countries.find(text).alpha2 == alpha2


@pytest.mark.parametrize(
    ("text", "alpha2"), [("Bangladsh", "BD"), ("Nederlandd", "NL"), ("Equitorial Guinea", "GQ"), ("Zuid-Sudan", "SS")]
)
def test_a_typing_error_is_forgiven_and_said(countries, text, alpha2):
    found = countries.find(text)
    assert (found.alpha2, found.by) == (alpha2, "typo")
    assert dict(found.why.values)["country"] == Term("country", alpha2)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("Nigera", {"NE", "NG"}),
        ("Austrlia", {"AT", "AU"}),
        ("Icland", {"IE", "IS"}),
        ("Slovekia", {"SI", "SK"}),
        ("Tambia", {"GM", "ZM"}),
        ("Congo", {"CD", "CG"}),
        ("Korea", {"KR", "KP"}),
        ("New Guinea", {"PG", "GN", "GW", "GQ"}),
        ("Belgium / Netherlands", {"BE", "NL"}),
        ("Berlin, DE", {"DE", "US"}),
        ("Los Angeles, CA", {"CA", "US"}),
    ],
)
def test_between_two_countries_nothing_is_chosen_and_both_are_named(countries, text, choices):
    found = countries.find(text)
    assert (found.alpha2, found.by) == ("ZZ", "")
    for code in choices:
        assert code in str(found.why)


def test_a_region_is_no_country(countries):
    found = countries.find("Europe")
    assert found.alpha2 == "ZZ"
    assert "not one country" in str(found.why)


@pytest.mark.parametrize("text", ["Atlantis", "12345", "Rue Haute", "Iraz", "Austin, TX", "New South Guinea", "/"])
def test_what_is_no_country_stays_unknown(countries, text):
    assert countries.find(text).alpha2 == "ZZ"


def test_any_small_change_to_a_name_never_gives_one_of_its_look_alikes(countries):
    families = [("Niger", "Nigeria"), ("Austria", "Australia"), ("Ireland", "Iceland"), ("Slovenia", "Slovakia")]
    for one, other in families:
        for name, wrong in ((one, other), (other, one)):
            forbidden = countries.find(wrong).alpha2
            for place in range(len(name)):
                for letter in ("", *"aeinrstz"):
                    changed = name[:place] + letter + name[place + 1 :]
                    if changed != wrong:
                        assert countries.find(changed).alpha2 != forbidden, changed


@given(st.text(max_size=40))
def test_any_text_gives_a_known_code_or_zz(countries, country_rows, text):
    known = {row["alpha2"] for row in country_rows}
    for found in (countries.find(text), countries.from_address(text), countries.from_vat(text)):
        assert found.alpha2 in known or (found.alpha2 == "ZZ" and not found.by)


def record(**known) -> SupplierRecord:
    return SupplierRecord(Place("list.csv", row=2), "Delta", **known)


def test_a_valid_vat_number_shows_the_country(countries):
    found = countries.find_elsewhere(record(identifiers={"vat": "EL 094259216"}, address="Rue Haute 1, Belgique"))
    assert (found.alpha2, found.by) == ("GR", "vat")


@pytest.mark.parametrize("vat", ["BE0403170702", "ID12345678", "NR12345678", "EU372000041", ""])
def test_a_number_that_fails_its_check_shows_no_country(countries, vat):
    assert countries.from_vat(vat).alpha2 == "ZZ"


@pytest.mark.parametrize(
    ("address", "alpha2"),
    [
        ("140/1, East Bagbari, Kashimpur. Gazipur, Dhaka. Bangladesh", "BD"),
        ("NATIONAL ROAD 3 CAMBODIA", "KH"),
        ("Jinjiang, Fujian  China;", "CN"),
        ("Newark, New Jersey", "US"),
        ("Ningbo, P.R. China", "CN"),
        ("Port Moresby, Papua New Guinea", "PG"),
        ("12 Nguyen Trai, Ha Noi, Viet Nam", "VN"),
    ],
)
def test_the_end_of_an_address_is_a_sign_that_is_called_weak(countries, address, alpha2):
    found = countries.find_elsewhere(record(address=address))
    assert (found.alpha2, found.by) == (alpha2, "address")
    assert "weak" in str(found.why)


@pytest.mark.parametrize(
    "address",
    [
        "Atlanta, Georgia",
        "Kinshasa, Congo",
        "Rue Haute 1, 1000 Namur",
        "Malabo, Equatorial Guinee",
        "",
        "IN",
        "Ms. Feng Hong",
    ],
)
def test_an_address_that_ends_in_doubt_shows_nothing(countries, address):
    assert countries.find_elsewhere(record(address=address)).alpha2 == "ZZ"
