"""Finds the formats by looking: every folder here that can recognise bytes and yield sheets is one."""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

from vigie.sources.foreign import refuse_foreign
from vigie.sources.sheet import Format, Recognition


@cache
def formats() -> Sequence[Format]:
    """All formats, by name of their folder."""
    here = str(Path(__file__).parent)
    packages = sorted(module.name for module in pkgutil.iter_modules([here]) if module.ispkg)
    modules = (import_module(f"vigie.sources.{name}") for name in packages)
    return tuple(cast(Format, module) for module in modules if hasattr(module, "recognises"))


def format_of(name: str, data: bytes) -> Format:
    """The format that is surest of the bytes. Raises `UnreadableInput` where they are surely something else."""
    surest = max(formats(), key=lambda each: each.recognises(data))
    if surest.recognises(data) is not Recognition.SURE:
        refuse_foreign(name, data)
    return surest
