"""What a product group or an indicator leaves out, and where it went: a section of the pages of the content council."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from vigie.content import Content
from vigie.errors import Message, Term
from vigie.language import Language
from vigie.model.assessment import ProductMatch
from vigie.model.content import Exclusion, Indicator, ProductGroup, Register, Stage
from vigie.outputs.document import Block, Heading, Items, Paragraph
from vigie.risk.practice import value_of

Find = Callable[[str], ProductMatch]
"""How a purchase text is understood."""


class LeftOut:
    """Says of a group which words and codes go elsewhere, and of a register which rows are left out and why."""

    def __init__(self, content: Content, language: Language, find: Find) -> None:
        self._content = content
        self._language = language
        self._find = find
        self._owners = {
            (scheme, prefix): group.id
            for group in content.products.values()
            for scheme, prefixes in group.codes.items()
            for prefix in prefixes
        }

    def of_group(self, group: ProductGroup) -> Iterator[Block]:
        """What the group is not: its words that turn a text away, its longer codes, its stages without a word."""
        yield self._heading(Message("What this group is not"))
        stages = [self._language.term(Term("stage", stage)) for stage in _silent(group)]
        if stages:
            yield self._say(Message("It says nothing of its own about: {stages}.", stages=", ".join(stages)))
        words = tuple(self._turned_away(word, match) for word, match in self.turned_away(group))
        if words:
            yield self._say(
                Message("A text with one of these words is none of this group; after the colon, what it is instead.")
            )
            yield Items(words)
        elsewhere = self.codes_elsewhere(group)
        if elsewhere:
            yield self._say(Message("These longer codes belong to other groups."))
            yield Items(tuple(self._codes(owner, codes) for owner, codes in elsewhere.items()))
        for register in self._registers_behind(group):
            yield from self._register(register, register.exclusions)

    def of_indicator(self, indicator: Indicator) -> Iterator[Block]:
        """What the registers behind the indicator leave out, apart from what concerns other series only."""
        yield self._heading(Message("What is left out"))
        yield self._say(self._without_value(indicator))
        columns = {each.column for each in self._content.indicators.values() if each.register == indicator.register}
        others = columns - {indicator.column}
        for register in self._content.registers:
            if register.role == indicator.register:
                shown = (each for each in register.exclusions if not each.values & others)
                yield from self._register(register, tuple(shown))

    def _without_value(self, indicator: Indicator) -> Message:
        facts = self._content.facts(indicator.register)
        known = {fact.row["alpha2"] for fact in facts if value_of(indicator, fact.row) is not None}
        countries = {fact.row["alpha2"] for fact in self._content.facts("countries")}
        return Message(
            "{missing} of {all} countries have no value here; for them it says nothing.",
            missing=len(countries - known),
            all=len(countries),
        )

    def turned_away(self, group: ProductGroup) -> Iterator[tuple[str, ProductMatch]]:
        """The words of this language that rule the group out, and what Vigie makes of each."""
        words = group.not_words.get(self._language.code, ())
        return ((word, self._find(word.replace("*", ""))) for word in words)

    def codes_elsewhere(self, group: ProductGroup) -> Mapping[str, Mapping[str, list[str]]]:
        """By other group and scheme, the codes that lie directly under a code of this group and are not its own."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for (scheme, code), owner in sorted(self._owners.items()):
            if owner != group.id and self._above(scheme, code) == group.id:
                found[owner][scheme].append(code)
        return found

    def _above(self, scheme: str, code: str) -> str:
        """The group of the longest code above a code; empty where there is none."""
        above = (self._owners.get((scheme, code[:length])) for length in range(len(code) - 1, 0, -1))
        return next((owner for owner in above if owner), "")

    def _registers_behind(self, group: ProductGroup) -> Iterator[Register]:
        """The registers that say what is reported of a part, and where a mineral comes from."""
        parts = [part for stage in group.stages for part in stage.parts]
        named = {
            "goods-child-forced-labour": any(part.goods for part in parts),
            "mineral-production": any(part.mineral for part in parts),
        }
        return (each for each in self._content.registers if named.get(each.role, False))

    def _register(self, register: Register, exclusions: tuple[Exclusion, ...]) -> Iterator[Block]:
        name = self._language.pick(register.names)
        if not exclusions:
            yield self._say(Message("The register {register} leaves nothing out on purpose.", register=name))
            return
        yield self._say(Message("Left out of the register {register}:", register=name))
        pick = self._language.pick
        yield Items(tuple(f"{pick(each.what)}: {pick(each.why)}" for each in exclusions))

    def _turned_away(self, word: str, match: ProductMatch) -> str:
        nowhere = Message("no group")
        group = self._language.term(Term("product_group", match.group)) if match.group else self._language.say(nowhere)
        return f"{word}: {group}"

    def _codes(self, owner: str, codes: Mapping[str, list[str]]) -> str:
        listed = "; ".join(f"{scheme.upper()} {', '.join(each)}" for scheme, each in codes.items())
        return f"{self._language.term(Term('product_group', owner))}: {listed}"

    def _heading(self, text: Message) -> Heading:
        return Heading(1, self._language.say(text), "")

    def _say(self, message: Message) -> Paragraph:
        return Paragraph(self._language.say(message))


def _silent(group: ProductGroup) -> Iterator[Stage]:
    described = {stage.stage for stage in group.stages}
    return (stage for stage in Stage if stage not in described)
