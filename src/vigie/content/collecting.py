"""Lets Python's search for cycles rest while very many objects without cycles are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No search for cycles inside: cells, records, words and reasons hold none, and it takes half of the time.

    Also a decorator. What nobody refers to any more is freed as ever.
    """
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()
