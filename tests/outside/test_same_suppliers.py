"""Spellings made from the names of real facility lists: how many are proposed, and how many proposals are wrong."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from vigie.content import Content
from vigie.identify.party_names import PartyWords
from vigie.identify.proposals import Party, Proposer

LISTS = Path(__file__).parents[2].parent / "shared" / "data" / "supplier-lists"
FILES = sorted(LISTS.glob("*.csv"))
AS_OF = date(2026, 11, 22)
FORMS = ("ltd", "limited", "co", "inc", "corp", "pvt", "llc", "company", "corporation", "sdn", "bhd")

pytestmark = pytest.mark.skipif(not FILES, reason="the real facility lists are not beside this checkout")


@pytest.fixture(scope="module")
def proposer() -> Proposer:
    content = Content()
    numbers = {each.id: content.parameter(each.id, AS_OF) for each in content.parameters}
    return Proposer(PartyWords(fact.row for fact in content.facts("party-words")), numbers)


def real() -> list[tuple[str, str]]:
    """Every name and country of the lists once, whatever the case."""
    found: dict[str, tuple[str, str]] = {}
    for file in FILES:
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                found.setdefault(row["name"].strip().casefold(), (row["name"].strip(), row["country"].upper()[:2]))
    return sorted(found.values())


def typed_wrong(name: str, chance: random.Random) -> str:
    """One letter of the longest word left out, doubled, or changed for its neighbour."""
    word = max(name.split(), key=len)
    place = chance.randrange(1, len(word) - 1)
    wrong = chance.choice(
        [
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        ]
    )
    return name.replace(word, wrong, 1)


def other_form(name: str, chance: random.Random) -> str:
    """Without its legal form; a name that has none gets one."""
    kept = [word for word in name.split() if word.strip(".,()").casefold() not in FORMS]
    shorter = " ".join(kept).rstrip(" ,")
    return shorter if len(kept) < len(name.split()) else f"{name} {chance.choice(['Ltd.', 'Co., Ltd', 'Pvt. Ltd.'])}"


def run_together(name: str, chance: random.Random) -> str:
    """Two words written as one, or joined by a hyphen."""
    words = name.split()
    place = chance.randrange(len(words) - 1) if len(words) > 1 else 0
    return " ".join([*words[:place], chance.choice(["", "-"]).join(words[place : place + 2]), *words[place + 2 :]])


def both(name: str, chance: random.Random) -> str:
    return typed_wrong(other_form(name, chance), chance)


def shorter(name: str, chance: random.Random) -> str:
    """As a ledger cuts a name that is too long for its field."""
    return name[: max(25, len(name) * 3 // 4)]


WAYS = {each.__name__: each for each in (typed_wrong, other_form, run_together, both, shorter)}


def listed(way: str) -> Iterator[Party]:
    """Every real name as supplier `x`, and the same with another spelling as supplier `x'`."""
    chance = random.Random(7)
    for number, (name, country) in enumerate(real()):
        yield Party(f"{number}", frozenset([name]), country)
        spelt = WAYS[way](name, chance)
        if spelt.casefold() != name.casefold():
            yield Party(f"{number}'", frozenset([spelt]), country)


@pytest.mark.parametrize(
    ("way", "least"),
    [("typed_wrong", 0.95), ("other_form", 0.95), ("run_together", 0.9), ("both", 0.9), ("shorter", 0.5)],
)
def test_most_spellings_are_proposed_and_few_proposals_are_wrong(proposer, way, least, capsys):
    parties = list(listed(way))
    real_only = {frozenset((each.a, each.b)) for each in proposer.propose(p for p in parties if "'" not in p.id)}
    meant = {frozenset((each.id, each.id[:-1])) for each in parties if each.id.endswith("'")}
    proposed = {frozenset((each.a, each.b)) for each in proposer.propose(parties)}
    # Names that the real lists themselves spell in two ways are right, and so are the spellings made from them.
    doubles = {frozenset(each.rstrip("'") for each in pair) for pair in proposed} & real_only
    counted = {pair for pair in proposed if frozenset(each.rstrip("'") for each in pair) not in doubles}
    recall, precision = len(counted & meant) / len(meant), len(counted & meant) / len(counted)
    with capsys.disabled():
        print(f"\n  {way}: {len(meant)} pairs, recall {recall:.3f}, precision {precision:.3f}")  # noqa: T201
    assert recall >= least
    assert precision >= (0.9 if way == "shorter" else 0.95)
