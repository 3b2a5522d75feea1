"""The picture of a chain by tiers: what is located where and in which state, what is passed on, what is unmapped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from vigie.errors import Message
from vigie.model.chain import Drawing, State
from vigie.outputs.chain.edition import ChainEdition, located, verified
from vigie.outputs.document import Cell, Column, Picture, Table
from vigie.outputs.pictures.chain_folding import GAP, Bar, fold
from vigie.outputs.pictures.chain_folding import Column as Tier
from vigie.outputs.pictures.chain_layout import HAIR, LINE, THICK, Standing, Strip, lay_out
from vigie.outputs.pictures.chain_patterns import PASSING, fill, patterns
from vigie.outputs.pictures.palette import INK, MUTED, PAPER, WIDTH
from vigie.outputs.pictures.svg import EM, Key, element, label, legend, picture
from vigie.outputs.wording import JOIN

NAME_SIZE, SHARE_SIZE = 10.5, 9.8
"""Sizes of the letters beside a bar."""

MARGIN = 14
"""Between a bar and its words, and between these and the next column."""

BRIEFLY = 2
"""So many states of a bar are named; more are summed up, and the table gives each."""


def chain_picture(edition: ChainEdition, drawing: Drawing, name: str) -> Picture:
    """The chain of one scope for one right; `name` is its address and keeps its patterns apart from other pictures'."""
    return _Picture(edition, drawing, name).picture()


