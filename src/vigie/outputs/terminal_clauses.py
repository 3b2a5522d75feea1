"""What the terminal shows of checked clauses: is it controllable, is it lawful there, what is missing, what to add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from vigie.content import Content
from vigie.errors import Message
from vigie.language import Language
from vigie.model.clauses import (
    ClauseFinding,
    ClauseStage,
    Element,
    ElementFinding,
    ElementState,
    Lawful,
    LegalGround,
    StageRemark,
)
from vigie.outputs.terminal_lines import line

ELEMENTS = {
    Element.WHO: Message("who is bound, and how far in the chain"),
    Element.EVIDENCE: Message("what evidence"),
    Element.DEADLINE: Message("by when"),
    Element.VERIFICATION: Message("who checks, and how"),
    Element.CONSEQUENCE: Message("what happens if not"),
    Element.CAPACITY: Message("the buyer's own means"),
}
STAGES = {
    ClauseStage.EXCLUSION: Message("ground for exclusion"),
    ClauseStage.SELECTION: Message("selection criterion"),
    ClauseStage.SPECIFICATION: Message("technical specification"),
    ClauseStage.AWARD: Message("award criterion"),
    ClauseStage.PERFORMANCE: Message("performance condition"),
}
LAWFUL = {
    Lawful.LAWFUL: Message("lawful at this stage"),
    Lawful.NOT_LAWFUL: Message("not lawful at this stage"),
    Lawful.CANNOT_TELL: Message("cannot tell whether it is lawful: ask"),
}
READ = {
    "recalled": Message("recalled, not opened"),
    "secondary": Message("read through another text"),
    "read": Message("read"),
    "judgement": Message("a choice of this tool"),
}
"""How the law behind a remark was read."""
SHOWN = 160
"""So many letters of a clause or of found words are shown."""


def clauses(findings: Sequence[ClauseFinding], content: Content, language: Language) -> RenderableType:
    """All clauses in the order of the documents, and what the answer does not mean."""
    if not findings:
        return line(language.say(Message("No clause about people at work was found. That is not the same as none.")))
    shown = (part for number, each in enumerate(findings, 1) for part in _clause(number, each, content, language))
    limits = Message("Missing means: not found by these rules. This is no legal advice.")
    return Group(*shown, Text(), line(language.say(limits), style="dim"))


def _clause(number: int, finding: ClauseFinding, content: Content, language: Language) -> Iterator[RenderableType]:
    said = Message("{number}. {words}", number=number, words=_short(finding.text))
    yield Text()
    yield Text(language.say(said), style="underline", no_wrap=False, overflow="fold")
    yield Text(language.say(_verdict(finding)), style="bold", no_wrap=False, overflow="fold")
    if not finding.relevant:
        yield line(language.say(Message("This text names no right of people at work or nearby.")), style="dim")
    for element in finding.elements:
        yield line(_element(element, content, language))
    for remark in finding.stage.remarks:
        yield from _remark(remark, content, language)
    for question in finding.questions:
        yield line(language.say(Message("Ask: {question}", question=language.pick(question))))
    yield from _proposed(finding, language)


def _verdict(finding: ClauseFinding) -> Message:
    """Never whether a clause can be controlled without whether it may stand there."""
    controllable = Message("controllable") if finding.controllable else Message("not controllable as it stands")
    stage = STAGES[finding.stage.stage] if finding.stage.stage else Message("stage unknown")
    lawful = LAWFUL[finding.stage.lawful]
    return Message("{controllable}; {stage}: {lawful}", controllable=controllable, stage=stage, lawful=lawful)


def _element(finding: ElementFinding, content: Content, language: Language) -> str:
    name, words = ELEMENTS[finding.element], _short(finding.words)
    match finding.state:
        case ElementState.FOUND:
            said = Message("+ {element}: “{words}”", element=name, words=words)
        case ElementState.SUPPLIED_ELSEWHERE:
            said = Message(
                "+ {element}: from another clause, in {document}: “{words}”",
                element=name,
                document=finding.document,
                words=words,
            )
        case ElementState.SUPPLIED_BY_LAW:
            law = _grounds((finding.ground,) if finding.ground else (), content)
            said = Message("+ {element}: supplied by law: {law}", element=name, law=law)
        case _:
            said = Message("- {element}: missing", element=name)
    return language.say(said)


def _remark(remark: StageRemark, content: Content, language: Language) -> Iterator[RenderableType]:
    yield line(language.pick(remark.says))
    if remark.grounds:
        sources, read = _grounds(remark.grounds, content), READ[remark.read]
        said = Message("Rests on: {sources}. How it was read: {read}.", sources=sources, read=read)
        yield line(language.say(said), style="dim")


def _grounds(grounds: Iterable[LegalGround], content: Content) -> str:
    return "; ".join(f"{content.sources[each.source].title}, {each.articles}" for each in grounds)


def _proposed(finding: ClauseFinding, language: Language) -> Iterator[RenderableType]:
    if finding.proposed:
        yield line(language.say(Message("Words to add, with what stands in brackets filled in:")))
        for _, words in finding.proposed:
            yield line(f"  {words}")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else words[: SHOWN - 1].rstrip() + "…"
