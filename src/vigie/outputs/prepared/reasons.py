"""The paper for the buyer: how much to ask and why, what proof exists, and what every clause means in work and law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vigie.errors import Message, Term
from vigie.model.assessment import PLAUSIBLE, RiskProfile
from vigie.model.clause_library import ModelClause
from vigie.model.preparing import Chosen
from vigie.outputs.document import Block, Cell, Column, Heading, Items, Note, Paragraph, Table
from vigie.outputs.prepared.letters import MOST_NAMED, Letters
from vigie.outputs.prepared.saying import Saying
from vigie.outputs.wording import NO_CREDIBLE_VERIFICATION, grounds

NOT_ADVICE = Message(
    "These are model texts, not legal advice: have them read by your legal service. Each article says how it was read."
)
STEERS = Message(
    "Country risk steers how much you check, never whom you select or how you score. "
    "A living wage is a matter of dialogue, never a ground to reject."
)
TYPICAL = Message("These risks belong to the typical chain of what is bought. They accuse no supplier.")
NOT_CREDIBLE = Message(
    "Part of this chain likely lies where no audit or interview is credible or safe. What helps there:"
)
NO_PROOF = Message("Not known for this purchase. Ask the market before you write the documents: a letter is ready.")
NO_FOLLOW_UP = Message("No existing follow-up is known for this purchase. Ask the buyers near you.")
NOT_RECOGNISED = Message("Not known, because what is bought was not recognised.")
ASSUMED = Message("assumed: nobody answered")


@dataclass(frozen=True, slots=True)
class Reasons:
    """The blocks of the paper; `letters` says when things are due."""

    saying: Saying
    letters: Letters

    def blocks(self) -> Iterator[Block]:
        """The whole paper."""
        yield Paragraph(self.saying.say(NOT_ADVICE), "lead")
        yield from self._advice()
        yield from self._risks()
        yield from self._market()
        yield from self._follow_ups()
        yield from self._questions()
        yield self.saying.heading(1, Message("The clauses, one by one"), "one-by-one")
        for each in self.saying.preparation.chosen:
            yield from self._clause(each)
        yield from self._left_out()

    def _advice(self) -> Iterator[Block]:
        found, say = self.saying.preparation, self.saying.say
        match = found.match
        yield self.saying.heading(1, Message("How much to ask"), "ambition")
        named = f"{self.saying.name('product_group', match.group)}: " if match.group else ""
        yield Paragraph(f"{named}{say(match.why)}")
        yield Paragraph(say(Message("Advised level: {level}.", level=Term("ambition", found.advice.ambition))))
        yield Items(tuple(map(say, found.advice.reasons)))
        yield Paragraph(" ".join(map(say, self._totals())))
        yield Paragraph(say(STEERS))

    def _totals(self) -> Iterator[Message]:
        sums, language = self.saying.preparation.totals, self.saying.language
        yield Message(
            "Work per year, a judgement and not a measurement: {buyer} hours for you, {contractor} for the contractor.",
            buyer=sums.buyer_hours,
            contractor=sums.contractor_hours,
        )
        if sums.share is not None:
            share = f"{language.number(sums.share * 100, 1)} %"
            yield Message("For the contractor that is about {share} of the value of a year.", share=share)
        if sums.unknown_costs:
            yield Message("Clauses whose cost to others is not known: {count}.", count=sums.unknown_costs)

    def _risks(self) -> Iterator[Block]:
        say, risks = self.saying.say, self.saying.preparation.risks
        yield self.saying.heading(1, Message("Who may be harmed, and where in the chain"), "risks")
        if not risks:
            yield Paragraph(say(NOT_RECOGNISED))
            return
        yield Paragraph(say(TYPICAL))
        headers = (Message("Right"), Message("Stage"), Message("Severity"), Message("Likelihood"))
        yield Table(
            say(Message("The worst risk per stage and right in the typical chain, before any measure")),
            tuple(Column(say(header)) for header in headers),
            tuple(map(self._risk, risks)),
        )
        worst = [each for each in risks if each.likelihood in PLAUSIBLE][:MOST_NAMED]
        if worst:
            yield Items(tuple(map(self._ground, worst)))
        if any(each.no_credible_verification and each.likelihood in PLAUSIBLE for each in risks):
            steps = self.saying.content.guide(NO_CREDIBLE_VERIFICATION)
            yield Paragraph(say(NOT_CREDIBLE))
            yield Items(tuple(map(self.saying.language.pick, steps)))

    def _risk(self, risk: RiskProfile) -> tuple[Cell, ...]:
        name = self.saying.name
        return (
            Cell(name("right", risk.right)),
            Cell(name("stage", risk.stage)),
            Cell(name("severity", str(risk.severity.level))),
            Cell(name("likelihood", risk.likelihood)),
        )

    def _ground(self, risk: RiskProfile) -> str:
        place = f"{self.saying.name('right', risk.right)}, {self.saying.name('stage', risk.stage)}"
        said = " ".join(map(self.saying.say, grounds(risk)))
        return f"{place}: {said}{self.saying.cited(risk.sources)}"

    def _market(self) -> Iterator[Block]:
        found = self.saying.preparation.market
        yield self.saying.heading(1, Message("What proof the market can give"), "market")
        if not found:
            yield Paragraph(self.saying.say(NO_PROOF))
        for each in found:
            yield Paragraph(f"{self.saying.language.pick(each.says)}{self.saying.cited(each.sources)}")

    def _follow_ups(self) -> Iterator[Block]:
        found, pick = self.saying.preparation.follow_ups, self.saying.language.pick
        yield self.saying.heading(1, Message("What exists that you may join"), "follow-ups")
        if not found:
            yield Paragraph(self.saying.say(NO_FOLLOW_UP))
        for each in found:
            dated = self.saying.say(Message("as it was in {date}", date=each.as_of))
            yield Note(f"{pick(each.names)} ({dated}):", f"{pick(each.says)}{self.saying.cited(each.sources)}")

    def _questions(self) -> Iterator[Block]:
        pick = self.saying.language.pick
        assumed = f" ({self.saying.say(ASSUMED)})"
        yield self.saying.heading(1, Message("Your answers"), "answers")
        yield Items(
            tuple(
                f"{pick(each.asks)} {pick(each.says)}{assumed if each.assumed else ''}"
                for each in self.saying.preparation.asked
            )
        )

    def _clause(self, chosen: Chosen) -> Iterator[Block]:
        clause = chosen.clause
        yield Heading(2, self.saying.name("clause", clause.id), f"why-{clause.id}")
        yield Paragraph(self.saying.language.pick(clause.obligation))
        yield Items(tuple(map(self.saying.say, (*self._asked(chosen), *self._worth(clause)))))

    def _asked(self, chosen: Chosen) -> Iterator[Message]:
        """Why the clause stands here, and what it asks of whom."""
        clause, say, pick = chosen.clause, self.saying.say, self.saying.language.pick
        names = self.saying.names
        yield Message("Why here: {reasons}", reasons=" ".join(map(say, chosen.reasons)))
        yield Message("Reaches: {reaches}", reaches=names("reach", clause.reaches))
        yield Message("Articles: {articles}", articles="; ".join(map(self.saying.article, clause.articles)))
        proofs = names("proof", clause.proofs)
        yield (
            Message("Proof accepted: {proofs}, or equivalent", proofs=proofs)
            if clause.equivalent
            else Message("Proof accepted: {proofs}", proofs=proofs)
        )
        yield Message("Due: {dues}", dues=self.letters.due(clause))
        how = pick(clause.checked_how)
        yield Message("Checked by: {checkers}. {how}", checkers=names("checker", clause.checkers), how=how)
        yield Message("On failure: {consequence}", consequence=pick(clause.consequence))

    def _worth(self, clause: ModelClause) -> Iterator[Message]:
        """What the clause costs both sides, and when it is worth it."""
        pick = self.saying.language.pick
        yield Message(
            "Hours per year: {buyer} for you ({function}), {contractor} for the contractor",
            buyer=clause.buyer.hours,
            function=Term("function", clause.function),
            contractor=clause.contractor.hours,
        )
        yield Message("Small firms: {effect}", effect=pick(clause.small_firms))
        yield Message("When to use it: {when}", when=pick(clause.when))
        yield Message("When not: {when}", when=pick(clause.when_not))

    def _left_out(self) -> Iterator[Block]:
        found = self.saying.preparation.left_out
        if found:
            yield self.saying.heading(1, Message("Clauses that were not chosen"), "left-out")
            name, say = self.saying.name, self.saying.say
            yield Items(tuple(f"{name('clause', each.clause.id)}: {say(each.reason)}" for each in found))
