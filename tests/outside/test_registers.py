"""The committed registers are exactly what the publishers' files give: rebuilt here, wherever those files are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from vigie.content import BUNDLED
from vigie.registers.build import build

DATA = Path(__file__).parents[2].parent / "shared" / "data"


@pytest.fixture
def data() -> Path:
    if not DATA.is_dir():
        pytest.skip("the publishers' files are not beside this project, so the registers cannot be rebuilt")
    return DATA


def test_a_rebuild_gives_the_committed_bytes(data, tmp_path):
    content = tmp_path / "content"
    for folder in ("registers", "indicators"):
        shutil.copytree(BUNDLED / folder, content / folder)
    for rows in content.glob("registers/*/rows.csv"):
        declared = rows.with_name("register.yml").read_text(encoding="utf-8")
        if "\nrecipe:" in declared:
            rows.unlink()

    built = build(data, content)

    assert not [each.id for each in built if each.new_edition]
    for committed in sorted((BUNDLED / "registers").rglob("*.*")):
        rebuilt = content / "registers" / committed.relative_to(BUNDLED / "registers")
        assert rebuilt.read_bytes() == committed.read_bytes(), committed.name
