"""The tree keeps its own promises: nothing of one machine in it, nothing left to do, no rooms without a name."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "src").rglob("*.py"))
SECTIONS = ("utils", "helpers", "common", "misc")


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.splitlines() if (ROOT / name).is_file()]


def test_no_lock_file_holds_an_address():
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text, lock.name
        assert "index" not in text, lock.name


def test_every_locked_package_has_a_hash():
    for lock in (ROOT / "requirements").glob("*.txt"):
        for requirement in re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip()):
            assert "--hash=sha256:" in requirement, requirement


def test_every_module_opens_with_its_place():
    for module in MODULES:
        assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))), module


def test_no_room_without_a_name():
    assert not [module for module in MODULES if module.stem in SECTIONS or module.parent.name in SECTIONS]


def test_nothing_is_left_to_do_in_a_comment():
    words = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b")
    for path in tracked():
        if path.suffix in {".py", ".yml", ".md"}:
            assert not words.search(path.read_text(encoding="utf-8")), path


def test_code_names_no_content():
    """No module of the engine holds the id of a product group or of an indicator as a text."""
    content = ROOT / "src" / "vigie_content"
    ids = {path.name for kind in ("products", "indicators") for path in (content / kind).iterdir() if path.is_dir()}
    for module in (ROOT / "src" / "vigie").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant):
                assert node.value not in ids, f"{module}:{node.lineno}"
