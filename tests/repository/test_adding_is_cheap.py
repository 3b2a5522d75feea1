"""The price list of CONTRIBUTING.md is true: one folder or one line each, and no other file changed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import FIXTURES

from vigie.content import BUNDLED, Content
from vigie.content.checking import check

ROOT = Path(__file__).parents[2]
ADDING = FIXTURES / "adding"


@pytest.fixture(scope="module")
def assessment(tmp_path_factory) -> dict:
    """What a copy of the library says with one format folder added to it and one content folder beside it."""
    home = tmp_path_factory.mktemp("copy")
    library = shutil.copytree(ROOT / "src", home / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ADDING / "format" / "lines", library / "vigie" / "sources" / "lines")
    suppliers = home / "list.lines"
    suppliers.write_text("LINES1\nExample Ltd @ Belgium @ sundials\n", encoding="utf-8")
    command = "import sys; from vigie.cli import main; main(sys.argv[1:])"
    arguments = ["assess", suppliers, "--out", home / "out", "--format", "json", "--as-of", "2026-12-02"]
    subprocess.run(
        [sys.executable, "-c", command, *map(str, arguments), "--content", str(ADDING / "content")],
        cwd=home,
        env={"PYTHONPATH": str(library), "PATH": "", "HOME": str(home)},
        check=True,
        capture_output=True,
    )
    return json.loads((home / "out" / "assessment.json").read_text(encoding="utf-8"))


def test_the_added_content_has_no_fault():
    assert check(Content(BUNDLED, ADDING / "content")) == ()


def test_a_source_format_is_one_folder(assessment):
    assert [(each["name"], each["country"]) for each in assessment["suppliers"]] == [("Example Ltd", "BE")]


def test_a_product_group_is_one_folder(assessment):
    assert assessment["suppliers"][0]["product_group"]["id"] == "sundials"


def test_an_indicator_is_one_folder(assessment):
    direct = [each for each in assessment["suppliers"][0]["risks"] if each["position"] == "direct"]
    (conflict,) = [each for each in direct if each["right"] == "conflict"]
    assert conflict["likelihood"] == "high"
    assert "Invented storms" in json.dumps(assessment["profiles"])


def test_a_threshold_is_one_line_with_its_date(assessment):
    assert len(assessment["priorities"]) == 3
