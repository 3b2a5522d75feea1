"""What was parsed is kept by what the file says: quicker the second time, and never anything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from vigie.content import keeping
from vigie.content.keeping import kept
from vigie.content.reading import read_yaml


class Parser:
    """Parses, and counts how often it had to."""

    def __init__(self, document=None):
        self.document = {"a": [1, 2.5, True, None, "é"]} if document is None else document
        self.asked = 0

    def __call__(self, text):
        self.asked += 1
        return self.document


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "vigie" / "content"


def test_the_same_text_is_parsed_once():
    parse = Parser()
    assert kept(b"text", "rules", parse) == kept(b"text", "rules", parse) == parse.document
    assert parse.asked == 1


@pytest.mark.parametrize(("text", "rules"), [(b"other", "rules"), (b"text", "other")])
def test_another_text_or_other_rules_are_parsed_anew(text, rules):
    parse = Parser()
    kept(b"text", "rules", parse)
    kept(text, rules, parse)
    assert parse.asked == 2


def test_a_file_of_the_same_size_and_date_with_another_figure_is_seen(tmp_path):
    """Packages may give all files one date: the text alone counts."""
    file = tmp_path / "a.yml"
    seen = []
    for text in ("value: 0.8", "value: 0.9"):
        file.write_text(text, encoding="utf-8")
        seen.append(read_yaml(file))
    assert seen == [{"value": 0.8}, {"value": 0.9}]


@pytest.mark.parametrize(
    "document", [{1: "a number as key"}, {"figure": float("nan")}, {"set": {1, 2}}, {"high": 10**30}, ("a", "b")]
)
def test_what_would_not_read_back_equal_is_not_kept(document):
    parse = Parser(document)
    kept(b"text", "rules", parse)
    assert kept(b"text", "rules", parse) is document
    assert parse.asked == 2


def test_half_a_document_is_parsed_anew_and_mended(cache):
    parse = Parser()
    kept(b"text", "rules", parse)
    (file,) = cache.iterdir()
    file.write_bytes(file.read_bytes()[:5])
    assert kept(b"text", "rules", parse) == kept(b"text", "rules", parse) == parse.document
    assert parse.asked == 2


def test_a_cache_that_cannot_be_written_is_no_error(cache):
    cache.parent.mkdir(parents=True)
    cache.write_text("a file where the folder should be", encoding="utf-8")
    parse = Parser()
    assert kept(b"text", "rules", parse) == kept(b"text", "rules", parse) == parse.document


def test_without_a_home_nothing_is_kept(monkeypatch):
    def homeless():
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert kept(b"text", "rules", Parser()) == Parser().document


@pytest.mark.parametrize(("system", "folder"), [("linux", ".cache"), ("darwin", "Library/Caches")])
def test_it_stands_where_the_system_wants_caches(system, folder, tmp_path, monkeypatch):
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(keeping.sys, "platform", system)
    kept(b"text", "rules", Parser())
    assert len(list((tmp_path / folder / "vigie" / "content").iterdir())) == 1


def test_it_does_not_grow_for_ever(cache, monkeypatch):
    monkeypatch.setattr(keeping, "MOST", 3)
    for number in range(5):
        kept(b"%d" % number, "rules", Parser())
    assert len(list(cache.iterdir())) == 2
