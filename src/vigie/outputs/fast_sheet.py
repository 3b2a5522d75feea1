"""A worksheet that writes a large table in one vectorised step.

XlsxWriter takes cells one by one, which costs many seconds for sixty thousand rows of twenty-one columns.
Here Polars makes the rows as text and hands them over where the library writes its own, with its shared
strings. Everything else of the sheet and of the file stays the library's work.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

LONGEST_TEXT = 32_767
"""Characters that a cell can hold in this format."""

PIECE = 20_000
"""Rows made at a time, which bounds the memory."""


class FastSheet(Worksheet):  # type: ignore[misc]
    """A worksheet with one table of numbers and texts below what was written to it in the usual way."""

    def __init__(self) -> None:
        super().__init__()
        self._cells = pl.DataFrame()
        self._kinds: Mapping[str, str] = {}
        self._first_row = 0
        self._amounts: Format | None = None

    def fill(self, table: pl.DataFrame, first_row: int, amounts: Format) -> None:
        """Puts `table` from `first_row` (0-based) on, in the first columns; decimals are set as `amounts`."""
        texts = [name for name, kind in table.schema.items() if kind == pl.String]
        flags = [name for name, kind in table.schema.items() if kind == pl.Boolean]
        self._kinds = dict.fromkeys(texts, ' t="s"') | dict.fromkeys(flags, ' t="b"')
        self._cells = table.with_columns(
            *(self._shared(_storable(table[name])) for name in texts),
            *(pl.col(name).cast(pl.Int8) for name in flags),
        )
        self._first_row, self._amounts = first_row, amounts
        if table.height:
            self._check_dimensions(first_row + table.height - 1, table.width - 1)

    def _shared(self, texts: pl.Series) -> pl.Series:
        """The texts as numbers in the workbook's table of strings; an empty text leaves its cell empty."""
        unique = texts.drop_nulls().unique(maintain_order=True)
        numbers = [self.str_table._get_shared_string_index(text) if text else None for text in unique]
        return texts.replace_strict(unique, pl.Series(numbers, dtype=pl.Int64), return_dtype=pl.Int64)

    def _write_rows(self) -> None:
        super()._write_rows()
        for start in range(0, self._cells.height, PIECE):
            for line in self._lines(start):
                self.fh.write(line)

    def _lines(self, start: int) -> pl.Series:
        """The rows of one piece as the markup of the format (ECMA-376 part 1, 18.3.1.73)."""
        piece = self._cells.slice(start, PIECE).with_row_index("#", offset=self._first_row + start + 1)
        row = pl.col("#").cast(pl.String)
        cells = [self._cell(name, place, row) for place, name in enumerate(self._cells.columns)]
        return piece.select(pl.concat_str(pl.lit('<row r="'), row, pl.lit('">'), *cells, pl.lit("</row>"))).to_series()

    def _cell(self, name: str, place: int, row: pl.Expr) -> pl.Expr:
        style = self._amounts._get_xf_index() if self._amounts and self._cells[name].dtype == pl.Float64 else 0
        kind = self._kinds.get(name, f' s="{style}"' if style else "")
        start, value = pl.lit(f'<c r="{xl_col_to_name(place)}'), pl.col(name).cast(pl.String)
        return pl.concat_str(start, row, pl.lit(f'"{kind}><v>'), value, pl.lit("</v></c>")).fill_null("")


def _storable(texts: pl.Series) -> pl.Series:
    """The texts as a cell can hold them: cut where too long, and never taken for the library's own markup."""
    text = pl.col("text")
    cut = pl.concat_str(text.str.slice(0, LONGEST_TEXT - 1), pl.lit("…"))
    return (
        texts.alias("text")
        .to_frame()
        .select(pl.when(text.str.len_chars() > LONGEST_TEXT).then(cut).otherwise(text))
        .select(pl.when(text.str.starts_with("<r>")).then(pl.concat_str(pl.lit("'"), text)).otherwise(text))
        .to_series()
        .alias(texts.name)
    )
