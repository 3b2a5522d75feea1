"""The refusals that several formats share: what is wrong with the file, and what to do."""

from __future__ import annotations

from vigie.errors import Message, UnreadableInput
from vigie.sources.limits import Limits


def too_many_rows(name: str, limits: Limits) -> UnreadableInput:
    """The refusal of a table longer than the limit."""
    return UnreadableInput(
        Message("The file has more than {rows} rows.", rows=limits.max_rows),
        where=name,
        advice=Message("Split the list into several files and give them all at once."),
    )


def too_big(name: str) -> UnreadableInput:
    """The refusal of a file that would take more memory than the limit when it is unpacked."""
    return UnreadableInput(
        Message("The file would take far more memory than a supplier list needs, so it was not opened."),
        where=name,
        advice=Message("Copy the rows of the list into a new workbook, save it, and give that file."),
    )


def broken(name: str) -> UnreadableInput:
    """The refusal of a file that starts like its format and then breaks."""
    return UnreadableInput(
        Message("The file is damaged or incomplete: it cannot be opened."),
        where=name,
        advice=Message("Export the list again, or open it in a spreadsheet program and save it as .xlsx or .csv."),
    )


def locked(name: str) -> UnreadableInput:
    """The refusal of a file protected by a password."""
    return UnreadableInput(
        Message("The file is protected by a password."),
        where=name,
        advice=Message("Open it, remove the password, save it, and give it again."),
    )
