"""The bottom of the house: what Vigie says to people, and the one family of errors they see.

A sentence is written once, in English, as a `Message` with named values; `vigie.language`
says it in the reader's language. Nothing below or beside this module holds translated text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum


class ExitCode(IntEnum):
    """What the process answers to its caller; the only place where these numbers stand."""

    DONE = 0
    NEEDS_A_PERSON = 1
    UNREADABLE_INPUT = 2
    WRONG_USE = 3


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """One sentence for a person: an English text with `{named}` places, and their values.

    The text is the key under which the translations stand, so it is always a literal.
    A value that is itself a `Message` is said in the same language.
    """

    text: str
    values: tuple[tuple[str, Value], ...] = field(default=())

    def __init__(self, text: str, /, **values: Value) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "values", tuple(sorted(values.items())))

    def __str__(self) -> str:
        """The sentence in English; people get it through `vigie.language` in theirs."""
        return self.text.format(**{name: str(value) for name, value in self.values})


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the content (a right, a country, a product group) to be named in the reader's language."""

    kind: str
    id: str

    def __str__(self) -> str:
        return self.id


Value = str | int | float | Message | Term


class VigieError(Exception):
    """What a person sees when something cannot be done: what happened, where, and what to do."""

    exit_code = ExitCode.UNREADABLE_INPUT

    def __init__(self, what: Message, *, where: str = "", advice: Message) -> None:
        super().__init__(str(what))
        self.what = what
        self.where = where
        self.advice = advice


class UnreadableInput(VigieError):
    """A file or a value given by the user cannot be read as what it should be."""


class WrongUse(VigieError):
    """The command or the function was called with arguments that do not fit together."""

    exit_code = ExitCode.WRONG_USE


class BrokenContent(VigieError):
    """A content file breaks its schema or refers to something that does not exist."""
