"""The two grids: severity by likelihood, and stage by right. Numbers and words carry them, colour follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vigie.errors import Message
from vigie.model.assessment import PLAUSIBLE, Likelihood
from vigie.model.content import Stage
from vigie.outputs.document import Cell, Column, Picture, Table
from vigie.outputs.edition import Edition
from vigie.outputs.findings import SEVERITIES, Tally
from vigie.outputs.pictures.palette import HATCH_GROUND, MUTED, ON_SEVERITY, PAPER, SEVERITY, WIDTH
from vigie.outputs.pictures.svg import Key, box, element, hatching, label, legend, picture, width_of, wrapped
from vigie.outputs.pictures.world import worst_cell

GAP = 3
"""White between two cells."""


@dataclass(frozen=True, slots=True)
class _Square:
    """One cell: its fill, the figure in it, the words under the figure, and their colour."""

    fill: str
    figure: str
    under: str
    colour: str


@dataclass(frozen=True, slots=True)
class _Grid:
    """Rows and columns with their names; `squares` row by row."""

    name: str
    rows: Sequence[str]
    columns: Sequence[str]
    squares: Sequence[Sequence[_Square]]
    keys: Sequence[Key]
    names_width: float
    row_height: float

    def drawn(self, title: str, description: str) -> str:
        heads = [wrapped(column, self._wide - 8, 10.5) for column in self.columns]
        top = max(map(len, heads)) * 12.6 + 8
        keys, keys_height = legend(self.keys, top + len(self.rows) * self.row_height + 8)
        height = top + len(self.rows) * self.row_height + 8 + keys_height
        body = [*self._heads(heads, top), *self._body(top)]
        return picture(self.name, title, description, height, hatching(f"{self.name}-unknown"), *body, keys)

    @property
    def _wide(self) -> float:
        return (WIDTH - self.names_width) / len(self.columns)

    def _heads(self, heads: Sequence[Sequence[str]], top: float) -> Iterator[str]:
        for place, lines in enumerate(heads):
            middle = self.names_width + self._wide * (place + 0.5)
            yield label(lines, middle, top - 6 - len(lines) * 6.3, size=10.5, anchor="middle", colour=MUTED)

    def _body(self, top: float) -> Iterator[str]:
        for place, (name, squares) in enumerate(zip(self.rows, self.squares, strict=True)):
            y = top + place * self.row_height
            lines = wrapped(name, self.names_width - 12)
            yield label(lines, self.names_width - 12, y + self.row_height / 2, anchor="end")
            for column, square in enumerate(squares):
                yield from self._square(square, self.names_width + column * self._wide, y)

    def _square(self, square: _Square, x: float, y: float) -> Iterator[str]:
        wide, high = self._wide - GAP, self.row_height - GAP
        yield box(x, y, wide, high, square.fill)
        middle, lower = x + wide / 2, 6 if square.under else 0
        if square.fill.startswith("url"):
            yield _plate(square, middle, y + high / 2)
        above = y + high / 2 - lower
        yield label(square.figure, middle, above, size=14, anchor="middle", colour=square.colour, bold=True)
        if square.under:
            yield label(square.under, middle, y + high / 2 + 9, size=9.5, anchor="middle", colour=square.colour)


def _plate(square: _Square, x: float, y: float) -> str:
    """A quiet ground under words that stand on hatching, so that they can be read."""
    wide = max(width_of(square.figure, 14), width_of(square.under, 9.5)) + 10
    high = 28 if square.under else 18
    return element("rect", x=x - wide / 2, y=y - high / 2, width=wide, height=high, rx=2, fill=HATCH_GROUND)


def matrix(edition: Edition) -> Picture:
    """How many groups of risks stand at each severity and likelihood, in the order in which they rank."""
    say, name = edition.say, "matrix"
    counts = edition.findings.matrix
    likelihoods = [edition.name("likelihood", likelihood) for likelihood in Likelihood]
    severities = [edition.name("severity", str(level)) for level in SEVERITIES]
    title = say(Message("How severe and how likely"))
    description = say(
        Message(
            "A grid of four severities, the most severe on top, by six likelihoods. Each cell counts groups of risks. "
            "{gravest} plausible groups have the highest severity. Read it line by line: that is the order of the "
            "ranking, except that the last two columns come after all others.",
            gravest=sum(counts.get((SEVERITIES[0], likelihood), 0) for likelihood in PLAUSIBLE),
        )
    )
    squares = [[_count(edition, name, level, each) for each in Likelihood] for level in SEVERITIES]
    unknown = Key(f"url(#{name}-unknown)", say(Message("no source: we do not know")))
    grid = _Grid(name, severities, likelihoods, squares, [unknown], 118, 44)
    return Picture(name, title, description, grid.drawn(title, description), _matrix_table(edition))


def _count(edition: Edition, name: str, level: int, likelihood: Likelihood) -> _Square:
    count = edition.findings.matrix.get((level, likelihood), 0)
    if not count:
        return _Square(PAPER, "0", "", MUTED)
    figure = edition.language.number(count)
    if likelihood is Likelihood.NO_SOURCE:
        return _Square(f"url(#{name}-unknown)", figure, "", ON_SEVERITY[4])
    if likelihood in PLAUSIBLE:
        return _Square(SEVERITY[level], figure, "", ON_SEVERITY[level])
    return _Square(PAPER, figure, "", ON_SEVERITY[4])


def _matrix_table(edition: Edition) -> Table:
    counts = edition.findings.matrix
    heads = [edition.say(Message("Severity")), *(edition.name("likelihood", each) for each in Likelihood)]
    columns = tuple(Column(head, 2 if not place else 1.2, figures=place > 0) for place, head in enumerate(heads))
    rows = tuple(
        (
            Cell(edition.name("severity", str(level)), severity=level),
            *(Cell(edition.language.number(counts.get((level, each), 0))) for each in Likelihood),
        )
        for level in SEVERITIES
    )
    return Table(edition.say(Message("Groups of risks by severity and likelihood")), columns, rows)


def heat(edition: Edition) -> Picture:
    """Which right is at stake at which stage: the worst severity and the number of plausible groups."""
    say, name = edition.say, "stages"
    title = say(Message("Which right at which stage"))
    rights = list(edition.content.rights)
    description = say(
        Message(
            "A grid of {rights} rights by three stages of production. Each cell names the worst plausible severity and "
            "counts the groups of plausible risks. A hatched cell has no source: we do not know.",
            rights=len(rights),
        )
    )
    tallies = [[edition.findings.heat.get((right, stage), Tally()) for stage in Stage] for right in rights]
    squares = [[_worst(edition, name, tally) for tally in row] for row in tallies]
    keys = [Key(SEVERITY[level], edition.name("severity", str(level))) for level in SEVERITIES]
    keys.append(Key(f"url(#{name}-unknown)", say(Message("no source: we do not know"))))
    names = [edition.name("right", right) for right in rights]
    grid = _Grid(name, names, [edition.name("stage", stage) for stage in Stage], squares, keys, 212, 40)
    table = _heat_table(edition, names, tallies)
    return Picture(name, title, description, grid.drawn(title, description), table)


def _worst(edition: Edition, name: str, tally: Tally) -> _Square:
    number = edition.language.number
    if tally.worst:
        word = edition.name("severity", str(tally.worst))
        return _Square(SEVERITY[tally.worst], number(tally.plausible), word, ON_SEVERITY[tally.worst])
    if tally.no_source:
        word = edition.name("likelihood", Likelihood.NO_SOURCE)
        return _Square(f"url(#{name}-unknown)", number(tally.no_source), word, ON_SEVERITY[4])
    if tally.low:
        return _Square(PAPER, number(tally.low), edition.name("likelihood", Likelihood.LOW), MUTED)
    return _Square(PAPER, "0", "", MUTED)


def _heat_table(edition: Edition, names: Sequence[str], tallies: Sequence[Sequence[Tally]]) -> Table:
    stages = (edition.name("stage", stage) for stage in Stage)
    columns = (Column(edition.say(Message("Right")), 1.6), *(Column(stage, 1) for stage in stages))
    rows = tuple(
        (Cell(name), *(worst_cell(edition, tally) for tally in row)) for name, row in zip(names, tallies, strict=True)
    )
    return Table(edition.say(Message("Worst plausible severity by right and stage")), columns, rows)
