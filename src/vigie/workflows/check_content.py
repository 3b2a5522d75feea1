"""Checks the content: what an expert runs before a change is proposed, and what every change must pass."""

from __future__ import annotations

from vigie.content import Content
from vigie.content.checking import Fault, check


def check_content(content: Content) -> tuple[Fault, ...]:
    """Every fault of the content; none when it may be used."""
    return check(content)
