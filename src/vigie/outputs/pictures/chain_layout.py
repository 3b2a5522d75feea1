"""Where everything in the picture of a chain stands: bars in columns, bands between them, room for every label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vigie.model.chain import State
from vigie.outputs.pictures.chain_folding import GAP, OTHER, Band, Bar, Column, Folded
from vigie.outputs.pictures.palette import WIDTH

WHOLE = 290
"""Height of the whole chain; every bar and band is drawn to this scale."""

HEAD = 52
"""Room above the bars for the heads of the columns."""

THICK = 12
"""Width of a bar."""

LINE = 13
"""Height of a line beside a bar: no bar takes less room than its lines, however small it is."""

AIR = 8
"""Between the rooms of two bars."""

HAIR = 0.8
"""What is smaller is drawn as thick as this, so that it can be seen at all."""


@dataclass(slots=True)
class Standing:
    """A bar in its place, with the number of `lines` beside it.

    `parts` are its states from the top, each with its height; `height` is that of all, and `given` and `taken` are
    where the next band leaves and enters.
    """

    column: int
    key: int
    bar: Bar
    x: float
    y: float
    parts: Sequence[tuple[State, float]]
    height: float
    lines: int
    taken: float = field(default=0.0)
    given: float = field(default=0.0)

    @property
    def middle(self) -> float:
        """Where a band would meet it on average."""
        return self.y + self.height / 2

    @property
    def located(self) -> float:
        """Height of what is located here, or unmapped."""
        return sum(height for _, height in self.parts)

    @property
    def room(self) -> float:
        """What the bar and its label take together."""
        return max(self.height, self.lines * LINE)


@dataclass(frozen=True, slots=True)
class Strip:
    """A band in its place: from the right side of one bar to the left side of another."""

    start: tuple[float, float]
    end: tuple[float, float]
    thick: float
    unmapped: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The picture in numbers."""

    bars: tuple[Standing, ...]
    strips: tuple[Strip, ...]
    wide: float
    height: float


def lay_out(folded: Folded, lines: Mapping[tuple[int, int], int]) -> Layout:
    """Puts the bars of each column under each other, near those who buy from them, and the bands between them.

    `lines` is how many lines stand beside each bar, by column and key.
    """
    wide = WIDTH / len(folded.columns)
    standing: dict[tuple[int, int], Standing] = {}
    for number, column in enumerate(folded.columns):
        for each in _column(number, column, wide, _heights(number, folded, standing), lines):
            standing[number, each.key] = each
    strips = tuple(_strips(folded.bands, standing))
    lowest = max((each.y + each.room for each in standing.values()), default=HEAD)
    return Layout(tuple(standing.values()), strips, wide, lowest)


def _heights(number: int, folded: Folded, standing: Mapping[tuple[int, int], Standing]) -> Mapping[int, float]:
    """How high, on average, those stand who buy from each bar of a column."""
    weights: dict[int, tuple[float, float]] = {}
    for band in folded.bands:
        if band.buyers == number - 1:
            height, share = weights.get(band.supplier, (0.0, 0.0))
            buyer = standing[band.buyers, band.buyer].middle
            weights[band.supplier] = (height + band.share * buyer, share + band.share)
    return {key: height / share for key, (height, share) in weights.items()}


def _column(
    number: int, column: Column, wide: float, heights: Mapping[int, float], lines: Mapping[tuple[int, int], int]
) -> Iterator[Standing]:
    y = float(HEAD)
    for key, bar in sorted(column.bars.items(), key=lambda pair: _order(pair[0], pair[1], heights)):
        parts = [(state, max(share * WHOLE, HAIR)) for state, share in bar.states.items()]
        height = max(bar.through * WHOLE, sum(part for _, part in parts), HAIR)
        standing = Standing(number, key, bar, number * wide + HAIR, y, parts, height, lines[number, key])
        yield standing
        y += standing.room + AIR


def _order(key: int, bar: Bar, heights: Mapping[int, float]) -> tuple[int, float, float, str]:
    """Named nodes by who buys from them and by size; then the folded ones; what is unmapped last."""
    kind = {OTHER: 1, GAP: 2}.get(key, 0)
    return kind, round(heights.get(key, 0.0), 3), -bar.through, bar.node


def _strips(bands: Sequence[Band], standing: Mapping[tuple[int, int], Standing]) -> Iterator[Strip]:
    """Bands leave below what is located at the buyer, in the order of those who take them in, so that few cross."""
    ends = [(standing[each.buyers, each.buyer], standing[each.buyers + 1, each.supplier], each) for each in bands]
    for buyer, supplier, band in sorted(ends, key=lambda end: (end[0].column, end[0].y, end[1].y)):
        thick = max(band.share * WHOLE, HAIR / 2)
        start = buyer.x + THICK, buyer.y + buyer.located + buyer.given
        end = supplier.x, supplier.y + supplier.taken
        buyer.given += band.share * WHOLE
        supplier.taken += band.share * WHOLE
        yield Strip(start, end, thick, supplier.key == GAP)
