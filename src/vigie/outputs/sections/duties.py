"""The chapter on duties: what applies, what to answer so that it can be told, what does not, and on what that rests."""

from __future__ import annotations

from collections.abc import Iterator

from vigie.errors import Message
from vigie.model.duties import Answer, DutyAnswer
from vigie.outputs.document import Block, Cell, Column, Heading, Items, Note, Paragraph, Table
from vigie.outputs.duty_words import KINDS, NO_ADVICE, STATUS, DutyWords, of
from vigie.outputs.edition import Edition


def duties(edition: Edition) -> Iterator[Block]:
    """The chapter; nothing where no company was described."""
    answers = edition.assessment.duties
    if not answers:
        return
    words = DutyWords(edition.content, edition.language)
    yield Heading(1, words.say(Message("Which duties apply")), "duties")
    yield Paragraph(words.say(_counted(answers)), "lead")
    yield Paragraph(words.say(NO_ADVICE))
    yield _overview(answers, words)
    yield from _applying(of(answers, Answer.APPLIES), words)
    yield from _open(of(answers, Answer.CANNOT_TELL), words)
    yield from _others(of(answers, Answer.DOES_NOT), words)


def _counted(answers: tuple[DutyAnswer, ...]) -> Message:
    return Message(
        "Of {rules} rules, {applying} apply or will apply to you, {other} do not, and {open} cannot be told before you "
        "answer a question or somebody reads the source.",
        rules=len(answers),
        applying=len(of(answers, Answer.APPLIES)),
        other=len(of(answers, Answer.DOES_NOT)),
        open=len(of(answers, Answer.CANNOT_TELL)),
    )


def _overview(answers: tuple[DutyAnswer, ...], words: DutyWords) -> Table:
    say = words.say
    return Table(
        say(Message("All rules and their answers")),
        (
            Column(say(Message("Rule")), 3),
            Column(say(Message("Answer")), 2),
            Column(say(Message("Kind")), 1.2),
            Column(say(Message("Status")), 1),
        ),
        tuple(
            (
                Cell(words.name(each)),
                Cell(words.state(each)),
                Cell(say(KINDS[each.duty.kind])),
                Cell(say(STATUS[each.duty.status])),
            )
            for answer in Answer
            for each in of(answers, answer)
        ),
    )


def _applying(answers: list[DutyAnswer], words: DutyWords) -> Iterator[Block]:
    if answers:
        yield Heading(2, words.say(Message("What applies, and why")), "duties-apply")
    for each in answers:
        title = Message("{name}: {state}", name=words.name(each), state=words.state(each))
        yield Note(words.say(title), words.asks(each))
        yield Items((*words.reasons(each), *words.questions(each)))
        yield from _ground(each, words)


def _open(answers: list[DutyAnswer], words: DutyWords) -> Iterator[Block]:
    if answers:
        yield Heading(2, words.say(Message("What cannot be told, and what to answer")), "duties-open")
    for each in answers:
        yield Note(words.name(each), words.asks(each))
        yield Items((*words.questions(each), *words.reasons(each)))
        yield from _ground(each, words)


def _ground(answer: DutyAnswer, words: DutyWords) -> Iterator[Block]:
    """On what the rule rests, who read it when, and what is not settled."""
    said = Message(
        "Rests on: {sources}. How it was read: {read}.", sources=words.sources(answer), read=words.read(answer)
    )
    yield Paragraph(words.say(said), "small")
    if unsettled := words.unsettled(answer):
        yield Paragraph(words.say(Message("Not settled: {unsettled}", unsettled=unsettled)), "small")


def _others(answers: list[DutyAnswer], words: DutyWords) -> Iterator[Block]:
    say = words.say
    if not answers:
        return
    yield Heading(2, say(Message("What does not apply, and why")), "duties-not")
    yield Table(
        say(Message("Rules that do not apply")),
        (
            Column(say(Message("Rule")), 2),
            Column(say(Message("Why")), 3),
            Column(say(Message("Rests on")), 2),
            Column(say(Message("How it was read")), 1.6),
        ),
        tuple(
            (
                Cell(words.name(each)),
                Cell(" ".join(words.reasons(each))),
                Cell(words.sources(each)),
                Cell(words.read(each)),
            )
            for each in answers
        ),
    )
