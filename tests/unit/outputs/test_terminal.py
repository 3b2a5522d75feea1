"""What the terminal shows at the end of the main job."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console, RenderableType

from vigie.model.assessment import Assessment
from vigie.outputs.edition import Edition
from vigie.outputs.terminal import finished, summary


def shown(renderable: RenderableType) -> str:
    console = Console(width=200)
    with console.capture() as captured:
        console.print(renderable)
    return captured.get()


def test_harms_come_first_then_the_places_then_what_is_not_known(edition: Edition) -> None:
    text = shown(summary(edition.assessment, edition.content, edition.language))
    order = [
        "Known harms: remedy at once",
        "Fire in March 2026",
        "Where to look first",
        "Forced labour: Workwear, China",
        "Wages: Workwear, Romania",
        "What is not known",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_each_place_has_its_state_its_reason_and_its_suppliers(edition: Edition) -> None:
    text = shown(summary(edition.assessment, edition.content, edition.language))
    assert "severity 1, most severe; likelihood: reported; about: a context; raw material" in text
    assert "This is about the product in this country and says nothing about this supplier." in text
    assert "Suppliers: Brandaris Kantoorautomatisering, Quartzpeak Trading Pte" in text


def test_it_says_whose_ignorance_it_is(edition: Edition) -> None:
    text = shown(summary(edition.assessment, edition.content, edition.language))
    assert "Ours: no source for" in text
    assert "The suppliers', not disclosed: 2 places" in text
    assert "without a country 1; without a product 0; not understood 3" in text


def test_nothing_found_is_not_safe(edition: Edition, empty: Assessment) -> None:
    text = shown(summary(empty, edition.content, edition.language))
    assert "That does not mean safe" in text
    assert "Known harms" not in text


def test_square_brackets_in_a_name_are_shown_as_they_are(edition: Edition) -> None:
    said = finished((Path("out") / "[bold]risks.csv",), edition.language)
    assert "Written to out: [bold]risks.csv" in shown(said)


def test_a_long_reason_wraps_in_a_narrow_terminal_and_loses_nothing(edition: Edition) -> None:
    console = Console(width=50, soft_wrap=True)
    with console.capture() as captured:
        console.print(summary(edition.assessment, edition.content, edition.language))
    lines = captured.get().splitlines()
    assert max(map(len, lines)) <= 50
    assert "This is about the product in this country and says nothing about this supplier." in " ".join(
        captured.get().split()
    )
