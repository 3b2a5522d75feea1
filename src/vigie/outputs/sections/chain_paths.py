"""The heaviest paths of a chain in sentences: where risks, gaps and broken rights stand, and how one gets there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vigie.errors import Message, Term
from vigie.model.chain import ChainPath, Target
from vigie.outputs.chain.edition import ChainEdition
from vigie.outputs.document import Block, Heading, Items, Paragraph

SHOWN = 12
"""Paths of a scope in the printed report, and scopes; the tables hold all."""


def paths(edition: ChainEdition, level: int) -> Iterator[Block]:
    """The paths, scope by scope; nothing where none was asked for."""
    say, found = edition.say, edition.report.paths
    if not found:
        return
    yield Heading(level, say(Message("The heaviest paths")), "chain-paths")
    yield Paragraph(
        say(
            Message(
                "Each path begins at the scope and follows who buys from whom. A risk at its end is a context unless a "
                "claim says otherwise; it accuses nobody."
            )
        )
    )
    shown = 0
    for scope in list(dict.fromkeys(each.scope for each in found))[:SHOWN]:
        yield Paragraph(say(Message("In the chain of {scope}:", scope=edition.scope(scope))))
        own = first(each for each in found if each.scope == scope)[:SHOWN]
        shown += len(own)
        yield Items(tuple(say(sentence(edition, each)) for each in own))
    if shown < len(found):
        yield Paragraph(say(Message("{count} more stand in paths.csv.", count=len(found) - shown)), "small")


def first(found: Iterable[ChainPath]) -> list[ChainPath]:
    """The heaviest path to each target before the second heaviest to any."""
    return sorted(found, key=lambda path: path.rank)


def sentence(edition: ChainEdition, path: ChainPath) -> Message:
    """What a path leads to, how much of the chain that is, and the way there."""
    share, end, way = edition.share(path.share), edition.node(path.nodes[-1]), edition.nodes(path.nodes)
    if path.target is Target.GAP:
        return Message(
            "Behind {end}, the suppliers of {share} of the chain are not known (the way there: {way}).",
            end=end,
            share=share,
            way=way,
        )
    if path.target is Target.STATE:
        return Message(
            "{right}: {share} of the chain stands at {end}, state: {state} (the way there: {way}).",
            right=edition.right(path.right),
            share=share,
            end=end,
            state=Term("state", path.state),
            way=way,
        )
    return Message(
        "{right}: {share} of the chain is at risk at {end} (the way there: {way}).",
        right=edition.right(path.right),
        share=share,
        end=end,
        way=way,
    )
