"""The clause linter and the stage checker: what a clause needs to be controllable, and whether it is lawful there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from vigie.content import Content
from vigie.errors import Message, WrongUse
from vigie.model.clauses import ClauseFinding, ClauseText, ContractFacts, ElementState
from vigie.procurement.clauses.elements import Judged, elements, judge
from vigie.procurement.clauses.languages import language_of
from vigie.procurement.clauses.law import supplied
from vigie.procurement.clauses.matching import Clause
from vigie.procurement.clauses.splitting import clauses
from vigie.procurement.clauses.stages import check_stage
from vigie.procurement.clauses.vocabulary import ClauseWords, Vocabulary, clause_words

NOTHING_KNOWN = ContractFacts()


def check_clauses(text: str, language: str = "", *, content: Content) -> tuple[ClauseFinding, ...]:
    """Judges one pasted text; its language is recognised where none is given. See `check_documents`."""
    return check_documents((ClauseText("", text),), ContractFacts(language=language), content)


def check_documents(
    documents: Iterable[ClauseText], facts: ContractFacts, content: Content
) -> tuple[ClauseFinding, ...]:
    """Judges every clause about people in some documents that are read together, in the order of the documents.

    A clause that says it holds for the whole contract supplies its control, its consequence and its means to the
    others. Raises `WrongUse` for a language that the content does not hold.
    """
    words = clause_words(content)
    _known(facts.language, words)
    judged = [each for document in documents for each in _judged(document, facts.language, words)]
    return tuple(_finding(each, judged, facts, words) for each in _to_show(judged))


def _known(language: str, words: ClauseWords) -> None:
    if language and language not in words.languages:
        raise WrongUse(
            Message("Clauses cannot be read in the language {language}.", language=language),
            advice=Message("Choose from: {formats}.", formats=", ".join(words.languages)),
        )


def _judged(document: ClauseText, language: str, words: ClauseWords) -> Iterator[Judged]:
    """The clauses of a document; one whose language cannot be told is read in that of the document."""
    whole = language or language_of(document.text, words.languages)
    if not whole:
        return
    for start, end in clauses(document.text, words.heading, words.settings["together_words"]):
        own = language or language_of(document.text[start:end], words.languages) or whole
        yield judge(document.name, Clause(document.text, (start, end), words.languages[own]), words)


def _to_show(judged: Sequence[Judged]) -> Sequence[Judged]:
    """The clauses about people; if a person gives one clause only, that one, whatever it is about."""
    return judged if len(judged) == 1 else [each for each in judged if _relevant(each)]


def _relevant(judged: Judged) -> bool:
    return bool(judged.clause.hits("topic"))


def _finding(judged: Judged, others: Sequence[Judged], facts: ContractFacts, words: ClauseWords) -> ClauseFinding:
    stage = check_stage(judged.clause, facts.stage, words)
    grounds, questions = supplied(judged, stage.stage, facts, words)
    found = elements(judged, others, grounds)
    start, end = judged.clause.span
    vocabulary: Vocabulary = judged.clause.words
    missing = [each.element for each in found if each.state is ElementState.MISSING]
    return ClauseFinding(
        document=judged.document,
        start=start,
        end=end,
        text=judged.clause.text[start:end],
        language=vocabulary.code,
        relevant=_relevant(judged),
        elements=found,
        stage=stage,
        proposed=tuple((element, vocabulary.proposals[element]) for element in missing),
        questions=tuple(each for element in missing for each in questions.get(element, ())),
    )
