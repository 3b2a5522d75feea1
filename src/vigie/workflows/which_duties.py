"""Which duties apply to a company: from the file in which it describes itself to an answer for every rule."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from vigie.content import Content
from vigie.diligence.companies import read_company
from vigie.diligence.duties import duties
from vigie.model.duties import DutyAnswer


def which_duties(company: Path, content: Content, as_of: date) -> tuple[DutyAnswer, ...]:
    """The answer of every rule at a date. Raises `UnreadableInput` where the description cannot be read."""
    return duties(read_company(company, content), content, as_of)
