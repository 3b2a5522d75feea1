"""What these tests share: a clause to vary, a situation to put it in, and a finder that recognises what it is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import yaml

from vigie.content import BUNDLED, Content
from vigie.content.reading import read_yaml
from vigie.errors import Message
from vigie.model.assessment import ProductMatch
from vigie.model.clause_library import Ambition, Effort, ModelClause, Use
from vigie.model.clauses import ClauseStage
from vigie.procurement.preparing.choosing import Situation


class Told:
    """Recognises every purchase as the group it was made with."""

    def __init__(self, group: str) -> None:
        self._group = group

    def find(self, text: str, *, cpv: str = "") -> ProductMatch:
        return ProductMatch(self._group, 1.0 if self._group else 0.0, "words", Message("As told."))


@pytest.fixture
def told() -> Callable[[str], Told]:
    return Told


def alike(words: str) -> dict[str, str]:
    return dict.fromkeys(("en", "fr", "nl", "de"), words)


@pytest.fixture(scope="session")
def clause() -> Callable[..., ModelClause]:
    """A clause of an invented library; `use` is given as words."""
    plain = ModelClause(
        id="example",
        names=alike("Example"),
        stage=ClauseStage.PERFORMANCE,
        articles=(),
        level=Ambition.BASIC,
        reaches=("contractor",),
        rights=(),
        obligation=alike("Do it."),
        text=alike("{function} has {hours_per_year} hours."),
        places=(),
        proofs=("minutes",),
        equivalent=True,
        due=(),
        checkers=("contract_manager",),
        checked_how=alike("Look."),
        consequence=alike("None."),
        function="clerk",
        hours_per_year=4,
        buyer=Effort(4, 0),
        contractor=Effort(10, 0),
        judgement="clause_effort",
        small_firms=alike("Little."),
        derogation=None,
        use=Use(),
        when=alike("Always."),
        when_not=alike("Never."),
    )

    def make(name: str = "example", *, use: Any = None, **changes: Any) -> ModelClause:
        return replace(plain, id=name, use=Use(**(use or {})), **changes)

    return make


@pytest.fixture(scope="session")
def at() -> Callable[..., Situation]:
    """A purchase of goods worth a million over four years; what a test does not change is well known."""
    plain = Situation(
        group="workwear",
        kind="goods",
        cpv="18110000",
        rights=frozenset(("wages",)),
        unverifiable=False,
        euro=1e6,
        months=48,
        answers={"framework": "no"},
        stages=frozenset(),
        ambition=Ambition.ADVANCED,
        none_stages=frozenset(("exclusion",)),
    )
    return lambda **changes: replace(plain, **changes)


@pytest.fixture(scope="session")
def widened(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The bundled content and two clauses of an organisation's own: one that is replaced, one that derogates."""
    root = tmp_path_factory.mktemp("own")
    (root / "clauses").mkdir()
    raw = read_yaml(BUNDLED / "clauses" / "disclosure_final_site.yml")
    reason = {code: f"Reason ({code})" for code in ("en", "fr", "nl", "de")}
    article = {"source": "be-performance-decree-2013", "articles": "art. 44", "read": "unread"}
    for changes in (
        {"id": "own_long", "use": {"replaced_by": ["own_short"]}},
        {"id": "own_short", "use": {}, "derogation": {**article, "reason": reason}},
    ):
        path = root / "clauses" / f"{changes['id']}.yml"
        path.write_text(yaml.safe_dump({**raw, **changes}, allow_unicode=True), encoding="utf-8")
    return Content(BUNDLED, root)
