"""A chain as assurance sees one: nodes with their parties, and nothing of what they buy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl


class Nodes:
    """Nodes by label; `party / line` is a party and one of its product lines."""

    def __init__(self, labels: Sequence[str], names: Mapping[str, str] | None = None) -> None:
        parts = [label.split(" / ") for label in labels]
        self.nodes = pl.Series("node", labels, dtype=pl.String)
        self.parties = pl.DataFrame(
            {
                "party": [part[0] for part in parts],
                "product_line": [part[1] if len(part) > 1 else None for part in parts],
                "country": None,
                "product": None,
            },
            schema=dict.fromkeys(("party", "product_line", "country", "product"), pl.String),
        )
        if names is not None:
            called = [names.get(part[0]) for part in parts]
            self.parties = self.parties.with_columns(pl.Series("name", called, pl.String))
