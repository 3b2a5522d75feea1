"""The command line as a person meets it: exit codes, advice in their language, never a traceback."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from vigie import cli

LIST = "Leverancier;Land;Omschrijving\nVoorbeeld NV;België;koffie\n"


@pytest.fixture
def suppliers(tmp_path) -> Path:
    file = tmp_path / "lijst.csv"
    file.write_text(LIST, encoding="utf-8")
    return file


def test_the_main_job_answers_0_and_names_what_it_wrote(vigie, suppliers, tmp_path):
    code, out, _ = vigie("assess", suppliers, "--out", tmp_path / "r", "--format", "csv,json", "--as-of", "2026-11-22")
    assert code == 0
    assert "risks.csv" in out
    assert (tmp_path / "r" / "risks.csv").exists()
    assert (tmp_path / "r" / "assessment.json").exists()


def test_without_a_date_today_is_taken(vigie, suppliers, tmp_path):
    assert vigie("assess", suppliers, "--out", tmp_path / "r", "--format", "csv")[0] == 0


def test_strict_answers_1_when_something_was_not_understood(vigie, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("name,country,product\nA,Atlantis,coffee\n", encoding="utf-8")
    assert vigie("assess", file, "--out", tmp_path / "r", "--format", "csv", "--strict")[0] == 1
    assert vigie("assess", file, "--out", tmp_path / "r", "--format", "csv")[0] == 0


def test_unreadable_input_answers_2_with_advice_and_writes_nothing(vigie, tmp_path):
    code, _, err = vigie("assess", tmp_path / "nothing.csv", "--out", tmp_path / "r")
    assert code == 2
    assert "nothing.csv" in err
    assert "->" in err
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--format", "docx"), "docx"),
        (("--format", ","), "output format"),
        (("--as-of", "22/11/2026"), "22/11/2026"),
        (("--map", "nonsense"), "heading=field"),
        (("--lang", "es"), "es"),
    ],
)
def test_wrong_use_answers_3_with_advice(vigie, suppliers, tmp_path, arguments, told):
    code, _, err = vigie("assess", suppliers, "--out", tmp_path / "r", *arguments)
    assert code == 3
    assert told in err
    assert "->" in err


def test_an_unknown_option_answers_3(vigie):
    assert vigie("assess", "--no-such-option")[0] == 3
    assert vigie("asess")[0] == 3


def test_advice_is_in_the_readers_language(vigie, tmp_path):
    english = vigie("assess", tmp_path / "x.csv", "--out", tmp_path / "r")[2]
    dutch = vigie("assess", tmp_path / "x.csv", "--out", tmp_path / "r", "--lang", "nl")[2]
    assert english != dutch


def test_a_column_can_be_mapped(vigie, suppliers, tmp_path):
    code, _, _ = vigie("assess", suppliers, "--out", tmp_path / "r", "--format", "csv", "--map", "Omschrijving=ignore")
    assert code == 0
    assert "coffee" not in (tmp_path / "r" / "suppliers.csv").read_text(encoding="utf-8")


def test_content_check_answers_0_for_good_content_and_2_for_bad(vigie, tmp_path):
    assert vigie("content", "check")[0] == 0
    (tmp_path / "rights").mkdir()
    (tmp_path / "rights" / "naps.yml").write_text("id: naps\n", encoding="utf-8")
    code, out, _ = vigie("content", "check", "--content", tmp_path)
    assert code == 2
    assert "rights/naps.yml" in out


def test_a_folder_of_content_that_does_not_exist_is_wrong_use_and_not_passed_over(vigie, suppliers, tmp_path):
    code, _, err = vigie("assess", suppliers, "--out", tmp_path / "r", "--content", tmp_path / "mistyped")
    assert code == 3
    assert "mistyped" in err
    assert not (tmp_path / "r").exists()


def test_registers_are_built_from_a_folder(vigie, tmp_path):
    code, _, err = vigie("content", "build-registers", "--from", tmp_path / "none", "--into", tmp_path / "into")
    assert code == 2
    assert "->" in err


def test_a_closed_pipe_is_no_error(monkeypatch):
    def closed(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(cli, "app", closed)
    with pytest.raises(SystemExit) as left:
        cli.main([])
    assert left.value.code == 0


def test_help_is_fast_because_nothing_heavy_is_imported():
    heavy = ["polars", "typst", "babel", "xlsxwriter", "yaml", "rich.table"]
    code = f"import sys, vigie.cli; sys.exit(any(name in sys.modules for name in {heavy!r}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_installed_command_says_what_it_can_do():
    command = shutil.which("vigie", path=str(Path(sys.executable).parent))
    assert command
    told = subprocess.run([command, "--help"], capture_output=True, text=True, check=True).stdout
    assert "assess" in told
    assert "content" in told
