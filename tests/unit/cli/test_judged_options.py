"""The two options by which persons give their judgements back."""

from __future__ import annotations

from pathlib import Path

import pytest

from vigie import cli


@pytest.fixture
def vigie(capsys, tmp_path):
    list_ = tmp_path / "list.csv"
    list_.write_text("name;country;product\nDelta NV;BE;frobnicatie\nDelta;BE;frobnicatie\n", encoding="utf-8")

    def run(*arguments: object) -> tuple[int, str]:
        given = ("assess", list_, "--out", tmp_path / "out", "--format", "csv", *arguments)
        with pytest.raises(SystemExit) as left:
            cli.main([str(each) for each in given])
        return left.value.code, capsys.readouterr().err

    return run


def test_both_files_are_applied(vigie, tmp_path: Path) -> None:
    merge, corrections = tmp_path / "merge.csv", tmp_path / "corrections.csv"
    merge.write_text(
        "name_a,country_a,name_b,country_b,same,by,date\nDelta NV,BE,Delta,BE,yes,Ann,2026-11-20\n", encoding="utf-8"
    )
    corrections.write_text("text,product_group,by,date\nfrobnicatie,coffee,Ann,2026-11-20\n", encoding="utf-8")
    assert vigie("--merge", merge, "--corrections", corrections)[0] == 0
    lines = (tmp_path / "out" / "suppliers.csv").read_text("utf-8").splitlines()
    assert len(lines) == 2
    assert lines[1].count("judged by Ann on 2026-11-20") == 2


def test_contradictory_answers_are_wrong_use_with_advice(vigie, tmp_path: Path) -> None:
    merge = tmp_path / "merge.csv"
    pair = "Delta NV,BE,Delta,BE"
    merge.write_text(
        f"name_a,country_a,name_b,country_b,same,by,date\n{pair},yes,Ann,2026-11-20\n{pair},no,Bo,2026-11-21\n", "utf-8"
    )
    code, err = vigie("--merge", merge)
    assert code == 3
    assert "merge.csv:2" in err
    assert "->" in err


def test_a_group_that_does_not_exist_is_wrong_use_with_its_row(vigie, tmp_path: Path) -> None:
    corrections = tmp_path / "corrections.csv"
    corrections.write_text("text,product_group,by,date\nfrobnicatie,koffie,Ann,2026-11-20\n", encoding="utf-8")
    code, err = vigie("--corrections", corrections)
    assert (code, "corrections.csv:2" in err) == (3, True)
