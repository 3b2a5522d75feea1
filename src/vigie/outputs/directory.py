"""Puts files into a directory all together or not at all: written beside it first, moved into place at the end."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vigie.errors import Message, VigieError, WrongUse


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """A fresh directory on the same disk as `out`; what it holds at the end is moved into `out`.

    A file that an earlier run left in `out` under the same name is replaced in one step; other files there stay.
    When the work inside fails, or is killed, `out` is as it was. Raises `WrongUse` where `out` cannot be a
    directory or cannot be written to.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError as error:
        raise _cannot_write(out, error) from error
    try:
        yield staging
        _move(staging, out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _move(staging: Path, out: Path) -> None:
    try:
        if not out.exists():
            staging.chmod(0o777 & ~_umask())
            staging.rename(out)
            return
        for file in sorted(staging.iterdir()):
            file.replace(out / file.name)
    except OSError as error:
        raise _cannot_write(out, error) from error


def _umask() -> int:
    """What the user's session takes away from new directories; a temporary one is private by default."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _cannot_write(out: Path, error: OSError) -> VigieError:
    return WrongUse(
        Message("The results cannot be written there: {reason}.", reason=error.strerror or type(error).__name__),
        where=str(out),
        advice=Message("Give a directory that exists or can be made, and that you may write to."),
    )
