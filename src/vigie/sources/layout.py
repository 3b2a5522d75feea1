"""Finds the tables in a sheet: where the headings stand, what stands above them, where they are repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vigie.sources.headings import NAME, Headings, Meaning, Strength
from vigie.sources.numerals import numeral
from vigie.sources.plain_words import plain
from vigie.sources.sheet import Cell, Corner, Sheet
from vigie.sources.texts import empty, text

Row = tuple[int, Sequence[Cell]]
"""A row with its number as the spreadsheet shows it."""

_MOST = 0.5
_UNIT_LONGER = re.compile(r".{4,}")
"""A figure may stand beside a currency; beside a longer word it is part of a heading ("Aankopen 2024")."""
_YEAR = re.compile(r"[0-9]{4}(?:\.0)?")


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and the rows under them. `heading_row` is 0 where no row of headings was found.

    `above` are the lines before the headings, `repeated` the rows that only say the headings again.
    """

    sheet: Sheet
    headings: Sequence[str]
    heading_row: int
    rows: Sequence[Row]
    above: Sequence[Row] = ()
    repeated: Sequence[Row] = ()

    @property
    def width(self) -> int:
        """How many cells a row may fill. Where signs divide the cells, a few rows that are longer are broken rows."""
        said = max((index + 1 for index, heading in enumerate(self.headings) if heading), default=0)
        if not self.sheet.separated or not said:
            return len(self.headings)
        longer = sum(len(row) > said and not all(map(empty, row[said:])) for _, row in self.rows)
        return len(self.headings) if 2 * longer > len(self.rows) else said


@dataclass(frozen=True, slots=True)
class _Heading:
    """A candidate for the headings: where it begins, how many rows it takes, how many kinds of column it names.

    `share` is the part of its cells that name a kind of column; `supplier` says that one of them is the name.
    """

    index: int
    height: int
    texts: Sequence[str]
    score: int
    share: float
    supplier: bool


