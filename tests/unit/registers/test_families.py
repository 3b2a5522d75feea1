"""What each family of publishers' files becomes, with the traps that the real files hold."""

from __future__ import annotations

import csv
import io

import pytest
from tests.unit.registers.conftest import CODES, NOT_YET_READ, Workshop, text_columns

from vigie.errors import BrokenContent, UnreadableInput


def upstream(file: str, holds: str, header: str) -> list[dict[str, object]]:
    return [CODES, {"file": file, "holds": holds, "columns": header.split(","), "sha256": NOT_YET_READ}]


def built(workshop: Workshop) -> list[dict[str, str]]:
    workshop.build()
    return list(csv.DictReader(io.StringIO(workshop.rows("facts"))))


GOODS = "iso3,good,child,forced,child_inputs,forced_inputs,in_22,in_24"


@pytest.fixture
def goods(workshop: Workshop) -> Workshop:
    recipe = {
        "family": "listed_goods",
        "codes": {},
        "flags": {
            "child": {"itself": "child", "inputs": "child_inputs"},
            "forced": {"itself": "forced", "inputs": "forced_inputs"},
        },
        "editions": {"in_22": 2022, "in_24": 2024},
    }
    columns = text_columns("alpha2", "good", "child", "forced", "via_inputs", "edition")
    workshop.declares(
        "facts", recipe, columns=columns, key=["alpha2", "good"], upstream=upstream("goods.csv", "goods", GOODS)
    )
    return workshop


def test_a_good_listed_for_an_input_is_not_listed_itself(goods):
    goods.gives("goods.csv", f"{GOODS}\nNAM,Solar Modules,0,0,,1,1,0\n")
    (row,) = built(goods)
    assert row == {
        "alpha2": "NA",
        "good": "Solar Modules",
        "child": "0",
        "forced": "1",
        "via_inputs": "1",
        "edition": "2022",
    }


def test_a_good_listed_itself_keeps_its_own_flags_only(goods):
    goods.gives("goods.csv", f"{GOODS}\nNAM,Garments,0,1,1,1,1,1\n")
    (row,) = built(goods)
    assert (row["child"], row["forced"], row["via_inputs"], row["edition"]) == ("0", "1", "0", "2024")


VALUES = "iso3,indicator,value,year,source,licence,risk_when"


@pytest.fixture
def values(workshop: Workshop) -> Workshop:
    recipe = {
        "family": "indicator_values",
        "codes": {},
        "open_licences": ["CC BY 4.0"],
        "sources": {"Some bureau": "bureau-2025"},
    }
    columns = text_columns("alpha2", "indicator", "value", "year", "source")
    workshop.declares(
        "facts",
        recipe,
        columns=columns,
        key=["indicator", "alpha2"],
        upstream=upstream("values.csv", "indicators", VALUES),
    )
    workshop.reads("density", "facts", "union_density")
    workshop.reads("hours", "other", "hours")
    return workshop


def test_only_what_an_indicator_reads_is_taken(values):
    values.gives(
        "values.csv",
        f"{VALUES}\nBEL,union_density,49.1,2020,Some bureau,CC BY 4.0,low\n"
        "BEL,hours,35,2020,Some bureau,CC BY 4.0,high\n",
    )
    (row,) = built(values)
    assert row == {
        "alpha2": "BE",
        "indicator": "union_density",
        "value": "49.1",
        "year": "2020",
        "source": "bureau-2025",
    }


def test_a_value_without_an_open_licence_stays_out(values):
    values.gives("values.csv", f"{VALUES}\nBEL,union_density,49.1,2020,Some bureau,ask us first,low\n")
    assert built(values) == []


def test_a_new_publisher_is_a_signal(values):
    values.gives("values.csv", f"{VALUES}\nBEL,union_density,49.1,2020,A stranger,CC BY 4.0,low\n")
    with pytest.raises(BrokenContent, match="A stranger"):
        values.build()


def test_a_country_code_nobody_knows_is_a_signal(values):
    values.gives("values.csv", f"{VALUES}\nQQQ,union_density,49.1,2020,Some bureau,CC BY 4.0,low\n")
    with pytest.raises(UnreadableInput, match="QQQ"):
        values.build()


def test_a_ratification_is_a_flag_of_its_own_register(workshop):
    recipe = {"family": "ratifications", "codes": {}, "instruments": {"ratified_138": "text-138"}}
    workshop.declares(
        "facts",
        recipe,
        columns=text_columns("alpha2", "instrument", "ratified", "as_of_year"),
        key=["alpha2", "instrument"],
        upstream=upstream("values.csv", "indicators", VALUES),
    )
    workshop.gives(
        "values.csv",
        f"{VALUES}\nBEL,ratified_138,1.0,2022,Some bureau,CC BY 4.0,low\n"
        "BEL,hours,35,2020,Some bureau,CC BY 4.0,high\n",
    )
    assert built(workshop) == [{"alpha2": "BE", "instrument": "text-138", "ratified": "1", "as_of_year": "2022"}]


def test_a_publishers_own_code_is_translated(workshop):
    header = "iso3,isic4,year,mean_weekly_hours"
    workshop.declares(
        "facts",
        {"family": "weekly_hours", "codes": {"KOS": "XKX"}},
        columns=text_columns("alpha2", "section", "year", "hours"),
        key=["alpha2", "section"],
        upstream=upstream("hours.csv", "hours", header),
    )
    workshop.gives("hours.csv", f"{header}\nKOS,C,2020,44.5\nNAM,A,2018,48\n")
    assert built(workshop) == [
        {"alpha2": "NA", "section": "A", "year": "2018", "hours": "48"},
        {"alpha2": "XK", "section": "C", "year": "2020", "hours": "44.5"},
    ]


def test_countries_that_are_not_named_stand_together_as_unknown(workshop):
    header = "commodity,stage,iso3,share_2025e"
    workshop.declares(
        "facts",
        {
            "family": "production_shares",
            "codes": {"OTHER": "ZZ"},
            "stages": {"mine": "mine", "REFINERY (not mine)": "refinery"},
            "share": "share_2025e",
            "year": 2025,
        },
        columns=text_columns("commodity", "stage", "alpha2", "share", "year"),
        key=["commodity", "stage", "alpha2"],
        upstream=upstream("minerals.csv", "production", header),
    )
    workshop.gives("minerals.csv", f"{header}\ntin,mine,NAM,0.4\ncopper,REFINERY (not mine),OTHER,0.07\n")
    assert built(workshop) == [
        {"commodity": "copper", "stage": "refinery", "alpha2": "ZZ", "share": "0.07", "year": "2025"},
        {"commodity": "tin", "stage": "mine", "alpha2": "NA", "share": "0.4", "year": "2025"},
    ]
