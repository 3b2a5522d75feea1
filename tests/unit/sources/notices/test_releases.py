"""Open contracting data in every form in which it is published, and in forms in which it should not be."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.sources.notices.conftest import NOTICES, Reading

from vigie.model.notices import Notice, NoticeFault, NoticePlace, Winner
from vigie.sources.notices import Codes, Record
from vigie.sources.notices.releases import notice, releases

PACKAGE: dict[str, Any] = json.loads((NOTICES / "releases.json").read_text("utf-8"))
RELEASES: list[dict[str, Any]] = PACKAGE["releases"]


def notices(found: list[Record | NoticeFault]) -> list[Notice]:
    assert all(isinstance(each, Record) for each in found)
    return [each.notice for each in found if isinstance(each, Record)]


def test_a_release_says_the_same_as_a_notice_would(reading: Reading) -> None:
    first, _, _ = notices(reading(json.dumps(PACKAGE).encode()))
    (buyer,) = first.buyers
    assert (buyer.name, buyer.identifier, buyer.country, buyer.legal_type) == ("Région inventée", "0888", "BE", "ra")
    one, two = first.lots
    assert (one.cpv, one.value, one.sme, one.social_objectives) == ("18110000", Decimal(1000), True, ("hum-right",))
    assert one.strategic == ("inn-pur",)
    assert one.performance_terms.startswith("Le contractant")
    assert (two.cpv, two.value, two.sme) == ("90910000", None, None)
    award = first.award("L1")
    assert award is not None
    assert award.winners == (Winner("Fil SA", "0777", "large", "France"),)
    assert award.value == Decimal("900.5")
    shared = first.award("L2")
    assert shared is not None
    assert (shared.value, shared.winners[0].name) == (None, "Autre")
    assert (first.language, first.kind, first.date) == ("fr", "competition", "2026-01-02")


def test_what_is_missing_or_misshapen_counts_as_not_stated(reading: Reading) -> None:
    _, second, third = notices(reading(json.dumps(PACKAGE).encode()))
    assert (second.id, second.kind, second.buyers[0].name) == ("2", "", "Sans identifiant")
    assert (second.lots[0].id, second.lots[0].value) == ("T2", None)
    assert (third.id, third.buyers[0].name, third.lots[0].id) == ("ocds-aaaaaa-3", "B9", "L9")


FORMS = {
    "package": json.dumps(PACKAGE),
    "indented package": json.dumps(PACKAGE, indent=2),
    "list": json.dumps(RELEASES),
    "lines": "\n".join(map(json.dumps, RELEASES)),
    "lines with gaps": "\n\n".join(map(json.dumps, RELEASES)) + "\n",
    "records": json.dumps({"records": [{"compiledRelease": each} for each in RELEASES]}),
    "linked": json.dumps({"records": [{"ocid": "x", "releases": RELEASES}]}),
    "marked": "\ufeff" + json.dumps(PACKAGE),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_notices(form: str, reading: Reading) -> None:
    assert [each.procedure[-1] for each in notices(reading(FORMS[form].encode()))] == ["1", "2", "3"]


def padded(number: int, size: int = 2000) -> dict[str, Any]:
    """A release with a text of brackets, quotation marks and backslashes in it."""
    return RELEASES[2] | {"ocid": f"ocds-aaaaaa-{number}", "title": '{"[\\\\"}' * (size // 8)}


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("form", ["package", "list", "lines"])
def test_what_is_longer_than_the_memory_allowed_is_read_as_a_stream(
    form: str, indent: int | None, reading: Reading
) -> None:
    many = [padded(number) for number in range(100)]
    data = {
        "package": json.dumps({"uri": "x", "releases": many, "version": "1.1"}, indent=indent),
        "list": json.dumps(many, indent=indent),
        "lines": "\n".join(map(json.dumps, many)),
    }[form]
    assert len(data) > 3 * (1 << 16)
    assert [each.procedure for each in notices(reading(data.encode()))] == [each["ocid"] for each in many]


@pytest.mark.parametrize("form", ["package", "lines"])
def test_one_release_that_is_too_long_is_passed_over_and_told(form: str, reading: Reading) -> None:
    several = [padded(1), padded(2, 1 << 18), padded(3), padded(4, 1 << 16)]
    data = json.dumps({"releases": several}) if form == "package" else "\n".join(map(json.dumps, several))
    found = reading(data.encode())
    assert [each.notice.procedure for each in found if isinstance(each, Record)] == ["ocds-aaaaaa-1", "ocds-aaaaaa-3"]
    faults = [each for each in found if isinstance(each, NoticeFault)]
    assert len(faults) == 2
    assert all("more than" in str(each.what) for each in faults)


def test_a_broken_line_is_told_by_its_number_and_the_rest_goes_on(reading: Reading) -> None:
    lines = [json.dumps(RELEASES[1]), '{"ocid": nothing}', json.dumps(RELEASES[2])]
    found = reading("\n".join(lines).encode())
    assert [isinstance(each, Record) for each in found] == [True, False, True]
    assert isinstance(found[1], NoticeFault)
    assert str(found[1].place) == "given#2"


def test_a_stream_cut_off_gives_what_stood_before(reading: Reading) -> None:
    data = json.dumps({"releases": [padded(number) for number in range(100)]}).encode()
    found = reading(data[: len(data) // 3])
    assert isinstance(found[-1], NoticeFault)
    assert len(found) > 30
    assert all(isinstance(each, Record) for each in found[:-1])


def test_texts_of_nothing_but_backslashes_do_not_lead_astray(reading: Reading) -> None:
    many = [RELEASES[2] | {"ocid": f"x-{number}", "title": "\\" * 10_000} for number in range(10)]
    assert [each.procedure for each in notices(reading(json.dumps({"releases": many}).encode()))] == [
        f"x-{number}" for number in range(10)
    ]


def test_one_long_release_on_its_own_is_read_whole(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vigie.sources.notices.splitting._HEAD", 1 << 10)
    (found,) = notices(reading(json.dumps(padded(1), indent=1).encode()))
    assert found.procedure == "ocds-aaaaaa-1"
    late = {"publisher": {"name": "x" * 2000}, "releases": RELEASES}
    assert len(notices(reading(json.dumps(late).encode()))) == 3


def test_long_json_without_releases_is_told(reading: Reading) -> None:
    (fault,) = reading(json.dumps({"other": ["x" * 100] * 2000}).encode())
    assert isinstance(fault, NoticeFault)


@pytest.mark.parametrize("data", [b"{}", b"[]", b'[1, "x"]', b'{"releases": 5}'])
def test_json_that_holds_no_release_is_told(data: bytes, reading: Reading) -> None:
    (fault,) = reading(data)
    assert isinstance(fault, NoticeFault)
    assert "no release" in str(fault.what)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(RELEASES[0])), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(sorted(RELEASES[0])), JSON))
def test_no_shape_of_json_is_too_strange(codes: Codes, value: dict[str, Any]) -> None:
    for release in releases(value):
        assert isinstance(notice(release, NoticePlace("x"), codes), Notice)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_damaged_bytes_never_stop_the_reading(reading: Reading, workwear: bytes, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([workwear, json.dumps(PACKAGE).encode(), FORMS["lines"].encode()]))
    begin = data.draw(st.integers(0, len(whole)))
    damage = data.draw(st.binary(max_size=8))
    found = reading(whole[:begin] + damage + whole[begin + data.draw(st.integers(0, 50)) :])
    assert found
