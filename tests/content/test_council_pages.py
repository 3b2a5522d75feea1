"""The pages of the content council: complete in four languages, and their demonstrations are true."""

from __future__ import annotations

from datetime import date

import pytest

from vigie import cli
from vigie.language import LOCALES, Language
from vigie.outputs.council import Council
from vigie.outputs.document import Facts
from vigie.outputs.markdown import markdown
from vigie.workflows.assess_suppliers import finders

AS_OF = date(2026, 11, 22)


@pytest.fixture(scope="module", params=LOCALES)
def council(request, bundled) -> Council:
    return Council(bundled, Language(request.param, bundled.name), finders(bundled, AS_OF).products.find)


def test_each_group_is_recognised_by_its_own_words_and_never_by_anothers(council, bundled):
    for group in bundled.products.values():
        found = [match.group for _, match in council.demonstrated(group)]
        assert group.id in found, group.id
        assert set(found) <= {group.id, ""}, group.id


def test_every_page_says_its_ground_and_how_to_dispute_it(council, bundled):
    for group in bundled.products.values():
        page = council.product(group)
        assert page.count("\n## ") >= 6, group.id
        for stage in group.stages:
            assert page.count("| ") > len(stage.hazards)


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
