"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

LinksFile = Annotated[
    Path | None, typer.Option("--links", help="Who buys from whom: adds a chapter on the chain behind the suppliers.")
]
PartiesFile = Annotated[
    Path | None, typer.Option("--parties", help="Who they are: country, product, sector, output, workers.")
]
SitesFile = Annotated[Path | None, typer.Option("--sites", help="Where people work: the sites of the parties.")]
ClaimsFile = Annotated[
    Path | None, typer.Option("--claims", help="Who says what about which right, how well founded, for which period.")
]
DemandFile = Annotated[
    Path | None,
    typer.Option("--demand", help="What each scope buys from whom; else every end of the chain is a scope."),
]
ContentRoots = Annotated[
    list[Path] | None,
    typer.Option(
        "--content",
        exists=True,
        file_okay=False,
        help="A folder of your own content, added to the bundled one; may be repeated.",
    ),
]
