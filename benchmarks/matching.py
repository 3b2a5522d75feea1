"""How often a purchase text is understood, and rightly: the half of the labelled texts that no word was tuned on."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from benchmarks.measuring import chapter, function, say
from vigie.content import Content
from vigie.identify.products import ProductFinder

TEXTS = Path(__file__).parents[1] / "tests" / "fixtures" / "matching" / "texts.csv"
NONE = "(none)"


def run(as_of: date) -> None:
    """Measures and prints, with every error."""
    content = Content()
    numbers = {each.id: content.parameter(each.id, as_of) for each in content.parameters}
    make = function(lambda: ProductFinder(content.products, content.words("general"), numbers))
    finder = ProductFinder(content.products, content.words("general"), numbers)
    with TEXTS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == "measure"]
    found = [(row["language"], row["text"], finder.find(row["text"]).group, row["group"]) for row in rows]
    chapter(f"Purchase texts, the measuring half: {len(found)} texts, {len(content.products)} product groups")
    for language in ("en", "fr", "nl", "de", ""):
        _rates(language or "all", [each for each in found if language in ("", each[0])])
    say("making the index of words", f"{make:.2f} s")
    for language, text, got, wanted in found:
        if got != wanted:
            print(f"    {language}  {wanted or NONE} taken for {got or NONE}: {text}")


def _rates(name: str, found: list[tuple[str, str, str, str]]) -> None:
    answers = [each for each in found if each[2]]
    right = sum(got == wanted for _, _, got, wanted in answers)
    asked = sum(bool(wanted) for *_, wanted in found)
    say(
        f"{name}: right among the answers, and of all that have one",
        f"{right / len(answers):.3f}, {right / asked:.3f}",
        f"{right} of {len(answers)} answers, {asked} asked; aim 0.920, 0.800",
    )
