"""The few questions: which answers count, and which of them nobody gave."""

from __future__ import annotations

from collections.abc import Mapping

from vigie.content import Content
from vigie.errors import Message, WrongUse
from vigie.model.preparing import Asked


def asked(answers: Mapping[str, str], content: Content) -> tuple[Asked, ...]:
    """Every question with the answer that counts. Raises `WrongUse` for a question or answer that does not exist."""
    questions = {each["id"]: each for each in content.preparing("questions")["questions"]}
    for question, answer in answers.items():
        known = questions.get(question, {}).get("answers", {})
        if answer not in known:
            raise WrongUse(
                Message('"{answer}" is not an answer to "{question}".', answer=answer, question=question),
                advice=Message("Choose among: {choices}.", choices=", ".join(_choices(questions))),
            )
    return tuple(_asked(raw, answers.get(raw["id"])) for raw in questions.values())


def _choices(questions: Mapping[str, Mapping[str, Mapping[str, object]]]) -> list[str]:
    return [f"{question}={answer}" for question, raw in questions.items() for answer in raw["answers"]]


def _asked(raw: Mapping[str, object], given: str | None) -> Asked:
    answers = raw["answers"]
    answer = str(raw["assumed"]) if given is None else given
    return Asked(str(raw["id"]), raw["asks"], answer, answers[answer], assumed=given is None)  # type: ignore[arg-type, index]
