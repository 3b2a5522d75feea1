"""The page stands alone, runs nothing, fetches nothing, and can be read by everyone."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from vigie.outputs.document import Cell, Column, Table
from vigie.outputs.edition import Edition
from vigie.outputs.html import page
from vigie.outputs.risk_report import risk_report

MEGABYTE = 1_000_000


class Outline(HTMLParser):
    """Gathers tags with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module", params=["report.html", "report-for-suppliers.html"])
def text(written: Path, request: pytest.FixtureRequest) -> str:
    return (written / request.param).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def outline(text: str) -> Outline:
    return Outline(text)


def test_nothing_is_fetched_and_nothing_runs(text: str, outline: Outline) -> None:
    forbidden = {"script", "link", "iframe", "img", "object", "embed", "form", "base"}
    assert forbidden.isdisjoint(tag for tag, _ in outline.tags)
    assert not re.findall(r"url\((?!data:|#)", text)
    assert "@import" not in text
    for tag, attributes in outline.tags:
        assert not {"src", "srcset", "style"} & set(attributes)
        assert not any(name.startswith("on") for name in attributes)
        assert "href" not in attributes or tag == "a"


def test_the_policy_allows_the_style_of_this_page_alone(text: str, outline: Outline) -> None:
    policy = next(each["content"] for each in outline.all("meta") if "http-equiv" in each)
    style = text.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy


def test_the_page_names_its_language_and_its_landmarks(outline: Outline) -> None:
    assert outline.all("html") == [{"lang": "en"}]
    for landmark in ("header", "nav", "main", "footer", "h1", "title"):
        assert len([tag for tag, _ in outline.tags if tag == landmark]) - (landmark == "title") * 3 == 1, landmark
    first_link = outline.all("a")[0]
    assert first_link == {"class": "skip", "href": "#text"}


def test_every_inner_link_leads_somewhere_and_no_address_is_given_twice(outline: Outline) -> None:
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {each["href"][1:] for each in outline.all("a") if each["href"].startswith("#")}
    assert targets <= set(ids)


def test_every_table_has_a_caption_and_scoped_headers(text: str, outline: Outline) -> None:
    assert text.count("<table>") == text.count("<caption>") > 3
    assert {each.get("scope") for each in outline.all("th")} == {"col", "row"}


def test_every_picture_is_named_and_has_its_table_beside_it(text: str) -> None:
    figures = text.split("<figure")[1:]
    assert len(figures) == 3
    for figure in figures:
        assert "<figcaption>" in figure
        assert "<desc" in figure
        assert "<details><summary>" in figure
        assert "<table>" in figure


def test_the_page_is_light_enough_to_send(text: str) -> None:
    assert len(text.encode()) < 1.5 * MEGABYTE


def test_it_is_designed_for_dark_for_print_and_for_a_phone(text: str) -> None:
    for rule in ("@media (prefers-color-scheme: dark)", "@media print", "@media (max-width:"):
        assert rule in text


def test_a_name_with_markup_is_text(written: Path) -> None:
    text = (written / "report.html").read_text(encoding="utf-8")
    assert "Mysterium &amp; Zonen &lt;nv&gt;" in text
    assert "<nv>" not in text


def test_only_web_addresses_become_links(edition: Edition) -> None:
    document = risk_report(edition)
    cells = (Cell("a", href="javascript:alert(1)"), Cell("b", href="https://example.org/?a=1&b=2"))
    table = Table("t", (Column("x"), Column("y")), (cells,))
    text = page(replace(document, blocks=(table,)))
    assert "javascript:" not in text
    assert 'href="https://example.org/?a=1&amp;b=2" rel="noreferrer noopener"' in text
