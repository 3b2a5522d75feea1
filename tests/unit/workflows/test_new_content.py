"""A new piece of content is begun with its questions, and the check names what is still missing."""

from __future__ import annotations

import pytest

from vigie import cli
from vigie.content import BUNDLED, Content
from vigie.content.checking import check
from vigie.errors import WrongUse
from vigie.workflows.new_content import new_content


def test_the_folder_holds_the_questions_and_is_not_yet_valid(tmp_path):
    (path,) = new_content("product", "umbrellas", tmp_path)
    text = path.read_text(encoding="utf-8")
    assert "id: umbrellas" in text
    assert text.count("?") > 8
    faults = check(Content(BUNDLED, tmp_path))
    assert faults
    assert all(fault.where.startswith("products/umbrellas/product.yml") for fault in faults)


def test_what_exists_is_never_touched(tmp_path):
    (path,) = new_content("product", "umbrellas", tmp_path)
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(WrongUse):
        new_content("product", "umbrellas", tmp_path)
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(("kind", "content_id"), [("planet", "x"), ("product", "../x"), ("product", "Umbrellas")])
def test_wrong_use_is_told(tmp_path, kind, content_id):
    with pytest.raises(WrongUse):
        new_content(kind, content_id, tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_command_names_what_it_made(tmp_path, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["content", "new", "product", "umbrellas", "--into", str(tmp_path)])
    assert left.value.code == 0
    assert "umbrellas" in capsys.readouterr().out
