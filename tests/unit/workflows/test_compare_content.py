"""Two versions of the content: which results change, and for whom."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
from tests.conftest import FIXTURES

from vigie import cli
from vigie.content import BUNDLED, Content
from vigie.workflows.compare_content import compare_content

AS_OF = date(2026, 11, 22)


@pytest.fixture
def newer(tmp_path):
    """The small content after one hazard was found to be worse, and one good was taken off the list."""
    root = shutil.copytree(FIXTURES / "small_content", tmp_path / "newer")
    product = root / "products" / "shirt" / "product.yml"
    text = product.read_text(encoding="utf-8")
    product.write_text(
        text.replace("working_hours: {level: salient, scale: 3", "working_hours: {level: salient, scale: 1")
    )
    goods = root / "registers" / "goods" / "rows.csv"
    goods.write_text(goods.read_text(encoding="utf-8").replace("CN,Fluff,0,1,0", "CN,Fluff,0,0,0"), encoding="utf-8")
    return root


def test_the_same_content_changes_nothing(small_content):
    assert compare_content(small_content, small_content, (), AS_OF) == ()


def test_what_changes_in_the_typical_chains_is_named_with_before_and_after(small_content, newer):
    changes = compare_content(small_content, Content(newer), (), AS_OF)
    found = {(each.subject.product_group, each.subject.country, each.subject.right): each for each in changes}
    cotton = found["shirt", "CN", "forced_labour"]
    assert (cotton.before.likelihood, cotton.after.likelihood) == ("reported", "high")
    assert {key[0] for key in found} == {"shirt"}
    assert [each.after.severity for each in changes] == sorted(each.after.severity for each in changes)


def test_a_group_that_is_new_was_not_there_before(small_content, tmp_path):
    more = tmp_path / "more" / "products" / "skirt"
    more.mkdir(parents=True)
    text = (FIXTURES / "small_content/products/shirt/product.yml").read_text(encoding="utf-8")
    (more / "product.yml").write_text(text.replace("id: shirt\n", "id: skirt\n"), encoding="utf-8")
    changes = compare_content(small_content, Content(FIXTURES / "small_content", tmp_path / "more"), (), AS_OF)
    assert {each.before for each in changes} == {None}
    assert {each.subject.product_group for each in changes} == {"skirt"}


def test_for_a_list_the_suppliers_are_named(tmp_path, capsys):
    older = shutil.copytree(BUNDLED, tmp_path / "older", ignore=shutil.ignore_patterns("__pycache__"))
    goods = older / "registers" / "goods-child-forced-labour" / "rows.csv"
    rows = [row for row in goods.read_text(encoding="utf-8").splitlines() if not row.startswith("BD,Garments,")]
    goods.write_text("\n".join(rows) + "\n", encoding="utf-8")
    suppliers = tmp_path / "list.csv"
    suppliers.write_text("supplier,country,product\nExample Ltd,BD,t-shirts\n", encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        cli.main(["content", "diff", str(older), str(BUNDLED), str(suppliers), "--as-of", "2026-11-22"])
    told = capsys.readouterr().out
    assert left.value.code == 0
    assert "Example Ltd: " in told
    assert "Bangladesh" in told
    assert ", reported\n" in told


def test_no_change_is_told_too(capsys):
    small = str(FIXTURES / "small_content")
    with pytest.raises(SystemExit):
        cli.main(["content", "diff", small, small, "--as-of", "2026-11-22"])
    assert capsys.readouterr().out.strip() == "Results that change: 0"


def test_what_is_new_is_told_as_not_there_before(tmp_path, capsys):
    more = shutil.copytree(FIXTURES / "small_content", tmp_path / "more")
    shutil.copytree(more / "products" / "shirt", more / "products" / "skirt")
    product = more / "products" / "skirt" / "product.yml"
    product.write_text(product.read_text(encoding="utf-8").replace("id: shirt\n", "id: skirt\n"), encoding="utf-8")
    with pytest.raises(SystemExit):
        cli.main(["content", "diff", str(FIXTURES / "small_content"), str(more), "--as-of", "2026-11-22"])
    assert ": not there -> severity" in capsys.readouterr().out
