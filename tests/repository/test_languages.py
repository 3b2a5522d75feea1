"""The four languages are complete: a missing sentence, or one that lost a value, fails the build."""

from __future__ import annotations

import string

import pytest
from tools import catalogues


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_sentence_is_translated_with_all_its_values(language):
    translated = {message.id: message.string for message in catalogues.read(language) if message.id}
    missing = [text for text in catalogues.sentences() if not translated.get(text)]
    assert not missing
    assert translated.keys() <= catalogues.sentences().keys(), "run make catalogues: there are unused sentences"
    for text, said in translated.items():
        assert fields(said) == fields(text), text


def test_a_sentence_that_is_composed_is_refused(tmp_path):
    (tmp_path / "module.py").write_text('Message("a" + "b")\n', encoding="utf-8")
    with pytest.raises(catalogues.NotLiteral):
        catalogues.sentences(tmp_path)
