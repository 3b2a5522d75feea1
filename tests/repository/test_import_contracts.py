"""The import contracts hold, and each of them bites when it is broken."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PLANTED = {
    "Imports flow down only": ("model/records.py", "import vigie.risk"),
    "The library knows no web framework and opens no connection": ("risk/severity.py", "import urllib"),
    "Only the content package opens content files": (
        "risk/severity.py",
        "import vigie_content",
    ),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "products"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_all_contracts_hold(copied):
    found = lint(copied)
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("contract", PLANTED)
def test_each_contract_bites(copied, contract):
    module, line = PLANTED[contract]
    path = copied / "src" / "vigie" / module
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    found = lint(copied)
    assert found.returncode != 0
    assert f"{contract} BROKEN" in found.stdout
