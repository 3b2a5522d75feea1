"""An invented publisher's folder and an invented content folder, small enough to read in one look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from vigie.registers.build import Built, build

NOT_YET_READ = "0" * 64
CODES = {
    "file": "codes.csv",
    "holds": "codes",
    "columns": ["iso2", "iso3", "name_en"],
    "sha256": NOT_YET_READ,
}


@dataclass(frozen=True)
class Workshop:
    """Where a test writes what a publisher gives and what a register declares, then builds."""

    upstream: Path
    content: Path

    def gives(self, file: str, text: str) -> None:
        self.upstream.joinpath(file).write_text(text.lstrip("\n"), encoding="utf-8")

    def declares(self, register_id: str, recipe: Mapping[str, Any], **rest: Any) -> None:
        declared: dict[str, Any] = {"id": register_id, "upstream": [CODES], "expectations": {}, "exclusions": []}
        if recipe:
            declared["recipe"] = dict(recipe)
        self.write(f"registers/{register_id}/register.yml", yaml.safe_dump(declared | rest, sort_keys=False))

    def reads(self, indicator_id: str, register: str, column: str) -> None:
        text = yaml.safe_dump({"id": indicator_id, "register": register, "column": column})
        self.write(f"indicators/{indicator_id}/indicator.yml", text)

    def write(self, path: str, text: str) -> None:
        target = self.content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def rows(self, register_id: str) -> str:
        return (self.content / "registers" / register_id / "rows.csv").read_bytes().decode("utf-8")

    def declaration(self, register_id: str) -> Any:
        return yaml.safe_load((self.content / "registers" / register_id / "register.yml").read_text("utf-8"))

    def build(self) -> tuple[Built, ...]:
        return build(self.upstream, self.content)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """A publisher who gives three countries, Namibia among them; nothing declared yet."""
    made = Workshop(tmp_path / "upstream", tmp_path / "content")
    made.upstream.mkdir()
    made.content.mkdir()
    made.gives("codes.csv", "iso2,iso3,name_en\nNA,NAM,Namibia\nBE,BEL,Belgium\nXK,XKX,Kosovo\n")
    return made


def text_columns(*names: str) -> dict[str, dict[str, str]]:
    """Columns of a register that are all plain text."""
    return {name: {"type": "text", "meaning": name} for name in names}
