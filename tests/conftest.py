"""What all tests share: an invented content that is small enough to reason about, and suppliers to put in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vigie.content import Content
from vigie.errors import Message
from vigie.language import Language
from vigie.model.assessment import ProductMatch, Supplier
from vigie.model.content import Stage
from vigie.model.records import Place
from vigie.risk.chains import TypicalChains

FIXTURES = Path(__file__).parent / "fixtures"
AS_OF = date(2026, 11, 22)


@pytest.fixture(scope="session", autouse=True)
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests neither read nor fill the cache of the person who runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def small_content() -> Content:
    """Three product groups, five rights, six countries; every name in it is invented."""
    return Content(FIXTURES / "small_content")


@pytest.fixture(scope="session")
def bundled() -> Content:
    """The content that comes with Vigie."""
    return Content()


@pytest.fixture(scope="session")
def english(small_content: Content) -> Language:
    return Language("en", small_content.name)


@pytest.fixture(scope="session")
def supplier(small_content: Content) -> Callable[..., Supplier]:
    """Makes an invented supplier; what a test does not say is not known."""
    chains = TypicalChains(small_content, AS_OF)

    def make(name: str = "Example Ltd", group: str = "", country: str = "ZZ", **known: Any) -> Supplier:
        product = small_content.products.get(group)
        stated = "stage" in known
        return Supplier(
            **{
                "id": f"N{name}",
                "name": name,
                "country": country,
                "rows": (Place("list.csv", row=2),),
                "product": group,
                "match": ProductMatch(group, 0.9 if group else 0.0, "words", Message("invented")),
                "stage": Stage.FINAL_PRODUCTION,
                "producer": stated or (product is not None and chains.makes(product, country)),
            }
            | known
        )

    return make
