"""The one model of a report: what stands on the page, already in the reader's language, without how it looks.

`risk_report` and `supplier_report` build it; `pdf` and `html` set it. Both carry the same words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section. `level` is 1 for a chapter, 2 inside it; `anchor` is its address in the file."""

    level: int
    text: str
    anchor: str
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `role` is `lead`, `body` or `small`."""

    text: str
    role: str = "body"


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `ordered` when the order matters."""

    entries: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A few words that name something, and what it says; `quiet` where it is for reference only."""

    title: str
    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Short answers under short names, as in a data sheet. `severity` marks the answer it stands beside."""

    pairs: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One answer, `wide` if it is long; `severity` is the level (1 worst to 4) of the mark before it, 0 for none."""

    name: str
    value: str
    severity: int = 0
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. `href` is a public address; `severity` as in `Fact`."""

    text: str
    href: str = ""
    severity: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, `share` of the width, and whether it holds figures (set tabular, to the right)."""

    header: str
    share: float = 1
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column names the row. `caption` says what it shows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with the two things it is never without: its description, and its table.

    `svg` is the drawing without style sheet; `title` stands under it, `description` is read out instead of it.
    """

    anchor: str
    title: str
    description: str
    svg: str
    table: Table


@dataclass(frozen=True, slots=True)
class Entry:
    """One place to look: its rank, what it is, why, whom it concerns, what to do first."""

    number: str
    title: str
    anchor: str
    facts: Facts
    paragraphs: tuple[str, ...]
    notice: str
    steps_title: str
    steps: tuple[str, ...]
    sources: str


Block = Heading | Paragraph | Items | Note | Facts | Table | Picture | Entry


@dataclass(frozen=True, slots=True)
class Words:
    """The few words that a renderer itself needs. `on_page` holds `{page}`."""

    contents: str
    skip: str
    as_table: str
    on_page: str
    pictures_as_tables: str
    letters_missing: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `overline` stands small above the title; `running` at the head of every page."""

    language: str
    title: str
    overline: str
    subtitle: str
    running: str
    as_of: date
    words: Words
    blocks: tuple[Block, ...]
