"""What the terminal shows of duties: what applies and since when, what to answer, and what does not apply."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from vigie.content import Content
from vigie.errors import Message
from vigie.language import Language
from vigie.model.duties import Answer, DutyAnswer
from vigie.outputs.duty_words import NO_ADVICE, DutyWords, of
from vigie.outputs.terminal_lines import heading, line


def duties(answers: tuple[DutyAnswer, ...], content: Content, language: Language) -> RenderableType:
    """All answers with their reasons and sources, those that apply first."""
    words = DutyWords(content, language)
    return Group(*_title(answers, words), *(part for each in _sorted(answers) for part in _whole(each, words)))


def duties_in_short(answers: tuple[DutyAnswer, ...], content: Content, language: Language) -> RenderableType:
    """All answers, one line each, and what to ask; the reasons stand in the report."""
    words = DutyWords(content, language)
    return Group(*_title(answers, words), *(part for each in _sorted(answers) for part in _short(each, words)))


def _title(answers: tuple[DutyAnswer, ...], words: DutyWords) -> Iterator[RenderableType]:
    if answers:
        yield heading(words.say(Message("Which duties apply")))
        yield line(words.say(NO_ADVICE), style="dim")


def _sorted(answers: tuple[DutyAnswer, ...]) -> list[DutyAnswer]:
    return [each for answer in Answer for each in of(answers, answer)]


def _short(answer: DutyAnswer, words: DutyWords) -> Iterator[RenderableType]:
    said = Message("{name}: {state}", name=words.name(answer), state=words.state(answer))
    yield Text(words.say(said), style="bold", no_wrap=False, overflow="fold")
    for question in words.questions(answer):
        yield line(words.say(Message("Ask: {question}", question=question)))


def _whole(answer: DutyAnswer, words: DutyWords) -> Iterator[RenderableType]:
    yield Text()
    yield from _short(answer, words)
    for reason in words.reasons(answer):
        yield line(reason)
    if answer.answer is not Answer.DOES_NOT:
        yield line(words.asks(answer))
        if unsettled := words.unsettled(answer):
            yield line(words.say(Message("Not settled: {unsettled}", unsettled=unsettled)), style="dim")
    read = Message(
        "Rests on: {sources}. How it was read: {read}.", sources=words.sources(answer), read=words.read(answer)
    )
    yield line(words.say(read), style="dim")
