"""What an assessment is and how it was made, in the few sentences that every output carries."""

from __future__ import annotations

from vigie.errors import Message
from vigie.language import Language
from vigie.model.assessment import Assessment


def about(assessment: Assessment, language: Language) -> tuple[Message, ...]:
    """As of when, from which content, and the method in five lines."""
    return (
        Message(
            "This assessment stands as of {day} and rests on the content of version {version}.",
            day=language.date(assessment.as_of),
            version=assessment.content_version,
        ),
        *METHOD,
    )


METHOD = (
    Message(
        "Each supplier is read as a product group in a country. Behind it stand the stages of that product's "
        "typical chain, with their likely countries of origin; nobody has mapped them yet, and they count."
    ),
    Message(
        "Likelihood comes from named evidence for this product in this country, then from the sector, then from the "
        "practice of the country. Where we have no data we say no source; we never say low for want of data."
    ),
    Message(
        "Severity, from 1 (most severe) to 4, comes from how grave the possible harm is, how many people are exposed "
        "and whether it can be made good. An unknown input takes its worst possible value."
    ),
    Message(
        "Plausible risks stand in the order of their severity; likelihood orders them inside a severity, then people "
        "affected, then spend, the unknown before the known. Scores are never multiplied."
    ),
    Message(
        "This is risk before any measure. What a supplier does about it is recorded elsewhere and never lowers it."
    ),
)
"""The method. What it chooses beyond facts stands in the judgements of the content."""
