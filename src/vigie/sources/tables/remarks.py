"""Collects what was not understood in a table of any length: many alike are one finding, and no cell is copied."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from vigie.model.records import NotUnderstood, Place
from vigie.sources.amounts import Problem
from vigie.sources.findings import alike, shown
from vigie.sources.tables.grid import Grid, Parts, seen


class Remarks:
    """What is to be said about one table of one file."""

    def __init__(self, file: str, grid: Grid, fold_above: int) -> None:
        self._file = file
        self._grid = grid
        self._fold_above = fold_above
        self._found: list[NotUnderstood] = []

    def column(self, heading: str, found: str, problem: Problem) -> None:
        """Notes something about a column, where its heading stands."""
        place = Place(self._file, self._grid.sheet, self._grid.heading_row, heading)
        self._found.append(NotUnderstood(place, shown(found), *problem))

    def rows(self, where: pl.Series, problem: Problem) -> None:
        """Notes the same problem for every row that the mask `where` names."""
        self._every(where, "", self._grid.line, problem)

    def cells(self, column: str, where: pl.Series, cells: Parts, problem: Problem) -> None:
        """Notes the same problem for every row that the mask `where` names; `cells` are what stood there."""
        self._every(where, column, lambda row: seen(tuple(part.gather([row]) for part in cells))[0], problem)

    def _every(self, where: pl.Series, column: str, found: Callable[[int], str], problem: Problem) -> None:
        rows = where.fill_null(value=False).arg_true()
        many = rows.len() > self._fold_above
        ones = [
            NotUnderstood(self._place(row, column), shown(found(row)), *problem)
            for row in (rows.head(1) if many else rows)
        ]
        self._found += [alike(ones[0], rows.len() - 1, self._grid.rows[rows[-1]])] if many else ones

    def texts(self, column: str, texts: pl.Series, problems: Mapping[str, Problem]) -> None:
        """Notes the problems of a column, by the text that stood in its cells."""
        same: dict[str, list[str]] = {}
        for text, (what, _) in problems.items():
            same.setdefault(what.text, []).append(text)
        for found in same.values():
            where = texts.is_in(found)
            if where.sum() > self._fold_above:
                self.cells(column, where, (texts,), problems[texts.filter(where)[0]])
            else:
                for text in found:
                    self.cells(column, texts == text, (texts,), problems[text])

    def all(self) -> tuple[NotUnderstood, ...]:
        """Everything that was noted, in the order of the rows."""
        return tuple(sorted(self._found, key=lambda each: each.place.row))

    def _place(self, row: int, column: str) -> Place:
        return Place(self._file, self._grid.sheet, self._grid.rows[row], column)
