"""Invented laws about lamps, and companies that say as much about themselves as a test wants."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.conftest import FIXTURES

from vigie.content import Content
from vigie.diligence.facts import Facts
from vigie.model.duties import Company


@pytest.fixture(scope="session")
def laws() -> Content:
    """The small content with invented rules beside it."""
    return Content(FIXTURES / "small_content", FIXTURES / "duty_content")


@pytest.fixture
def facts(laws: Content) -> Callable[..., Facts]:
    """The facts of a company that states this."""

    def make(**stated: Any) -> Facts:
        return Facts(Company("", stated), laws)

    return make
