"""How the words of the content are found in a text: wildcards, phrases, plurals in four languages."""

from __future__ import annotations

import pytest

from vigie.identify.inflection import inflected
from vigie.identify.patterns import Word
from vigie.identify.words import Limits, Sign, WordIndex

LITTLE = {"en": frozenset(["of"]), "fr": frozenset(["de"]), "nl": frozenset(["van"]), "de": frozenset(["von"])}
LIMITS = Limits(inflected=4, compound=5, typo=8, joined=3)


def signs(written: str, text: str, language: str = "nl") -> list[Sign]:
    index = WordIndex([Word("x", written, language)], LITTLE, LIMITS, near=True)
    return [hit.sign for hit in index.hits(text.split())]


@pytest.mark.parametrize(
    ("written", "fits", "does_not_fit"),
    [
        ("zak*", ["zak", "zakken", "zaklamp"], ["rugzak", "broekzakken"]),
        ("*zak", ["zak", "rugzak", "rugzakken"], ["zaklamp"]),
        ("*zak*", ["zak", "rugzakken", "broekzaklamp"], ["za", "sok"]),
        ("zak", ["zak", "zakken"], ["zaklamp", "rugzak"]),
        ("wollen sok*", ["wollen sokken", "nieuwe wollen sok"], ["wollen", "sokken wollen", "wollen sjaal"]),
        ("wol* *sok*", ["wollen kniesokken"], ["wollen sjaal"]),
        ("nieuwe *zak", ["nieuwe rugzak", "nieuwe rugzakken"], ["nieuwe zaklamp"]),
        ("kous van wol", ["kous wol"], ["kous", "kous zak wol"]),
        ("van", ["van"], ["vanille"]),
        ("*", [], ["zak"]),
    ],
)
def test_a_star_stands_for_any_letters_and_a_phrase_for_its_words_in_order(written, fits, does_not_fit):
    assert all(signs(written, text) for text in fits)
    assert not any(signs(written, text) for text in does_not_fit)


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "box", "boxes"),
        ("en", "battery", "batteries"),
        ("en", "scarf", "scarves"),
        ("en", "glass", "glasses"),
        ("fr", "gateau", "gateaux"),
        ("fr", "journal", "journaux"),
        ("fr", "gant", "gants"),
        ("nl", "tomaat", "tomaten"),
        ("nl", "doos", "dozen"),
        ("nl", "zak", "zakken"),
        ("nl", "schijf", "schijven"),
        ("nl", "deken", "dekens"),
        ("nl", "banane", "bananen"),
        ("de", "handschuh", "handschuhe"),
        ("de", "kabel", "kabeln"),
        ("de", "batterie", "batterien"),
        ("de", "kleid", "kleider"),
        ("de", "auto", "autos"),
    ],
)
def test_singular_and_plural_find_each_other(language, one, many):
    assert many in inflected(one, language, 4)
    assert one in inflected(many, language, 4) or len(one) < 4


def test_a_word_as_written_goes_before_the_plural_of_another():
    index = WordIndex([Word("glass", "glas", "de"), Word("glaze", "glase", "de")], LITTLE, LIMITS, near=True)
    assert [hit.word.owner for hit in index.hits(["glase"])] == ["glaze"]


@pytest.mark.parametrize("text", ["veiligheidschoen", "veiligheidssschoen", "veilighiedsschoen", "veiligheidsshcoenen"])
def test_one_letter_left_out_added_or_swapped_in_a_long_word_is_a_typing_error(text):
    assert set(signs("veiligheidsschoen*", text)) == {Sign.TYPO}


def test_of_two_words_that_were_perhaps_meant_the_same_one_is_always_named_first():
    index = WordIndex(
        [Word("owner", written, "nl") for written in ("elektriciteit", "electriciteit")],
        {"nl": frozenset()},
        LIMITS,
        near=True,
    )
    assert [hit.word.written for hit in index.hits(["eletriciteit"])] == ["electriciteit", "elektriciteit"]


@pytest.mark.parametrize("text", ["veiligheidzschoen", "feiligheidsschoen", "veilheidschoen", "scoen"])
def test_another_letter_or_more_than_one_is_another_word(text):
    assert signs("veiligheidsschoen*", text) == []


def test_a_compound_ends_in_the_thing_itself_in_dutch_and_german_only():
    assert signs("schoen", "tennisschoenen", "nl") == [Sign.COMPOUND]
    assert signs("schoen", "schoenenkast", "nl") == []
    assert signs("shoes", "horseshoes", "en") == []


def test_what_was_looked_up_is_forgotten_before_it_fills_the_memory(monkeypatch):
    monkeypatch.setattr("vigie.identify.words._REMEMBERED", 2)
    index = WordIndex([Word("x", "zak*", "nl")], LITTLE, LIMITS, near=True)
    assert [hit.word.owner for hit in index.hits(["zak", "rok", "zakken", "jas", "zak"])] == ["x", "x", "x"]
