"""Takes a path that a person gave to its bytes, or says why that cannot be done."""

from __future__ import annotations

from pathlib import Path

from vigie.errors import Message, UnreadableInput
from vigie.sources.limits import Limits

_CHECK = Message("Check the path and the spelling of the name.")


def read_bytes(path: Path, limits: Limits) -> bytes:
    """The bytes of a file. Raises `UnreadableInput` where there is no such file, or it is too big, closed or empty."""
    try:
        _check(path, limits)
        with path.open("rb") as file:
            data = file.read(limits.max_file_bytes + 1)
    except PermissionError as error:
        raise UnreadableInput(
            Message("You are not allowed to read this file."),
            where=path.name,
            advice=Message("Ask for the right to read it, or copy it to a folder of your own."),
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadableInput(Message("There is no such file."), where=path.name, advice=_CHECK) from error
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableInput(
            Message("The file is empty."), where=path.name, advice=Message("Export the list again and give that file.")
        )
    return data


def _check(path: Path, limits: Limits) -> None:
    if path.is_dir():
        raise UnreadableInput(
            Message("This is a folder, not a file."),
            where=path.name,
            advice=Message("Name the files in it one by one."),
        )
    size = path.stat().st_size
    if not path.is_file():
        raise UnreadableInput(Message("This is a device, not a file."), where=path.name, advice=_CHECK)
    if size > limits.max_file_bytes:
        raise UnreadableInput(
            Message("The file has {size} bytes; more than {most} are not read.", size=size, most=limits.max_file_bytes),
            where=path.name,
            advice=Message("Give only the list of suppliers, split into several files if needed."),
        )
