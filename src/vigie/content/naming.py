"""The words that the content holds for each kind of term, gathered once a kind is first named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from vigie.model.content import Text

if TYPE_CHECKING:
    from vigie.content import Content

Names = Mapping[str, Text]


def itself(word: str) -> Text:
    """A word that is the same in every language: a code, a name that nobody translated."""
    return dict.fromkeys(("en", "fr", "nl", "de"), word)


def _parts(content: Content) -> Names:
    return {
        f"{product.id}/{part.id}": part.names
        for product in content.products.values()
        for stage in product.stages
        for part in stage.parts
    }


def _hazards(content: Content) -> Names:
    return {
        f"{product.id}/{stage.stage}/{hazard.right}": hazard.because
        for product in content.products.values()
        for stage in product.stages
        for hazard in stage.hazards.values()
    }


def _reports(content: Content) -> Names:
    return {
        f"{product.id}/{place}": report.text
        for product in content.products.values()
        for place, report in enumerate(product.reports)
    }


def _fact_values(content: Content) -> Names:
    return {
        f"{fact.id}/{code}": words for fact in content.company_facts.values() for code, words in fact.values.items()
    }


def _table_columns(content: Content) -> Names:
    return {
        f"{table.id}/{column.id}": column.names
        for table in content.tables.values()
        for column in table.columns.values()
    }


def _of_rules(content: Content, part: str) -> Mapping[str, Any]:
    """A part of the stated rules that names things; content without it names none."""
    return {name: raw for rule in content.documents("rules/*.yml") for name, raw in rule.get(part, {}).items()}


def _preparing_terms(part: str) -> Callable[[Content], Names]:
    """A part of the words that clauses share."""

    def names(content: Content) -> Names:
        return {name: words for each in content.documents("preparing/terms.yml") for name, words in each[part].items()}

    return names


def _questions(content: Content) -> Iterator[Mapping[str, Any]]:
    return (each for raw in content.documents("preparing/questions.yml") for each in raw["questions"])


def _preparing_answers(content: Content) -> Names:
    return {f"{each['id']}/{code}": words for each in _questions(content) for code, words in each["answers"].items()}


NAMES: Mapping[str, Callable[[Content], Names]] = {
    "right": lambda content: {each.id: each.names for each in content.rights.values()},
    "product_group": lambda content: {each.id: each.names for each in content.products.values()},
    "instrument": lambda content: {each.id: each.names for each in content.instruments.values()},
    "indicator": lambda content: {each.id: each.names for each in content.indicators.values()},
    "unit": lambda content: {each.id: each.unit for each in content.indicators.values()},
    "country": lambda content: {fact.row["alpha2"]: fact.row for fact in content.facts("countries")},
    "judgement": lambda content: {each.id: each.choice for each in content.judgements.values()},
    "column": lambda content: {each["id"]: each["names"] for each in content.documents("headers/columns/*.yml")},
    "duty": lambda content: {each.id: each.names for each in content.duties.values()},
    "fact": lambda content: {each.id: each.names for each in content.company_facts.values()},
    "question": lambda content: {each.id: each.question for each in content.company_facts.values()},
    "fact_value": _fact_values,
    "part": _parts,
    "hazard": _hazards,
    "report": _reports,
    "state": lambda content: _of_rules(content, "states"),
    "voice": lambda content: {each: voice["names"] for each, voice in _of_rules(content, "voices").items()},
    "table": lambda content: {each.id: each.names for each in content.tables.values()},
    "table_column": _table_columns,
    "clause": lambda content: {each.id: each.names for each in content.clauses.values()},
    "ambition": _preparing_terms("ambitions"),
    "clause_stage": _preparing_terms("stages"),
    "reach": _preparing_terms("reaches"),
    "event": _preparing_terms("events"),
    "proof": _preparing_terms("proofs"),
    "checker": _preparing_terms("checkers"),
    "function": _preparing_terms("functions"),
    "preparing_question": lambda content: {each["id"]: each["asks"] for each in _questions(content)},
    "preparing_answer": _preparing_answers,
}
"""Where the words of each kind of term come from."""
