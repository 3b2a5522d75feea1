"""Cuts a stream of JSON into releases or records, one at a time, however long the stream is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

_PIECE = 1 << 22
_HEAD = 1 << 20
_ARRAY = re.compile(rb'"(?:releases|records)"\s*:\s*\[')
_QUOTE, _BACKSLASH = 0x22, 0x5C
_OPEN, _CLOSE = (0x7B, 0x5B), (0x7D, 0x5D)
_BRACE = 0x7B


class Readable(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """At most so many bytes; none at the end."""


@dataclass(frozen=True, slots=True)
class TooLong:
    """Stands where a value was longer than may be held; it was passed over."""


Cut = bytes | TooLong


def values(stream: Readable, most: int) -> Iterator[Cut]:
    """The JSON values of a stream: its lines, or the entries of its array of releases or records, or it as a whole.

    At most `most` bytes are held for one value; longer ones are passed over and told.
    """
    head = _read(stream, min(most, _HEAD))
    if len(head) < min(most, _HEAD):
        yield from _short(head)
    elif b"\n" in head[:-1] and _closed(head.partition(b"\n")[0]):
        yield from _lines(stream, head, most)
    elif begin := _array(head):
        yield from _entries(stream, head[begin:], most)
    else:
        head += _read(stream, most - len(head))
        if begin := _array(head):
            yield from _entries(stream, head[begin:], most)
        elif len(head) < most:
            yield head
        else:
            yield TooLong()


def _array(head: bytes) -> int:
    """Where the entries of the long array begin; 0 where none is seen."""
    if head.lstrip().startswith(b"["):
        return head.index(b"[") + 1
    found = _ARRAY.search(head)
    return found.end() if found else 0


def _read(stream: Readable, most: int) -> bytes:
    """So many bytes, or all that there are."""
    pieces, left = [], most
    while left > 0 and (piece := stream.read(left)):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _closed(line: bytes) -> bool:
    """Whether a line holds as many brackets as it opens: then lines are values of their own."""
    text = line.strip()
    if not text.startswith(b"{") or not text.endswith(b"}"):
        return False
    return int(_depths(np.frombuffer(text, np.uint8), False)[1].sum()) == 0


def _short(data: bytes) -> Iterator[Cut]:
    first, _, rest = data.strip().partition(b"\n")
    if rest and _closed(first):
        yield from filter(None, map(bytes.strip, data.split(b"\n")))
    elif data.strip():
        yield data


def _lines(stream: Readable, head: bytes, most: int) -> Iterator[Cut]:
    """The lines of a stream that begins with `head`."""
    left, passed = head, False
    while True:
        *whole, left = left.split(b"\n")
        for line in whole:
            if line.strip() and not passed:
                yield line if len(line) <= most else TooLong()
            passed = False
        if len(left) > most:
            if not passed:
                yield TooLong()
            left, passed = b"", True
        piece = stream.read(_PIECE)
        if not piece:
            break
        left += piece
    if left.strip() and not passed:
        yield left


def _entries(stream: Readable, buffer: bytes, most: int) -> Iterator[Cut]:
    """The entries of the one long array in a stream, from its first."""
    scanned, state, skipping = 0, _State(), False
    while True:
        cuts, scanned, ended = state.cuts(buffer, scanned)
        last = 0
        for start, end in cuts:
            if not skipping:
                yield buffer[start:end] if end - start <= most else TooLong()
            skipping, last = False, end
        if ended:
            return
        keep = state.start if state.depth and not skipping else scanned
        buffer, scanned = buffer[max(keep, last) :], scanned - max(keep, last)
        state.start -= max(keep, last)
        if state.depth and len(buffer) > most and not skipping:
            skipping = True
            yield TooLong()
        piece = stream.read(_PIECE)
        if not piece:
            if state.depth and not skipping:
                yield buffer
            return
        buffer += piece


class _State:
    """Where the scan of an array stands: inside a text or not, how deep, and where the entry at hand began."""

    def __init__(self) -> None:
        self.depth = 0
        self.in_text = False
        self.start = 0

    def cuts(self, buffer: bytes, begin: int) -> tuple[list[tuple[int, int]], int, bool]:
        """The entries that end in the bytes from `begin`, how far they were scanned, and whether the array ended."""
        end = len(buffer) - (len(buffer) - len(buffer.rstrip(b"\\")))
        if end <= begin:
            return [], begin, False
        places, deltas, self.in_text = _depths(np.frombuffer(buffer, np.uint8)[begin:end], self.in_text)
        depths = self.depth + np.cumsum(deltas)
        over = np.flatnonzero(depths < 0)
        if len(over):
            places, deltas, depths = places[: over[0]], deltas[: over[0]], depths[: over[0]]
        starts = places[(depths == 1) & (deltas == 1)] + begin
        ends = places[(depths == 0) & (deltas == -1)] + begin + 1
        opened = [self.start, *starts.tolist()] if self.depth else starts.tolist()
        if len(depths):
            self.depth = int(depths[-1])
        if self.depth and opened:
            self.start = opened[-1]
        return list(zip(opened, ends.tolist(), strict=False)), end, bool(len(over))


def _depths(data: NDArray[np.uint8], in_text: bool) -> tuple[NDArray[np.intp], NDArray[np.int64], bool]:
    """The brackets outside texts: where, and +1 or -1; and whether the bytes end inside a text."""
    quotes = np.flatnonzero(data == _QUOTE)
    quotes = quotes[~_escaped(data, quotes)]
    opening = (data == _OPEN[0]) | (data == _OPEN[1])
    places = np.flatnonzero(opening | (data == _CLOSE[0]) | (data == _CLOSE[1]))
    outside = (np.searchsorted(quotes, places) + in_text) % 2 == 0
    places = places[outside]
    return places, np.where(opening[places], 1, -1), bool((len(quotes) + in_text) % 2)


def _escaped(data: NDArray[np.uint8], quotes: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which quotes follow an odd number of backslashes."""
    escaped = np.zeros(len(quotes), np.bool_)
    after = np.flatnonzero((quotes > 0) & (data[quotes - 1] == _BACKSLASH))
    for number in after.tolist():
        place = run = int(quotes[number])
        while run > 0 and data[run - 1] == _BACKSLASH:
            run -= 1
        escaped[number] = (place - run) % 2 == 1
    return escaped
