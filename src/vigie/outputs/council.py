"""The pages that a content council works with: what a group or an indicator says, on what ground, how to dispute it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from vigie.content import Content
from vigie.errors import Message, Term
from vigie.language import Language
from vigie.model.assessment import ProductMatch
from vigie.model.content import ChainStage, Fact, Hazard, Indicator, Part, ProductGroup, ReportedContext, Source
from vigie.outputs.document import Block, Cell, Column, Heading, Items, Note, Paragraph, Table
from vigie.outputs.left_out import Find, LeftOut
from vigie.outputs.markdown import markdown
from vigie.outputs.wording import HOW_READ
from vigie.risk.practice import level_of, value_of

SHOWN = 5
"""How many countries the demonstration of an indicator names at each end."""


class Council:
    """Writes the pages of one content in one language."""

    def __init__(self, content: Content, language: Language, find: Find) -> None:
        self._content = content
        self._language = language
        self._find = find
        self._left_out = LeftOut(content, language, find)

    def product(self, group: ProductGroup) -> str:
        """The page of a product group."""
        return markdown(self._language.pick(group.names), self._product(group))

    def indicator(self, indicator: Indicator) -> str:
        """The page of an indicator."""
        return markdown(self._language.pick(indicator.names), self._indicator(indicator))

    def demonstrated(self, group: ProductGroup) -> Iterator[tuple[str, ProductMatch]]:
        """Everyday words of a group in this language, and what Vigie makes of each."""
        words = dict.fromkeys(word.replace("*", "") for word in group.words[self._language.code])
        return ((word, self._find(word)) for word in words)

    def _product(self, group: ProductGroup) -> Iterator[Block]:
        yield self._paragraph(
            Message("What this group says about a typical chain; it says nothing about any supplier.")
        )
        yield self._heading(Message("Words and codes"))
        yield Items(tuple(self._words(group)))
        for stage in group.stages:
            yield Heading(1, self._language.term(Term("stage", stage.stage)), "")
            yield from self._stage(group, stage)
        if group.reports:
            yield self._heading(Message("Reports about contexts"))
            yield Items(tuple(map(self._report, group.reports)))
        yield from self._left_out.of_group(group)
        yield self._heading(Message("Demonstration"))
        yield Items(tuple(self._shown(word, match) for word, match in self.demonstrated(group)))
        rule = self._content.rule("likelihood")
        yield from self._grounds(_sources_of(group), (rule["judgement"], *rule["severity_judgements"]))

    def _words(self, group: ProductGroup) -> Iterator[str]:
        yield ", ".join(group.words[self._language.code])
        for scheme, prefixes in group.codes.items():
            if prefixes:
                yield f"{scheme.upper()}: {', '.join(prefixes)}"

    def _stage(self, group: ProductGroup, stage: ChainStage) -> Iterator[Block]:
        yield Items(tuple(self._part(part) for part in stage.parts))
        yield Table(
            self._say(Message("Hazards of this stage, whatever the country")),
            tuple(
                Column(self._say(header))
                for header in (
                    Message("Right"),
                    Message("How typical"),
                    Message("Scale, scope, irremediability"),
                    Message("Why"),
                    Message("Sources"),
                )
            ),
            tuple(self._hazard(hazard) for hazard in stage.hazards.values()),
        )
        names = ", ".join(self._language.term(Term("right", right)) for right in sorted(stage.not_typical))
        if names:
            yield self._paragraph(Message("Not typical of this work: {rights}.", rights=names))

    def _part(self, part: Part) -> str:
        countries = ", ".join(self._language.term(Term("country", origin.country)) for origin in part.origins)
        name = self._language.pick(part.names)
        return f"{name} ({countries})" if countries else name

    def _hazard(self, hazard: Hazard) -> tuple[Cell, ...]:
        dimensions = (hazard.scale, hazard.scope, hazard.irremediability)
        return (
            Cell(self._language.term(Term("right", hazard.right))),
            Cell(self._language.term(Term("hazard_level", hazard.level))),
            Cell(" / ".join(self._language.count(each) for each in dimensions)),
            Cell(self._language.pick(hazard.because)),
            Cell(", ".join(hazard.sources) or self._say(Message("judgement, no source"))),
        )

    def _report(self, report: ReportedContext) -> str:
        countries = ", ".join(self._language.term(Term("country", country)) for country in report.countries)
        right = self._language.term(Term("right", report.right))
        return f"{right}, {countries}: {self._language.pick(report.text)} ({', '.join(report.sources)})"

    def _shown(self, word: str, match: ProductMatch) -> str:
        return f"{word}: {self._language.say(match.why)} ({self._language.number(match.confidence, 2)})"

    def _indicator(self, indicator: Indicator) -> Iterator[Block]:
        yield Paragraph(self._language.pick(indicator.why))
        yield self._heading(Message("Method"))
        yield Items(tuple(self._say(each) for each in _method(indicator)))
        yield from self._left_out.of_indicator(indicator)
        yield self._heading(Message("Demonstration"))
        yield Items(tuple(self._say(each) for each in self.readings(indicator)))
        sources = sorted({fact.row.get("source") or fact.source for fact in self._facts(indicator)})
        yield from self._grounds(sources, (indicator.judgement,))

    def _facts(self, indicator: Indicator) -> list[Fact]:
        facts = self._content.facts(indicator.register)
        return [fact for fact in facts if value_of(indicator, fact.row) is not None]

    def readings(self, indicator: Indicator) -> tuple[Message, ...]:
        """The figures at both ends of an indicator, and what each counts as."""
        rows = [fact.row for fact in self._facts(indicator)]
        rows.sort(key=lambda row: (value_of(indicator, row), row["alpha2"]))
        shown = rows if len(rows) <= 2 * SHOWN else rows[:SHOWN] + rows[-SHOWN:]
        return tuple(
            Message(
                "{country}: {value} ({year}), which counts as {level}.",
                country=Term("country", row["alpha2"]),
                value=float(value_of(indicator, row)),
                year=str(row["year"]),
                level=Term("likelihood", level_of(indicator, row)),
            )
            for row in shown
        )

    def _grounds(self, sources: Iterable[str], judgements: Iterable[str]) -> Iterator[Block]:
        yield self._heading(Message("Judgements"))
        for judgement in (self._content.judgements[each] for each in judgements if each in self._content.judgements):
            pick = self._language.pick
            made = f"({pick(judgement.made_by)}, {self._language.date(date.fromisoformat(judgement.date))})"
            yield Note(pick(judgement.choice), f"{pick(judgement.reasons)} {pick(judgement.would_change)} {made}")
        yield self._heading(Message("Sources"))
        known = (self._content.sources[each] for each in dict.fromkeys(sources) if each in self._content.sources)
        yield Items(tuple(self._source(each) for each in known))
        yield self._heading(Message("How to dispute it"))
        yield self._paragraph(
            Message(
                "Name the line you dispute, what it should say, and the source. A judgement says what would change it."
            )
        )

    def _source(self, source: Source) -> str:
        return f"{source.id}: {source.publisher}, {source.title}, {source.date} ({self._say(HOW_READ[source.read])})"

    def _heading(self, text: Message) -> Heading:
        return Heading(1, self._say(text), "")

    def _paragraph(self, text: Message) -> Paragraph:
        return Paragraph(self._say(text))

    def _say(self, message: Message) -> str:
        return self._language.say(message)


def _method(indicator: Indicator) -> Iterator[Message]:
    yield Message("It speaks about: {right}.", right=Term("right", indicator.right))
    yield Message("Unit: {unit}.", unit=Term("unit", indicator.id))
    yield {
        "sets": Message("It can say high, medium or low."),
        "raises": Message("It can say high or medium, never low."),
        "shown": Message("It is shown and decides nothing."),
    }[indicator.use]
    for level, cut_off in (("high", indicator.high_from), ("medium", indicator.medium_from)):
        if cut_off is not None:
            yield Message(
                "It counts as {level} from {cut_off}.", level=Term("likelihood", level), cut_off=float(cut_off)
            )


def _sources_of(group: ProductGroup) -> Iterator[str]:
    for stage in group.stages:
        for hazard in stage.hazards.values():
            yield from hazard.sources
        for part in stage.parts:
            yield from (origin.source for origin in part.origins)
    for report in group.reports:
        yield from report.sources
