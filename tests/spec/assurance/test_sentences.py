"""How claims become states: sentences that a lawyer could dispute, one chapter per file.

The chain of all sentences: A has one site (A1), B two (B1 with 60 workers, B2 with 40), C none; D makes shirts (site
D1) and trousers (D2); E1 and E2 are sites of E whose workers are not all known; F makes soap at F1 and F2. The right is
wages and the day is 22 November 2026 unless a sentence says otherwise. `then` is what holds for a site or a node: one
state, or shares.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from tests.unit.assurance.chains import Nodes

from vigie.assurance import NODE_STATES, Assurance, assure
from vigie.language import Language

FOLDER = Path(__file__).parent
NODES = Nodes(
    ["A", "B", "C", "D / shirts", "D / trousers", "E", "F / soap", "Buyer"],
    names={"A": "Atelier A", "B": "Blouses & Fils"},
)
SITES = pl.DataFrame(
    [
        ("A1", "A", None, 30),
        ("B1", "B", None, 60),
        ("B2", "B", None, 40),
        ("D1", "D", "shirts", 10),
        ("D2", "D", "trousers", 20),
        ("E1", "E", None, 5),
        ("E2", "E", None, None),
        ("F1", "F", "soap", 5),
        ("F2", "F", "soap", 5),
    ],
    schema=["site", "party", "product_line", "workers"],
    orient="row",
)


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield pytest.param(case, id=f"{path.stem}: {case['sentence']}")


@pytest.mark.parametrize("case", list(cases()))
def test_the_sentence_holds(bundled, case):
    right = case.get("right", "wages")
    claims = pl.DataFrame(
        [{"row": row, "right": right} | claim for row, claim in enumerate(case["claims"], start=2)],
        infer_schema_length=None,
    )
    nodes = list(NODES.nodes)
    found = assure(
        NODES,
        claims,
        bundled.rights,
        case.get("as_of", date(2026, 11, 22)),
        sites=SITES,
        no_credible=[(nodes.index(node), right) for node in case.get("no_credible", [])],
    )
    for subject, state in case["then"].items():
        assert state_of(found, subject, right) == state, found.sites
    if "because" in case:
        english = Language("en", bundled.name)
        told = [english.say(reason) for each in found.sites for reason in each.reasons]
        told += [english.say(each.what) for each in found.not_understood]
        for part in case["because"]:
            assert any(part in each for each in told), told


def state_of(found: Assurance, subject: str, right: str) -> str | dict[str, float]:
    """The one state of a site, or of a node where it has one, else its shares."""
    if subject in SITES["site"]:
        return next(
            (each.state.value for each in found.sites if (each.site, each.right) == (subject, right)), "unknown"
        )
    row = found.states[list(NODES.nodes).index(subject), list(found.rights).index(right)]
    shares = {state.value: float(round(share, 9)) for state, share in zip(NODE_STATES, row, strict=True) if share}
    return next(iter(shares)) if len(shares) == 1 else shares


def test_every_state_of_a_node_has_a_sentence():
    then = [state for case in cases() for state in case.values[0]["then"].values()]
    assert {state.value for state in NODE_STATES} <= {state for state in then if isinstance(state, str)}
