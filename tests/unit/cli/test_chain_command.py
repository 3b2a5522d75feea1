"""`vigie chain` and the chapter that links add to `vigie assess`, as a person types them."""

from __future__ import annotations

from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[3] / "examples" / "workwear-chain"
TABLES = [
    word for name in ("parties", "sites", "claims", "demand") for word in (f"--{name}", str(EXAMPLE / f"{name}.csv"))
]


def test_the_example_is_answered_with_the_people_first(vigie, tmp_path):
    result = vigie(
        "chain", EXAMPLE / "links.csv", *TABLES, "--as-of", "2026-11-22", "--format", "csv", "--out", tmp_path
    )
    code, out, _ = result
    assert code == 0
    assert out.index("verified") < out.index("The heaviest paths")
    assert "work jackets 2026" in out
    header, *rows = (tmp_path / "assurance.csv").read_text(encoding="utf-8").splitlines()
    assert header == "scope,right,tier,state,share"
    assert len(rows) > 100


def test_faults_name_every_node_and_row_and_nothing_is_written(vigie, tmp_path):
    links = tmp_path / "links.csv"
    links.write_text("supplier,buyer,share\na,b,0.7\nc,b,0.6\nc,d,1.2\n", encoding="utf-8")
    code, _, err = vigie("chain", links, "--out", tmp_path / "out")
    assert code == 2
    assert "Row 2: b buys 1.3" in err
    assert "Row 4: d buys 1.2" in err
    assert not (tmp_path / "out").exists()


def test_a_weight_that_is_none_is_wrong_use(vigie, tmp_path):
    result = vigie("chain", EXAMPLE / "links.csv", "--weight", "kilograms", "--out", tmp_path / "out")
    assert result[0] == 3
    assert "hours, value" in result[2]


def test_strict_answers_one_when_something_was_not_understood(vigie, tmp_path):
    links = tmp_path / "links.csv"
    links.write_text("supplier,buyer,share,colour\na,b,0.5,red\n", encoding="utf-8")
    plain = vigie("chain", links, "--format", "csv", "--out", tmp_path / "out")
    strict = vigie("chain", links, "--format", "csv", "--out", tmp_path / "out", "--strict")
    assert (plain[0], strict[0]) == (0, 1)


def test_links_add_a_chapter_to_the_report(vigie, tmp_path):
    suppliers = tmp_path / "suppliers.csv"
    suppliers.write_text("name,country,product\nOrnek,TR,workwear\n", encoding="utf-8")
    given = ["assess", suppliers, "--format", "html", "--out", tmp_path / "out"]
    result = vigie(*given, "--links", EXAMPLE / "links.csv", *TABLES)
    assert result[0] == 0
    assert "The chain behind, as the links tell it" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert vigie(*given, *TABLES)[0] == 3


@pytest.mark.parametrize("lang", ["fr", "nl", "de"])
def test_it_speaks_the_language_of_the_reader(vigie, tmp_path, lang):
    result = vigie("chain", EXAMPLE / "links.csv", "--format", "csv", "--lang", lang, "--out", tmp_path)
    assert result[0] == 0
    assert "The heaviest paths" not in result[1]