class Layout:
    """Finds tables with the headings of one vocabulary and those that the user named."""

    def __init__(self, headings: Headings, mapped: frozenset[str]) -> None:
        self._headings = headings
        self._mapped = mapped
        words = headings.words
        self._openers = frozenset(
            word.casefold() for kind in words.kinds.values() for word in (*kind.strong, *kind.weak)
        )

    def tables(self, sheet: Sheet) -> Iterator[Table]:
        """The tables of a sheet, from top to bottom; one without headings where none were found."""
        rows = [(sheet.first_row + index, row) for index, row in enumerate(sheet.rows)]
        heading = self._find(sheet)
        if heading is None:
            yield Table(sheet, [""] * _width(sheet.rows), 0, rows)
            return
        above = [row for row in rows[: heading.index] if not all(map(empty, row[1]))]
        yield from self._sections(sheet, heading, rows, above)

    def _sections(self, sheet: Sheet, heading: _Heading, rows: list[Row], above: list[Row]) -> Iterator[Table]:
        """The table under the headings, and a new one wherever other headings begin."""
        kept: list[Row] = []
        repeated: list[Row] = []
        number = rows[heading.index][0]
        shown = rows[heading.index : heading.index + heading.height]
        said = frozenset(text(cell).casefold() for _, cells in shown for cell in cells if not empty(cell))
        for index in range(heading.index + heading.height, len(rows)):
            if _repeats(rows[index][1], said):
                repeated.append(rows[index])
                continue
            later = self._opens(rows[index][1], index, len(heading.texts))
            if later is None:
                kept.append(rows[index])
            else:
                yield Table(sheet, heading.texts, number, kept, above, repeated)
                yield from self._sections(sheet, later, rows, [])
                return
        yield Table(sheet, heading.texts, number, kept, above, repeated)

    def _opens(self, row: Sequence[Cell], index: int, width: int) -> _Heading | None:
        """The row as headings, if it looks like some; cheap for the many rows that do not."""
        first = next((cell for cell in row if cell is not None and cell != ""), "")
        if not isinstance(first, str) or first.casefold() not in self._openers:
            return None
        judged = self._judge(index, 1, _padded([text(cell) for cell in row], width))
        return judged if judged and judged.score > 1 and judged.share > _MOST else None

    def _find(self, sheet: Sheet) -> _Heading | None:
        """The row, or the two rows together, that name most kinds of column."""
        width = _width(sheet.rows)
        rows = [_padded([text(cell) for cell in row], width) for row in sheet.rows[: self._headings.words.look_rows]]
        singles = [self._judge(index, 1, row) for index, row in enumerate(rows)]
        scores = [each.score if each else 0 for each in singles]
        pairs = [self._pair(sheet, index, rows, scores) for index in range(len(rows) - 1)]
        found = [each for each in (*singles, *pairs) if each is not None]
        best = max(found, key=_says_most, default=None)
        if best is None:
            return None
        # Headings that leave nothing open begin a table even if a later table has more of them.
        sure = (each.index for each in found if each.share == 1 and each.supplier and each.score > 1)
        first = next((index for index in sure if index + 1 < best.index), best.index)
        return max((each for each in found if each.index == first), key=_says_most)

    def _judge(self, index: int, height: int, row: Sequence[str]) -> _Heading | None:
        filled = [cell for cell in row if cell]
        if not filled or any(map(_is_figure, filled)):
            return None
        known = [meaning for cell in filled if (meaning := self._known(cell))]
        named = {meaning.kinds[0] for meaning in known}
        supplier = any(each.kinds[0] == NAME and each.strength is Strength.STRONG for each in known)
        # "Name" alone could be a line of any text, but not as the first line of a list of one column.
        only_names = len(row) == 1 and (supplier or (index == 0 and NAME in named))
        alone = only_names or (supplier and len(filled) > 1)
        enough = len(named) > 1 or alone or any(plain(cell) in self._mapped for cell in filled)
        return _Heading(index, height, row, len(named), len(known) / len(filled), NAME in named) if enough else None

    def _known(self, cell: str) -> Meaning | None:
        if plain(cell) in self._mapped:
            return Meaning((cell,), Strength.STRONG, cell)
        meaning = self._headings.meaning(cell)
        return meaning if meaning.strength >= Strength.WEAK else None

    def _pair(self, sheet: Sheet, index: int, rows: Sequence[list[str]], scores: Sequence[int]) -> _Heading | None:
        """Two rows as one row of headings, where together they say more than each of them."""
        top, bottom = rows[index], rows[index + 1]
        if any(map(_is_figure, bottom)):
            return None
        spread = _spread(top, bottom, [merged for merged in sheet.merged if merged[0][0] == merged[1][0] == index])
        texts = [self._combined(*cells) for cells in zip(spread, bottom, strict=True)]
        judged = self._judge(index, 2, texts)
        if judged is None:
            return None
        more = judged.score > max(scores[index], scores[index + 1])
        refined = judged.score == scores[index] > scores[index + 1] and all(
            self._known(joined) for joined, below in zip(texts, bottom, strict=True) if below
        )
        return judged if more or (refined and any(bottom)) else None

    def _combined(self, above: str, below: str) -> str:
        both = f"{above} {below}".strip()
        if above and below and not self._strong(both) and self._known(below):
            return below
        return both

    def _strong(self, text: str) -> bool:
        return self._headings.meaning(text).strength is Strength.STRONG


def _says_most(heading: _Heading) -> tuple[int, int, float, int]:
    return heading.score, heading.height, heading.share, -heading.index


def _spread(top: Sequence[str], bottom: Sequence[str], merged: Sequence[tuple[Corner, Corner]]) -> list[str]:
    """The upper of two heading rows, each group heading written over all the columns it stands for."""
    spread = list(top)
    for (_, first), (_, last) in merged:
        spread[first : last + 1] = [top[first]] * (last + 1 - first)
    if merged:
        return spread
    for column in range(1, len(spread)):
        if not spread[column] and bottom[column]:
            spread[column] = spread[column - 1]
    return spread


def _repeats(row: Sequence[Cell], said: frozenset[str]) -> bool:
    """Whether a row says nothing but headings, and at least two of them."""
    first = next((cell for cell in row if cell is not None and cell != ""), "")
    if not isinstance(first, str) or first.casefold() not in said:
        return False
    filled = [text(cell).casefold() for cell in row if not empty(cell)]
    return len(filled) > 1 and said.issuperset(filled)


def _is_figure(cell: str) -> bool:
    number = numeral(cell)
    return number is not None and not _UNIT_LONGER.fullmatch(number.unit) and not _YEAR.fullmatch(cell)


def _padded(row: list[str], width: int) -> list[str]:
    return row + [""] * (width - len(row))


def _width(rows: Sequence[Sequence[Cell]]) -> int:
    return max(map(len, rows), default=0)
