"""Puts files into a directory all together or not at all: written beside it first, moved into place at the end."""

from __future__ import annotations

import errno
import os
import re
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
    except OSError as error:
        raise _cannot_write(out, error) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _move(staging: Path, out: Path) -> None:
    if not out.exists():
        staging.chmod(0o777 & ~_umask())
        staging.rename(out)
        return
    for file in sorted(staging.iterdir()):
        file.replace(out / file.name)


def _umask() -> int:
    """What the user's session takes away from new directories; a temporary one is private by default."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


_REASONS = {
    errno.EACCES: Message("you may not write there"),
    errno.EPERM: Message("you may not write there"),
    errno.EROFS: Message("it can only be read"),
    errno.ENOTDIR: Message("a file stands where a folder is needed"),
    errno.EEXIST: Message("a file stands where a folder is needed"),
    errno.ENOSPC: Message("the disk is full"),
    errno.EDQUOT: Message("the disk is full"),
    errno.EFBIG: Message("the files are too big for this place"),
    errno.ENOENT: Message("there is no such folder and it cannot be made"),
    errno.ENAMETOOLONG: Message("the name is too long"),
}
"""What the usual refusals of a system mean; what is not here is told in its own words."""

_NUMBER = re.compile(r"os error ([0-9]+)")
"""How libraries that are not written in Python pass on the number of a refusal."""


def _cannot_write(out: Path, error: OSError) -> VigieError:
    told = _NUMBER.search(str(error))
    number = error.errno or (int(told[1]) if told else 0)
    reason = _REASONS.get(number) or error.strerror or type(error).__name__
    return WrongUse(
        Message("The results cannot be written there: {reason}.", reason=reason),
        where=str(out),
        advice=Message("Give a directory that exists or can be made, and that you may write to."),
    )
