"""What a prepared contract says on the terminal: the advice, the clauses, and what still wants an answer."""

from __future__ import annotations

from collections.abc import Iterator

from vigie.errors import Message, Term
from vigie.language import Language
from vigie.model.preparing import Preparation


def prepared_lines(preparation: Preparation, language: Language) -> Iterator[str]:
    """One sentence or clause per line, in the reader's language."""
    advice, sums = preparation.advice, preparation.totals
    yield language.say(preparation.match.why)
    yield language.say(Message("Advised level: {level}.", level=Term("ambition", advice.ambition)))
    yield from (f"  {language.say(each)}" for each in advice.reasons)
    for chosen in preparation.chosen:
        stage = language.term(Term("clause_stage", chosen.clause.stage))
        yield f"  {stage}: {language.term(Term('clause', chosen.clause.id))}"
    yield language.say(
        Message(
            "Work per year, a judgement and not a measurement: {buyer} hours for you, {contractor} for the contractor.",
            buyer=sums.buyer_hours,
            contractor=sums.contractor_hours,
        )
    )
    for each in preparation.follow_ups:
        yield language.say(Message("You may join: {name}.", name=language.pick(each.names)))
    for question in preparation.asked:
        if question.assumed:
            asks, says = language.pick(question.asks), language.pick(question.says)
            yield language.say(Message("{question} Assumed: {answer}.", question=asks, answer=says))
