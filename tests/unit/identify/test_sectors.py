"""A sector of a party is read as what it says, or not at all."""

from __future__ import annotations

import pytest

from vigie.content import Content
from vigie.identify.sectors import Activities


@pytest.fixture(scope="module")
def activities(bundled: Content) -> Activities:
    return Activities(bundled)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("13", "13"),
        ("13.1", "13"),
        ("13.10", "13"),
        ("1310", "13"),
        ("13100", "13"),
        ("C13", "13"),
        ("c 13.10", "13"),
        ("C", "C"),
        ("NACE 13.1", "13"),
        ("NACEBEL 46.420", "46"),
        ("NACE-BEL 2025: 46420", "46"),
        ("NACE Rev. 2 C14.12", "14"),
        ("ISIC 1410", "14"),
        ("ISIC Rev. 4: 01", "01"),
        ("1.63", "01"),
        ("01.63", "01"),
        ("1", "01"),
        ("A111", "01"),
        ("C111", "11"),
        ("C – Manufacturing", "C"),
        ("13.1 Preparation and spinning of textile fibres", "13"),
        ("14.12 - Workwear", "14"),
    ],
)
def test_a_code_is_read_in_every_way_people_write_it(activities, written, code):
    assert activities.of_code(written).code == code


@pytest.mark.parametrize(
    "written", ["", "A little shop", "textiles", "00", "34", "04.1", "A13", "X12", "131", "99.99.99.99", "Z", "2025-01"]
)
def test_what_is_no_code_or_could_be_two_is_not_guessed(activities, written):
    assert activities.of_code(written) is None


def test_the_branch_of_a_section_is_that_of_its_divisions(activities):
    for code, branch in {
        "01": "agriculture",
        "A": "agriculture",
        "43": "industry",
        "C": "industry",
        "46": "services",
    }.items():
        assert activities.of_code(code).branch == branch


def test_a_product_group_is_made_in_one_division_or_only_in_a_section(activities):
    assert activities.of_group("clothing").code == "14"
    assert activities.of_group("cleaning").code == "81"
    assert activities.of_group("workwear").section == "C"
    assert activities.of_group("no_such_group") is None


def test_every_bundled_group_has_an_activity(activities, bundled):
    assert [group for group in bundled.products if activities.of_group(group) is None] == []


def test_the_sector_speaks_before_the_product(activities):
    assert activities.find("46.42", "clothing").code == "46"
    assert activities.find("clothes", "clothing").code == "14"
    assert activities.find("clothing", "").code == "14"
    assert activities.find("clothes", "") is None


def test_content_without_activities_knows_none(small_content):
    assert Activities(small_content).find("13", next(iter(small_content.products))) is None
