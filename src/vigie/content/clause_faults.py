"""Checks the clause library as a stranger would: alike in all languages, every word it refers to exists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from vigie.errors import Message
from vigie.model.clause_library import ClauseArticle, ModelClause

if TYPE_CHECKING:
    from vigie.content import Content

PLACE = re.compile(r"\{([^{}]*)\}")
FILLED_ANYWAY = frozenset(("function", "hours_per_year"))
"""Places that every clause has, filled from the buyer's capacity."""
READ = ("unread", "recalled", "secondary", "read")
"""How an article was read, from not at all to the text itself."""


def clause_faults(content: Content) -> Iterator[tuple[str, Message]]:
    """Every fault of every clause: where, and what."""
    terms = content.preparing("terms")
    questions = {each["id"]: each["answers"] for each in content.preparing("questions")["questions"]}
    for clause in content.clauses.values():
        for what in (*_texts(clause), *_unknown(clause, content, terms), *_answers(clause, questions)):
            yield f"clauses/{clause.id}", what
        for article in _articles(clause):
            yield from ((f"clauses/{clause.id}", what) for what in _read(article, content))


def preparing_faults(content: Content) -> Iterator[tuple[str, Message]]:
    """What the steering files refer to and does not exist, and letters that are not alike in all languages."""
    for part in ("market", "follow_ups"):
        for raw in content.preparing(part)["entries"]:
            referred = ((raw["groups"], content.products), (raw["sources"], content.sources))
            yield from _not_there(f"preparing/{part}/{raw['id']}", referred)
    rules, notices = content.preparing("ambition"), content.preparing("notices")
    ordered = ((*rules["first"], *rules["last"]), content.clauses), ([rules["judgement"]], content.judgements)
    yield from _not_there("preparing/ambition", ordered)
    grounded = (notices["exclusion_grounds"], content.clauses), (notices["sources"], content.sources)
    yield from _not_there("preparing/notices", grounded)
    for letter in content.preparing("letters")["letters"]:
        wanted = sorted(PLACE.findall(letter["text"]["en"]))
        for language, text in letter["text"].items():
            if sorted(PLACE.findall(text)) != wanted:
                what = Message("The text does not have the same places as in English ({language}).", language=language)
                yield f"preparing/letters/{letter['id']}", what


def _not_there(where: str, referred: Iterable[tuple[Iterable[str], Any]]) -> Iterator[tuple[str, Message]]:
    return ((where, _missing(each)) for ids, known in referred for each in ids if each not in known)


def _texts(clause: ModelClause) -> Iterator[Message]:
    wanted = {each.id for each in clause.places} | FILLED_ANYWAY
    lines = clause.text["en"].count("\n")
    for language, text in clause.text.items():
        for place in sorted(wanted ^ set(PLACE.findall(text))):
            yield Message(
                "The place {place} is not both declared and in the text ({language}).", place=place, language=language
            )
        if text.count("\n") != lines:
            yield Message("The text does not have as many paragraphs as in English ({language}).", language=language)
    for due in clause.due:
        for place in {due.after, due.before} - wanted - {""}:
            yield _missing(place)


def _unknown(clause: ModelClause, content: Content, terms: Mapping[str, Any]) -> Iterator[Message]:
    referred: tuple[tuple[Any, Any], ...] = (
        (clause.reaches, terms["reaches"]),
        ([each.event for each in clause.due], terms["events"]),
        (clause.proofs, terms["proofs"]),
        (clause.checkers, terms["checkers"]),
        ([clause.function], terms["functions"]),
        (clause.rights, content.rights),
        (sorted(clause.use.rights_at_risk), content.rights),
        (sorted(clause.use.groups), content.products),
        (clause.use.replaced_by, content.clauses),
        ([clause.judgement], content.judgements),
        ([each.source for each in _articles(clause)], content.sources),
    )
    return (_missing(each) for ids, known in referred for each in ids if each not in known)


def _articles(clause: ModelClause) -> tuple[ClauseArticle, ...]:
    return (*clause.articles, *([clause.derogation.article] if clause.derogation else []))


def _read(article: ClauseArticle, content: Content) -> Iterator[Message]:
    """Nobody has read an article better than the text it stands in."""
    if article.source in content.sources and READ.index(article.read) > READ.index(
        content.sources[article.source].read
    ):
        yield Message("{source} was not read as firmly as the clause says.", source=article.source)


def _answers(clause: ModelClause, questions: Mapping[str, Any]) -> Iterator[Message]:
    for question, answer in (clause.use.answers or {}).items():
        if answer not in questions.get(question, {}):
            yield _missing(f"{question}: {answer}")


def _missing(wanted: str) -> Message:
    return Message("{id} is referred to and does not exist.", id=wanted)
