"""A register is rebuilt from its publishers' files: the same bytes each time, all or nothing, no silent loss."""

from __future__ import annotations

import hashlib

import pytest
from tests.unit.registers.conftest import CODES, Workshop, text_columns

from vigie import cli
from vigie.errors import BrokenContent, UnreadableInput

COUNTRIES = {"family": "country_names", "names": {"en": "name_en"}}
COUNTRY_COLUMNS = text_columns("alpha2", "alpha3", "en")


@pytest.fixture
def countries(workshop: Workshop) -> Workshop:
    workshop.declares("places", COUNTRIES, columns=COUNTRY_COLUMNS, key=["alpha2"])
    return workshop


def test_rows_are_sorted_and_end_in_plain_line_feeds(countries):
    countries.build()
    assert countries.rows("places") == "alpha2,alpha3,en\nBE,BEL,Belgium\nNA,NAM,Namibia\nXK,XKX,Kosovo\n"


def test_building_twice_changes_nothing(countries):
    first = countries.build()
    before = countries.rows("places"), countries.declaration("places")
    second = countries.build()
    assert (countries.rows("places"), countries.declaration("places")) == before
    assert [each.new_edition for each in first] == [True]
    assert [each.new_edition for each in second] == [False]


def test_the_checksum_of_the_publishers_file_is_recorded(countries):
    countries.build()
    expected = hashlib.sha256((countries.upstream / "codes.csv").read_bytes()).hexdigest()
    assert countries.declaration("places")["upstream"][0]["sha256"] == expected


def test_a_changed_file_is_a_new_edition(countries):
    countries.build()
    countries.gives("codes.csv", "iso2,iso3,name_en\nNA,NAM,Namibia\n")
    (built,) = countries.build()
    assert built.new_edition
    assert built.rows == 1


def test_an_author_keeps_the_words_of_the_declaration(countries):
    path = countries.content / "registers" / "places" / "register.yml"
    path.write_text("# why this register exists\n" + path.read_text("utf-8"), encoding="utf-8")
    countries.build()
    assert path.read_text("utf-8").startswith("# why this register exists\n")


def test_a_missing_file_is_named(countries):
    (countries.upstream / "codes.csv").unlink()
    with pytest.raises(UnreadableInput) as caught:
        countries.build()
    assert caught.value.where == "codes.csv"


@pytest.mark.parametrize("header", ["iso2,iso3,name_en,reversed", "iso2,iso3"])
def test_a_column_that_comes_or_goes_stops_the_build(countries, header):
    countries.gives("codes.csv", f"{header}\n")
    with pytest.raises(UnreadableInput, match=r"reversed|name_en"):
        countries.build()


def test_nothing_is_written_when_a_later_register_breaks_its_promise(countries):
    countries.declares("zones", COUNTRIES, columns=COUNTRY_COLUMNS, key=["alpha2"], expectations={"rows": 99})
    with pytest.raises(BrokenContent, match="3 rows, 99 were expected"):
        countries.build()
    assert not (countries.content / "registers" / "places" / "rows.csv").exists()


def test_an_exclusion_leaves_rows_out_and_counts_them(workshop):
    exclusion = {"what": {"en": "Kosovo"}, "why": {"en": "an example"}, "holds": "codes", "where": {"iso2": ["XK"]}}
    said = {"what": {"en": "other names"}, "why": {"en": "they are aliases"}}
    workshop.declares("places", COUNTRIES, columns=COUNTRY_COLUMNS, key=["alpha2"], exclusions=[exclusion, said])
    (built,) = workshop.build()
    assert "Kosovo" not in workshop.rows("places")
    assert (built.rows, built.excluded) == (2, 1)


def test_an_exclusion_that_excludes_nothing_any_more_is_reported(workshop):
    exclusion = {"what": {"en": "an old row"}, "why": {"en": "an example"}, "holds": "codes", "where": {"iso2": ["YU"]}}
    workshop.declares("places", COUNTRIES, columns=COUNTRY_COLUMNS, key=["alpha2"], exclusions=[exclusion])
    with pytest.raises(BrokenContent, match="an old row"):
        workshop.build()


def test_an_unknown_family_names_those_that_exist(workshop):
    workshop.declares("places", {"family": "horoscopes"}, columns=COUNTRY_COLUMNS, key=["alpha2"])
    with pytest.raises(BrokenContent) as caught:
        workshop.build()
    assert "country_names" in str(caught.value.advice)


def test_a_register_by_hand_is_checked_and_left_as_it_is(workshop):
    workshop.declares(
        "laws", {}, upstream=[], columns=text_columns("alpha2", "law"), key=["alpha2"], expectations={"rows": 1}
    )
    workshop.write("registers/laws/rows.csv", "alpha2,law\r\nBE,Constitution\r\n")
    (built,) = workshop.build()
    assert workshop.rows("laws") == "alpha2,law\r\nBE,Constitution\r\n"
    assert (built.rows, built.new_edition) == (1, False)


def test_a_register_by_hand_without_rows_breaks_its_promise(workshop):
    workshop.declares("laws", {}, upstream=[], columns=text_columns("alpha2"), key=["alpha2"], expectations={"rows": 1})
    with pytest.raises(BrokenContent, match="0 rows, 1 were expected"):
        workshop.build()


def test_one_file_under_two_registers_is_recorded_in_both(countries):
    second = {**CODES, "sha256": "f" * 64}
    countries.declares("zones", COUNTRIES, columns=COUNTRY_COLUMNS, key=["alpha2"], upstream=[second])
    countries.build()
    recorded = {countries.declaration(each)["upstream"][0]["sha256"] for each in ("places", "zones")}
    assert len(recorded) == 1


def test_the_command_tells_of_a_new_edition_once(countries, capsys):
    def told() -> str:
        with pytest.raises(SystemExit) as left:
            cli.main(
                ["content", "build-registers", "--from", str(countries.upstream), "--into", str(countries.content)]
            )
        assert left.value.code == 0
        return capsys.readouterr().out

    first, second = told(), told()
    assert "places: 3 rows" in first
    assert "new edition" in first
    assert "new edition" not in second
