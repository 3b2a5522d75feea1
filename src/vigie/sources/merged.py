"""Writes the text of cells merged over several rows into each of these rows; amounts stay where they are."""

from __future__ import annotations

from collections.abc import Collection

from vigie.sources.layout import Row, Table


def unmerged(table: Table, texts: Collection[int]) -> list[Row]:
    """The rows of a table, merged cells of the text columns `texts` filled down."""
    rows = list(table.rows)
    index_of = {number: index for index, (number, _) in enumerate(rows)}
    filled: dict[int, int] = {}
    for (top, column), (bottom, _) in sorted(table.sheet.merged):
        if top == bottom or column not in texts or top >= len(table.sheet.rows):
            continue
        value = table.sheet.rows[top][column]
        # Merged cells never overlap in an honest file; a row is filled once, however often a hostile one says so.
        for row in range(max(top + 1, filled.get(column, 0)), min(bottom + 1, len(table.sheet.rows))):
            index = index_of.get(table.sheet.first_row + row)
            if index is not None:
                number, cells = rows[index]
                rows[index] = number, [*cells[:column], value, *cells[column + 1 :]]
        filled[column] = max(bottom + 1, filled.get(column, 0))
    return rows