class _Picture:
    """One picture on its way from its folded numbers to drawing, description and table."""

    def __init__(self, edition: ChainEdition, drawing: Drawing, name: str) -> None:
        self.edition, self.drawing, self.name = edition, drawing, name
        self.folded = fold(drawing)
        wide = WIDTH / len(self.folded.columns) - THICK - MARGIN
        self.labels = {
            (number, key): self._label(tier, key, bar, wide)
            for number, tier in enumerate(self.folded.columns)
            for key, bar in tier.bars.items()
        }
        lines = {place: len(who) + len(what) for place, (who, what) in self.labels.items()}
        self.layout = lay_out(self.folded, lines)
        self.sums = _sums(bar for tier in self.folded.columns for bar in tier.bars.values())

    def picture(self) -> Picture:
        title, description, below = self._title(), self._description(), self.layout.height + 14
        keys, keys_height = legend(self._keys(), below)
        body = (*map(self._strip, self.layout.strips), *self._bars(), self._words())
        looks = patterns(self.name, self._states())
        drawing = picture(self.name, title, description, below + keys_height, looks, *body, keys)
        return Picture(self.name, title, description, drawing, self._table())

    def _say(self, message: Message) -> str:
        return self.edition.say(message)

    def _states(self) -> list[State]:
        return [state for state, share in self.sums.items() if share]

    def _title(self) -> str:
        scope = self.edition.scope(self.drawing.scope)
        if not self.drawing.right:
            return self._say(Message("The chain of {scope}, tier by tier", scope=scope))
        right = self.edition.right(self.drawing.right)
        return self._say(Message("The chain of {scope}, tier by tier: {right}", scope=scope, right=right))

    def _description(self) -> str:
        sums, share = self.sums, self.edition.share
        said = Message(
            "A drawing of {tiers} tiers from left to right, beginning with the scope itself. Its shares are shares of "
            "the {weight} of the whole chain. {located} is located at known nodes, {unmapped} is unmapped. {verified} "
            "is verified, {contested} contested, {not_met} not met. The table gives every bar.",
            tiers=len(self.folded.columns),
            weight=self.edition.weight,
            located=share(located(sums)),
            unmapped=share(sums[State.UNMAPPED]),
            verified=share(verified(sums)),
            contested=share(sums[State.CONTESTED]),
            not_met=share(sums[State.NOT_MET]),
        )
        return self._say(said)

    def _keys(self) -> Iterator[Key]:
        for state in self._states():
            yield Key(fill(self.name, state), self.edition.state(state))
        yield Key(PASSING, self._say(Message("passed on to the tiers behind")))

    def _strip(self, strip: Strip) -> str:
        (x, y), (to_x, to_y), thick = strip.start, strip.end, strip.thick
        half = (x + to_x) / 2
        path = (
            f"M{x:.1f},{y:.1f}C{half:.1f},{y:.1f} {half:.1f},{to_y:.1f} {to_x:.1f},{to_y:.1f}v{thick:.1f}"
            f"C{half:.1f},{to_y + thick:.1f} {half:.1f},{y + thick:.1f} {x:.1f},{y + thick:.1f}z"
        )
        paint = fill(self.name, State.UNMAPPED) if strip.unmapped else PASSING
        return element("path", d=path, fill=paint, fill_opacity=0.4 if strip.unmapped else 0.75)

    def _bars(self) -> Iterator[str]:
        for standing in self.layout.bars:
            x, y = standing.x, standing.y
            for state, height in standing.parts:
                yield element("rect", x=x, y=y, width=THICK, height=height, fill=fill(self.name, state))
                y += height
            passed = standing.y + standing.height - y
            if passed > HAIR:
                yield element("rect", x=x, y=y, width=THICK, height=passed, fill=PASSING)
            outline: dict[str, str | float] = {"fill": "none", "stroke": MUTED, "stroke_width": 0.5}
            yield element("rect", x=x, y=standing.y, width=THICK, height=standing.height, **outline)

    def _words(self) -> str:
        """All words, with the colour of the paper about their letters, so that they can be read on bands."""
        heads = (each for place, tier in enumerate(self.folded.columns) for each in self._head(tier, place))
        lines = (each for standing in self.layout.bars for each in self._lines(standing))
        around: dict[str, str | float] = {
            "stroke": PAPER,
            "stroke_width": 3,
            "stroke_linejoin": "round",
            "paint_order": "stroke",
        }
        return element("g", *heads, *lines, **around)

    def _lines(self, standing: Standing) -> Iterator[str]:
        who, what = self.labels[standing.column, standing.key]
        x, y = standing.x + THICK + 5, standing.y + 6
        for place, line in enumerate(who):
            yield label(line, x, y + place * LINE, size=NAME_SIZE, colour=INK)
        for place, line in enumerate(what, start=len(who)):
            yield label(line, x, y + place * LINE, size=SHARE_SIZE, colour=MUTED)

    def _head(self, tier: Tier, place: int) -> Iterator[str]:
        sums, share, x = _sums(tier.bars.values()), self.edition.share, place * self.layout.wide
        said = []
        if located(sums):
            said.append(Message("located {share}", share=share(located(sums))))
        if sums[State.UNMAPPED]:
            said.append(Message("unmapped {share}", share=share(sums[State.UNMAPPED])))
        yield label(self._tier(tier), x, 8, size=11, bold=True)
        for line, message in enumerate(said):
            yield label(self._say(message), x, 22 + line * LINE, size=SHARE_SIZE, colour=MUTED)

    def _tier(self, tier: Tier) -> str:
        if tier.further:
            return self._say(Message("From tier {number} on", number=tier.tier))
        return self._say(Message("Tier {number}", number=str(tier.tier)))

    def _label(self, tier: Tier, key: int, bar: Bar, wide: float) -> tuple[list[str], list[str]]:
        """The lines beside a bar: who it is, cut where it is long; and what is located there in which state."""
        return _fitted(self._who(tier, key, bar), wide, NAME_SIZE, 2), _fitted(self._what(bar), wide, SHARE_SIZE, 3)

    def _who(self, tier: Tier, key: int, bar: Bar) -> str:
        if key == GAP or set(bar.states) == {State.UNMAPPED}:
            return self._say(Message("unmapped suppliers"))
        if bar.node:
            return self.edition.node(bar.node)
        if not bar.folded:
            return self._say(Message("all further nodes"))
        if tier.further:
            return self._say(Message("{count} nodes together", count=bar.folded))
        return self._say(Message("{count} others", count=bar.folded))

    def _what(self, bar: Bar) -> str:
        share, states = self.edition.share, sorted(bar.states, key=lambda state: -bar.states[state])
        if not states:
            return self._say(Message("passes on {share}", share=share(bar.through)))
        if states == [State.UNMAPPED]:
            return share(bar.located)
        if len(states) > BRIEFLY or State.UNMAPPED in states:
            return self._say(self._mixed(_sums([bar])))
        brief = ", ".join(map(self.edition.brief, states))
        return self._say(Message("{share} \N{MIDDLE DOT} {states}", share=share(bar.located), states=brief))

    def _mixed(self, sums: Mapping[State, float]) -> Message:
        """What matters of many states together."""
        share = self.edition.share
        if sums[State.UNMAPPED]:
            return Message(
                "located {located}, unmapped {unmapped}",
                located=share(located(sums)),
                unmapped=share(sums[State.UNMAPPED]),
            )
        return Message(
            "{share} \N{MIDDLE DOT} verified {verified}, not met {not_met}",
            share=share(located(sums)),
            verified=share(verified(sums)),
            not_met=share(sums[State.NOT_MET]),
        )

    def _table(self) -> Table:
        say = self._say
        columns = (
            Column(say(Message("Tier")), 1),
            Column(say(Message("Node")), 2.4),
            Column(say(Message("Share of the chain")), 1, figures=True),
            Column(say(Message("State")), 3),
        )
        tiers = self.folded.columns
        rows = (
            (
                Cell(self._tier(tiers[each.column])),
                Cell(self._who(tiers[each.column], each.key, each.bar)),
                *self._cells(each.bar),
            )
            for each in self.layout.bars
        )
        return Table(self._title(), columns, tuple(rows))

    def _cells(self, bar: Bar) -> tuple[Cell, Cell]:
        if not bar.states:
            return Cell(self.edition.share(0)), Cell(self._what(bar))
        states = sorted(bar.states.items(), key=lambda pair: -pair[1])
        if len(states) == 1:
            return Cell(self.edition.share(bar.located)), Cell(self.edition.state(states[0][0]))
        said = [self._part(state, share) for state, share in states]
        return Cell(self.edition.share(bar.located)), Cell(JOIN.join(said))

    def _part(self, state: State, share: float) -> str:
        said = Message("{state}: {share}", state=self.edition.state(state), share=self.edition.share(share))
        return self._say(said)


def _sums(bars: Iterable[Bar]) -> dict[State, float]:
    """What some bars hold in each state, in the order of states."""
    sums = dict.fromkeys(State, 0.0)
    for bar in bars:
        for state, share in bar.states.items():
            sums[state] += share
    return sums


def _fitted(text: str, wide: float, size: float, most: int) -> list[str]:
    """A text in at most so many lines, with an ellipsis where it had to be cut."""
    letters = int(wide / (size * EM))
    return wrap(text, letters, max_lines=most, placeholder="\N{HORIZONTAL ELLIPSIS}") or [text[:letters]]
