"""Every picture has its words and its table, and unknown looks like unknown."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from vigie.model.assessment import About, Likelihood
from vigie.outputs.document import Picture
from vigie.outputs.edition import Edition
from vigie.outputs.pictures.grids import heat, matrix
from vigie.outputs.pictures.marks import mark
from vigie.outputs.pictures.palette import LAND, SEVERITY
from vigie.outputs.pictures.svg import Key, legend, words, wrapped
from vigie.outputs.pictures.world import world

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module", params=[world, matrix, heat])
def picture(request: pytest.FixtureRequest, edition: Edition) -> Picture:
    drawn: Picture = request.param(edition)
    return drawn


def test_a_picture_is_named_described_and_has_its_table(picture: Picture) -> None:
    root = ElementTree.fromstring(picture.svg)
    named = {each.get("id"): each.text for each in root if each.tag in (f"{SVG}title", f"{SVG}desc")}
    assert [named[name] for name in str(root.get("aria-labelledby")).split()] == [picture.title, picture.description]
    assert root.get("role") == "img"
    assert picture.table.rows
    assert picture.table.caption


def test_a_picture_needs_nothing_from_outside_and_no_style_sheet(picture: Picture) -> None:
    assert "href" not in picture.svg
    assert "style=" not in picture.svg
    assert "<script" not in picture.svg


def fills(picture: Picture) -> list[str]:
    return [str(each.get("fill")) for each in ElementTree.fromstring(picture.svg).iter() if each.get("fill")]


def test_the_map_marks_the_countries_of_suppliers_and_can_leave_them_out(edition: Edition) -> None:
    shown, safe = world(edition).svg, world(edition, with_suppliers=False)
    diamonds = "l3.6,3.6l-3.6,3.6l-3.6,-3.6z"
    assert shown.count(diamonds) == len(edition.findings.known_supplier_countries) + 1  # and one in the legend
    assert diamonds not in safe.svg
    assert len(safe.table.columns) == 4


def test_a_country_too_small_for_the_map_is_a_dot(edition: Edition) -> None:
    circles = ElementTree.fromstring(world(edition).svg).iter(f"{SVG}circle")
    assert [circle.get("fill") for circle in circles] == [SEVERITY[4]]  # Singapore


def test_a_country_where_nothing_has_a_source_is_hatched_never_plain(edition: Edition) -> None:
    assessment = edition.assessment
    profiles = tuple(
        replace(each, likelihood=Likelihood.NO_SOURCE) if each.country == "BD" else each for each in assessment.profiles
    )
    unknown = Edition(replace(assessment, profiles=profiles), edition.content, edition.language)
    before, after = fills(world(edition)), fills(world(unknown))
    assert after.count("url(#world-unknown)") == before.count("url(#world-unknown)") + 1
    assert after.count(LAND) == before.count(LAND)
    row = next(row for row in world(unknown).table.rows if row[0].text == "Bangladesh")
    assert row[1].text == "unknown: no source"


def test_a_severity_that_no_report_names_is_paler(edition: Edition) -> None:
    named = {code: tally.named for code, tally in edition.findings.countries.items() if tally.plausible}
    assert named == {"CN": True, "BD": False, "RO": True, "CD": True, "SG": False, "CI": True}
    opacities = [each.get("fill-opacity") for each in ElementTree.fromstring(world(edition).svg).iter()]
    assert opacities.count("0.3") == 3  # Bangladesh, Singapore, and the legend


def test_without_any_plausible_risk_the_map_says_so(edition: Edition) -> None:
    profiles = tuple(replace(each, likelihood=Likelihood.LOW) for each in edition.assessment.profiles)
    low = Edition(replace(edition.assessment, profiles=profiles), edition.content, edition.language)
    assert "No country carries a plausible risk that we know of" in world(low).description
    assert {row[1].text for row in world(low).table.rows} == {"low", "not assessed"} - {"not assessed"}


def test_a_supplier_in_a_country_that_was_not_assessed_is_in_the_table(edition: Edition) -> None:
    first, *rest = edition.assessment.suppliers
    moved = Edition(
        replace(edition.assessment, suppliers=(replace(first, country="DE"), *rest)), edition.content, edition.language
    )
    row = next(row for row in world(moved).table.rows if row[0].text == "Germany")
    assert [cell.text for cell in row] == ["Germany", "not assessed", "0", "0", "1"]


def test_a_list_that_knows_every_country_needs_no_mark_for_unknown_ones(edition: Edition) -> None:
    suppliers = tuple(replace(each, country="BE") for each in edition.assessment.suppliers)
    known = Edition(replace(edition.assessment, suppliers=suppliers), edition.content, edition.language)
    assert "unknown country" not in world(known).svg
    assert "unknown country" in world(edition).svg


def test_the_matrix_counts_every_group_once(edition: Edition) -> None:
    counted = sum(int(cell.text) for row in matrix(edition).table.rows for cell in row[1:])
    assert counted == len(edition.findings.groups)


def test_the_heat_map_says_low_unknown_and_not_assessed_in_words(edition: Edition) -> None:
    profiles = tuple(
        replace(each, likelihood=Likelihood.LOW) if each.stage == "component" else each
        for each in edition.assessment.profiles
    )
    low = heat(Edition(replace(edition.assessment, profiles=profiles), edition.content, edition.language))
    assert {row[2].text for row in low.table.rows} == {"low"}
    gone = edition.assessment.risks.clear()
    nothing = heat(Edition(replace(edition.assessment, risks=gone), edition.content, edition.language))
    assert {cell.text for row in nothing.table.rows for cell in row[1:]} == {"not assessed"}


def test_contexts_only_keeps_nothing_of_the_list(edition: Edition) -> None:
    safe = edition.contexts_only.assessment
    assert safe.suppliers == safe.harms == safe.priorities == safe.columns == safe.not_understood == ()
    assert {profile.about for profile in safe.profiles} == {About.CONTEXT}
    assert safe.risks.select("supplier", "people", "spend").null_count().row(0) == (safe.risks.height,) * 3


def test_more_bars_mean_worse_and_none_means_no_mark() -> None:
    assert [mark(level).count('class="bar"') for level in (1, 2, 3, 4)] == [4, 3, 2, 1]
    assert mark(0) == ""


def test_text_is_escaped_and_cleared_of_control_characters() -> None:
    assert words("<b>&\x00\x1b") == "&lt;b&gt;&amp;"


def test_a_long_word_stays_whole_and_a_long_legend_wraps() -> None:
    assert wrapped("Vereinigungsfreiheit", 20) == ["Vereinigungsfreiheit"]
    assert wrapped("", 20) == [""]
    drawn, height = legend([Key("#000", "x" * 90), Key("#000", "y" * 90)], 0)
    assert height == 34
    assert drawn.count("<rect") == 2
