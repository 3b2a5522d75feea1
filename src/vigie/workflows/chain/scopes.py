"""Which chains are asked about: the demand of every scope, as a person stated it or as the links imply it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from vigie.chain import Chain
from vigie.errors import Message, WrongUse


@dataclass(frozen=True, slots=True)
class Demand:
    """What a scope buys: the value bought from each node. `in_full` asks for every tier, not for totals alone.

    `assumed` says that a party with several product lines was named as a whole, so that each line counts alike.
    """

    scope: str
    nodes: dict[str, float]
    in_full: bool
    assumed: bool = False


def demands(chain: Chain, stated: pl.DataFrame | None, asked: Sequence[str], in_full: int) -> tuple[Demand, ...]:
    """The scopes to answer. Without a stated demand every node without buyers is one, or those that are asked for.

    With `asked`, only those; among more than `in_full` scopes those are answered in full and all others by their
    totals. Raises `WrongUse` where nothing can be a scope, or what is asked for is none.
    """
    found = dict(_stated(stated)) if stated is not None else _implied(chain, asked)
    if stated is not None and not found:
        raise WrongUse(
            Message("The table of demand has no row that can be read, so that nothing is asked about."),
            advice=Message("Give every row a scope, a node and a value, or leave --demand out."),
        )
    unknown = [each for each in asked if each not in found]
    if unknown:
        raise WrongUse(
            Message('There is no scope "{scope}".', scope=unknown[0]),
            advice=Message("Name a scope of the table of demand or, without one, a node of the chain."),
        )
    many = len(found) > in_full
    chosen = found if many or not asked else {each: found[each] for each in dict.fromkeys(asked)}
    return tuple(_on_lines(chain, scope, nodes, in_full=not many or scope in asked) for scope, nodes in chosen.items())


def _stated(table: pl.DataFrame) -> Iterator[tuple[str, dict[str, float]]]:
    summed = table.group_by("scope", "node", maintain_order=True).agg(pl.col("value").sum())
    for (scope,), rows in summed.group_by("scope", maintain_order=True):
        yield str(scope), dict(rows.select("node", "value").iter_rows())


def _implied(chain: Chain, asked: Sequence[str]) -> dict[str, dict[str, float]]:
    """The nodes asked for, or those that nobody buys from."""
    parties = set(chain.parties["party"])
    if not parties:
        raise WrongUse(
            Message("The table of links has no row that can be read."),
            advice=Message("Give every link a supplier and a buyer."),
        )
    if asked:
        return {each: {each: 1.0} for each in asked if each in chain.positions or each in parties}
    sold = np.zeros(len(chain.nodes), bool)
    sold[chain.inputs.suppliers] = True
    lined = chain.parties.filter(pl.col("product_line").is_not_null())["party"].unique()
    whole = chain.parties["product_line"].is_null() & chain.parties["party"].is_in(lined.implode())
    ends = chain.nodes.filter(~pl.Series(sold) & ~whole)
    if ends.is_empty():
        raise WrongUse(
            Message("Every node of the chain sells to another, so that none is the end of it."),
            advice=Message("Say with --scope or --demand whose chain it is."),
        )
    return {str(node): {str(node): 1.0} for node in ends}


def _on_lines(chain: Chain, scope: str, nodes: dict[str, float], *, in_full: bool) -> Demand:
    """A demand on a party that has product lines, on all of its lines alike."""
    found: dict[str, float] = {}
    assumed = False
    for node, value in nodes.items():
        lines = _lines(chain, node)
        assumed |= len(lines) > 1
        for line in lines:
            found[line] = found.get(line, 0.0) + value / len(lines)
    return Demand(scope, found, in_full, assumed)


def _lines(chain: Chain, node: str) -> list[str]:
    of_party = chain.parties.filter(pl.col("party") == node, pl.col("product_line").is_not_null())["node"].to_list()
    return of_party or [node]
