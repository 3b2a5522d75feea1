"""Checks the rows of a register against what its declaration promises: types, key, counts, known answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from typing import Any

from vigie.errors import BrokenContent, Message
from vigie.registers.declaration import Declaration

Row = Mapping[str, str]


def check(declared: Declaration, rows: Sequence[Row]) -> None:
    """Raise `BrokenContent`, naming the first row or figure that breaks a promise of the declaration."""
    for number, row in enumerate(rows, start=2):
        _check_types(declared, number, row)
    if declared.key:
        _check_key(declared, rows)
    for name, promise in declared.expectations.items():
        _PROMISES[name](declared, rows, promise)


def _broken(declared: Declaration, what: Message) -> BrokenContent:
    advice = Message("Check the rows against their source, then correct the rows or what the register promises.")
    return BrokenContent(what, where=declared.id, advice=advice)


def _check_types(declared: Declaration, number: int, row: Row) -> None:
    for column, kind in declared.columns.items():
        if row[column] and not _IS[kind](row[column]):
            raise _broken(
                declared,
                Message(
                    "Row {row}: “{value}” in column {column} is not of type {kind}.",
                    row=number,
                    value=row[column],
                    column=column,
                    kind=kind,
                ),
            )


def _check_key(declared: Declaration, rows: Sequence[Row]) -> None:
    seen = Counter(tuple(row[column] for column in declared.key) for row in rows)
    key, times = max(seen.items(), key=lambda each: each[1], default=((), 0))
    if times > 1:
        raise _broken(declared, Message("{key} stands in {times} rows.", key=", ".join(key), times=times))


def _check_rows(declared: Declaration, rows: Sequence[Row], promise: int) -> None:
    if len(rows) != promise:
        text = Message("There are {found} rows, {promised} were expected.", found=len(rows), promised=promise)
        raise _broken(declared, text)


def _check_filled(declared: Declaration, rows: Sequence[Row], promise: Sequence[str]) -> None:
    for number, row in enumerate(rows, start=2):
        empty = [column for column in promise if not row[column]]
        if empty:
            text = Message("Row {row} is empty in {columns}.", row=number, columns=", ".join(empty))
            raise _broken(declared, text)


def _check_distinct(declared: Declaration, rows: Sequence[Row], promise: Mapping[str, int]) -> None:
    for column, expected in promise.items():
        found = len({row[column] for row in rows})
        if found != expected:
            text = Message(
                "Column {column} has {found} different values, {promised} were expected.",
                column=column,
                found=found,
                promised=expected,
            )
            raise _broken(declared, text)


def _check_contains(declared: Declaration, rows: Sequence[Row], promise: Sequence[Mapping[str, Any]]) -> None:
    for answer in promise:
        known = {column: str(value) for column, value in answer.items()}
        if not any(known.items() <= row.items() for row in rows):
            text = Message("A known answer is missing: {answer}.", answer=", ".join(known.values()))
            raise _broken(declared, text)


def _is_number(value: str) -> bool:
    try:
        return isfinite(float(value))
    except ValueError:
        return False


_IS: Mapping[str, Callable[[str], bool]] = {
    "text": lambda value: value == value.strip(),
    "integer": lambda value: value.isdecimal(),
    "number": _is_number,
    "flag": lambda value: value in ("0", "1"),
}

_PROMISES: Mapping[str, Callable[[Declaration, Sequence[Row], Any], None]] = {
    "rows": _check_rows,
    "filled": _check_filled,
    "distinct": _check_distinct,
    "contains": _check_contains,
}
