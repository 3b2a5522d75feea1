"""The pages of the content council: complete in four languages, and their demonstrations are true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from vigie import cli
from vigie.content import Content
from vigie.errors import Message
from vigie.language import LOCALES, Language
from vigie.model.assessment import ProductMatch
from vigie.outputs.council import Council
from vigie.outputs.document import Facts
from vigie.outputs.left_out import LeftOut
from vigie.outputs.markdown import markdown
from vigie.workflows.assess_suppliers import finders

AS_OF = date(2026, 11, 22)


@pytest.fixture(scope="module", params=LOCALES)
def council(request, bundled) -> Council:
    return Council(bundled, Language(request.param, bundled.name), finders(bundled, AS_OF).products.find)


@pytest.fixture(scope="module", params=LOCALES)
def left_out(request, bundled) -> LeftOut:
    return LeftOut(bundled, Language(request.param, bundled.name), finders(bundled, AS_OF).products.find)


def test_each_group_is_recognised_by_its_own_words_and_never_by_anothers(council, bundled):
    for group in bundled.products.values():
        found = [match.group for _, match in council.demonstrated(group)]
        assert group.id in found, group.id
        assert set(found) <= {group.id, ""}, group.id


def test_every_page_says_its_ground_and_how_to_dispute_it(council, bundled):
    for group in bundled.products.values():
        page = council.product(group)
        assert page.count("\n## ") >= 7, group.id
        for stage in group.stages:
            assert page.count("| ") > len(stage.hazards)


def test_a_word_that_a_group_turns_away_is_never_found_as_that_group(left_out, bundled):
    for group in bundled.products.values():
        turned_away = list(left_out.turned_away(group))
        assert turned_away, group.id
        assert not [word for word, match in turned_away if match.group == group.id], group.id


def test_every_code_below_a_group_that_goes_elsewhere_is_named_once(left_out, bundled):
    found = {
        (scheme, code)
        for group in bundled.products.values()
        for owner, codes in left_out.codes_elsewhere(group).items()
        for scheme, listed in codes.items()
        for code in listed
        if code in bundled.products[owner].codes[scheme]
    }
    prefixes = {(s, c): g.id for g in bundled.products.values() for s, codes in g.codes.items() for c in codes}
    below = {
        (scheme, code)
        for (scheme, code), owner in prefixes.items()
        if next((o for n in range(len(code) - 1, 0, -1) if (o := prefixes.get((scheme, code[:n])))), owner) != owner
    }
    assert found == below
    assert below


def test_a_page_says_where_the_texts_and_codes_went_that_are_not_its_own(bundled):
    council = Council(bundled, Language("en", bundled.name), finders(bundled, AS_OF).products.find)
    page = council.product(bundled.products["cleaning"])
    left_out = page.partition("## What this group is not")[2].partition("\n## ")[0]
    assert "- insurance: Finance and insurance" in left_out
    assert "raw material" in left_out
    assert "- Building maintenance: CPV 9092" in left_out
    assert "Indium from North Korea" in left_out


def test_a_group_that_turns_nothing_away_says_nothing_of_it(left_out, bundled):
    group = replace(bundled.products["cleaning"], not_words={}, codes={}, id="nothing")
    group = replace(group, stages=tuple(replace(each, parts=()) for each in group.stages))
    assert [type(block).__name__ for block in left_out.of_group(group)] == ["Heading", "Paragraph"]


def test_an_indicator_page_leaves_out_what_concerns_another_series(council, bundled):
    register = next(each for each in bundled.registers if each.role == "country-indicators")
    gulf = next(each.what for each in register.exclusions if "ep_poverty_headcount_685" in each.values)
    pages = {each.id: council.indicator(each) for each in bundled.indicators.values()}
    assert [name for name, page in pages.items() if any(words in page for words in gulf.values())] == ["poverty"]


def test_an_indicator_page_counts_the_countries_it_is_silent_on(bundled):
    council = Council(bundled, Language("en", bundled.name), finders(bundled, AS_OF).products.find)
    page = council.indicator(bundled.indicators["union_choice_barred"])
    assert "237 of 250 countries have no value here" in page
    assert "- Uzbekistan: Not checked; missing." in page


def test_an_indicator_whose_register_leaves_nothing_out_says_so(bundled):
    class WholeRegisters(Content):
        registers = tuple(replace(each, exclusions=()) for each in bundled.registers)

    content = WholeRegisters()
    council = Council(content, Language("en", content.name), lambda text: ProductMatch("", 0, Message("none")))
    page = council.indicator(content.indicators["union_choice_barred"])
    assert "leaves nothing out on purpose" in page


def test_every_page_names_the_sources_that_its_lines_cite(council, bundled):
    for indicator in bundled.indicators.values():
        page = council.indicator(indicator)
        assert any(f"- {source}: " in page for source in bundled.sources), indicator.id
    for group in bundled.products.values():
        page = council.product(group)
        cited = {each for stage in group.stages for hazard in stage.hazards.values() for each in hazard.sources}
        assert all(f"- {source}: " in page for source in cited), group.id


def test_an_indicator_shows_both_ends_and_what_they_count_as(council, bundled):
    for indicator in bundled.indicators.values():
        assert council.readings(indicator), indicator.id
        assert council.indicator(indicator)


def test_nothing_in_a_text_is_taken_for_markup():
    assert markdown("a*b|[c]", iter(())) == "# a\\*b|\\[c\\]\n"


def test_a_block_that_no_page_is_made_of_is_an_error():
    with pytest.raises(TypeError):
        markdown("a", iter([Facts(())]))


def test_the_command_writes_them_all(tmp_path, capsys, bundled):
    with pytest.raises(SystemExit) as left:
        cli.main(["content", "pages", "--out", str(tmp_path)])
    assert left.value.code == 0
    pages = len(bundled.products) + len(bundled.indicators)
    assert len(list(tmp_path.rglob("*.md"))) == 4 * pages
    assert "pages in" in capsys.readouterr().out
