"""The border to the native reader of workbooks: whatever it answers to a broken file becomes one refusal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import python_calamine as calamine

from vigie.sources.refusals import broken, locked


@contextmanager
def guarded(name: str) -> Iterator[None]:
    """Raises `UnreadableInput` for every failure of the native reader inside the block."""
    try:
        yield
    except calamine.PasswordError as error:
        raise locked(name) from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise broken(name) from error
    except BaseException as error:
        # A panic of the native reader is no Exception, and its class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise broken(name) from error
