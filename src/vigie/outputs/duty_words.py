"""The answers about duties in one language: their state, their sources, and who read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vigie.content import Content
from vigie.errors import Message
from vigie.language import Language
from vigie.model.content import Source
from vigie.model.duties import Answer, Citation, DutyAnswer
from vigie.outputs.wording import HOW_READ, JOIN

KINDS: Mapping[str, Message] = {
    "duty": Message("duty"),
    "right": Message("right of yours"),
    "recommendation": Message("recommendation"),
    "indirect": Message("through customers"),
}

STATUS: Mapping[str, Message] = {
    "in_force": Message("in force"),
    "adopted": Message("adopted"),
    "proposal": Message("proposal"),
}

NO_ADVICE = Message(
    "The answers rest on what you state about yourself and on texts that were read as said. They are no legal advice."
)


@dataclass(frozen=True)
class DutyWords:
    """How the answers about duties are said."""

    content: Content
    language: Language

    def say(self, message: Message) -> str:
        """A sentence in the reader's language."""
        return self.language.say(message)

    def name(self, answer: DutyAnswer) -> str:
        """What the rule is called."""
        return self.language.pick(answer.duty.names)

    def asks(self, answer: DutyAnswer) -> str:
        """What the rule asks."""
        return self.language.pick(answer.duty.asks)

    def unsettled(self, answer: DutyAnswer) -> str:
        """What nobody knows yet about the rule; empty where nothing is open."""
        return self.language.pick(answer.duty.unsettled) if answer.duty.unsettled else ""

    def state(self, answer: DutyAnswer) -> str:
        """The answer in a few words, with its date."""
        if answer.answer is Answer.CANNOT_TELL:
            return self.say(Message("cannot tell"))
        if answer.applies_from is None:
            return self.say(Message("does not apply"))
        day = self.language.date(answer.applies_from)
        if answer.begun:
            return self.say(Message("applies since {day}", day=day))
        if answer.earliest:
            return self.say(Message("applies from {day} at the earliest", day=day))
        return self.say(Message("applies from {day}", day=day))

    def reasons(self, answer: DutyAnswer) -> tuple[str, ...]:
        """Why the answer is as it is."""
        return tuple(map(self.say, answer.reasons))

    def questions(self, answer: DutyAnswer) -> tuple[str, ...]:
        """What to answer so that more can be told."""
        return tuple(map(self.say, answer.questions))

    def cited(self, answer: DutyAnswer) -> Iterator[tuple[Citation, Source]]:
        """The sources of the rule with the articles that are meant."""
        for citation in answer.duty.citations:
            yield citation, self.content.sources[citation.source]

    def sources(self, answer: DutyAnswer) -> str:
        """The sources of the rule in short, with their articles."""
        return JOIN.join(self._source(citation, source) for citation, source in self.cited(answer))

    def articles(self, citation: Citation) -> str:
        """The articles that are meant; empty where the whole is."""
        return self.say(citation.articles) if citation.articles else ""

    def _source(self, citation: Citation, source: Source) -> str:
        if citation.articles is None:
            return source.title
        return self.say(Message("{title} ({articles})", title=source.title, articles=citation.articles))

    def read(self, answer: DutyAnswer) -> str:
        """How the source was read, by whom, and when last."""
        duty = answer.duty
        return self.say(
            Message(
                "{how}; by {who}, last on {day}",
                how=HOW_READ[duty.read_how],
                who=self.language.pick(duty.read_by),
                day=self.language.date(duty.read_on),
            )
        )


def of(answers: tuple[DutyAnswer, ...], answer: Answer) -> list[DutyAnswer]:
    """The rules with one answer, in their order."""
    return [each for each in answers if each.answer is answer]
