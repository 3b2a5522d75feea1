"""A code belongs to the group with the longest key that it begins with, however it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.identify.codes import CodeIndex


@pytest.fixture(scope="module")
def codes(catalogue) -> CodeIndex:
    return CodeIndex(catalogue)


@pytest.mark.parametrize(
    ("scheme", "written", "group"),
    [
        ("cpv", "18830000-6", "shoes"),
        ("cpv", "CPV 18830000", "shoes"),
        ("cpv", "18.83.00.00-6", "shoes"),
        ("cpv", "18830000.0", "shoes"),
        ("cpv", "188300006", "shoes"),
        ("cpv", "1883", "shoes"),
        ("cpv", "18424000-7", "mittens"),
        ("cpv", "3131000-1", "brew"),
        ("cpv", "3131000", "brew"),
        ("cpv", "18812200-6; 18813300-4", "shoes"),
        ("hs", "6403.99.10", "shoes"),
        ("hs", "6403 99", "shoes"),
        ("hs", "902.10", "brew"),
        ("nace", "15.20", "shoes"),
        ("nace", "C15.20", "shoes"),
        ("nace", "15.20Z", "shoes"),
        ("isic", "1520", "shoes"),
    ],
)
def test_a_code_as_lists_write_it(codes, scheme, written, group):
    assert codes.find(scheme, written).group == group


@pytest.mark.parametrize(
    ("scheme", "written"),
    [
        ("cpv", "18000000-9"),
        ("cpv", "99999999"),
        ("cpv", "18840000-1"),
        ("cpv", "18830000, 18424000"),
        ("hs", "64"),
        ("nace", "1"),
    ],
)
def test_a_code_that_is_too_broad_unknown_or_of_two_groups_gives_no_group(codes, scheme, written):
    assert codes.find(scheme, written).group == ""


@pytest.mark.parametrize(("scheme", "written"), [("cpv", "shoes"), ("cpv", ""), ("hs", "n/a")])
def test_what_is_no_code_is_no_finding(codes, scheme, written):
    assert codes.find(scheme, written) is None


def test_a_lost_zero_is_put_back_only_where_nothing_else_fits(catalogue):
    codes = CodeIndex(catalogue)
    assert codes.find("cpv", "1586000").group == "brew"  # as written; with a zero it would be nothing
    assert codes.find("cpv", "3131000").group == "brew"  # only with the zero


@given(st.text(alphabet="0123456789", max_size=6))
def test_a_longer_code_never_means_a_less_specific_group(codes, tail):
    for prefix in ("188", "18830", "1586"):
        short, longer = codes.find("cpv", prefix), codes.find("cpv", (prefix + tail)[:8].ljust(8, "0"))
        assert not longer.group or longer.digits >= short.digits


@given(st.sampled_from(["cpv", "hs", "nace", "isic"]), st.text(max_size=20))
def test_any_text_is_answered(codes, scheme, written):
    found = codes.find(scheme, written)
    assert found is None or found.scheme == scheme
