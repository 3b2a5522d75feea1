"""How a heading and a line look on the terminal: indented, and wrapped at its width wherever the console would not."""

from __future__ import annotations

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

INDENT = 4


def heading(text: str) -> RenderableType:
    """The title of a part, with air around it."""
    return Padding(Text(text, style="bold underline"), (1, 0, 1, 0))


def line(text: str, style: str = "") -> RenderableType:
    """An indented line."""
    return Padding(Text(text, style=style, no_wrap=False, overflow="fold"), (0, 0, 0, INDENT))
