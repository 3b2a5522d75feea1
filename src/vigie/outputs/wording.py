"""An assessment in one language: its reasons, places, names and sources in words, said once and kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from vigie.content import Content
from vigie.errors import Message, Term
from vigie.language import Language
from vigie.model.assessment import CONTEXT_ONLY, About, Assessment, Likelihood, Position, RiskProfile, Supplier
from vigie.model.content import Source
from vigie.model.records import Place

NO_CREDIBLE_VERIFICATION = "no-credible-verification"
"""The guide for where speaking is unsafe."""

JOIN = "; "
"""Between the members of a list in one cell; part of the published meaning of the columns."""


@dataclass(frozen=True)
class Wording:
    """An assessment with the content it rests on and the language it is to be read in."""

    assessment: Assessment
    content: Content
    language: Language

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """Per profile, why it is ranked as it is, in the reader's language."""
        return tuple(self.reason(profile) for profile in self.assessment.profiles)

    @cached_property
    def several_files(self) -> bool:
        """Whether a row number alone would be ambiguous."""
        return len(self._files) > 1

    @cached_property
    def several_sheets(self) -> bool:
        """Whether some file was read from more than one of its sheets."""
        return any(len(sheets) > 1 for sheets in self._files.values())

    @cached_property
    def _files(self) -> Mapping[str, set[str]]:
        sheets: dict[str, set[str]] = {}
        for supplier in self.assessment.suppliers:
            for place in supplier.rows:
                sheets.setdefault(place.file, set()).add(place.sheet)
        return sheets

    def say(self, message: Message) -> str:
        """A sentence in the reader's language."""
        return self.language.say(message)

    def name(self, kind: str, code: str) -> str:
        """A word of the content in the reader's language."""
        return self.language.term(Term(kind, code))

    def reason(self, profile: RiskProfile) -> str:
        """The reasons of a profile as running text; evidence about a context is said to be only that."""
        notes = [CONTEXT_ONLY] if is_context_report(profile) else []
        return " ".join(map(self.say, [*grounds(profile), *notes]))

    def place(self, place: Place) -> str:
        """Where something stands in the lists, as short as is unambiguous."""
        if not (self.several_files or self.several_sheets):
            return str(place.row or "")
        sheet = place.sheet if self.several_sheets else ""
        return ":".join(part for part in (place.file, sheet, str(place.row or "")) if part)

    def heading(self, place: Place) -> str:
        """A column by its heading, with its file where there are several."""
        return ":".join(part for part in (self.place(replace(place, row=0)), place.column) if part)

    def rows(self, supplier: Supplier) -> str:
        """The row numbers of a supplier, joined."""
        return JOIN.join(map(self.place, supplier.rows))

    @cached_property
    def all_rows(self) -> tuple[str, ...]:
        """Per supplier, its row numbers."""
        return tuple(map(self.rows, self.assessment.suppliers))

    @cached_property
    def all_whys(self) -> tuple[str, ...]:
        """Per supplier, why its product was read so; said once for all whose text was read at once."""
        matches = [supplier.match for supplier in self.assessment.suppliers]
        said = {each: self.say(match.why) for each, match in {id(match): match for match in matches}.items()}
        return tuple(said[id(match)] for match in matches)

    def parts(self, profile: RiskProfile) -> str:
        """The materials or operations that a profile means, by name; empty where it names none."""
        return ", ".join(self.name("part", part) for part in profile.parts)

    def steps(self, profile: RiskProfile) -> tuple[str, ...]:
        """What to do first. Where nobody can speak freely: trace, substitute, leave; never an audit or interview."""
        if profile.no_credible_verification:
            texts = self.content.guide(NO_CREDIBLE_VERIFICATION)
        else:
            right = self.content.rights[profile.right]
            texts = right.steps_direct if profile.position is Position.DIRECT else right.steps_unmapped
        return tuple(self.language.pick(text) for text in texts)

    def supplier_names(self, indices: Iterable[int]) -> tuple[str, ...]:
        """The names of suppliers, each once, in the order of the list."""
        return tuple(dict.fromkeys(self.assessment.suppliers[index].name for index in sorted(indices)))

    def cite(self, ids: Iterable[str]) -> str:
        """Sources in short: publisher, title, date."""
        return JOIN.join(
            self.say(
                Message(
                    "{publisher}, {title}, {date}",
                    publisher=source.publisher,
                    title=source.title,
                    date=source.date,
                )
            )
            for source in self.known_sources(ids)
        )

    def known_sources(self, ids: Iterable[str]) -> tuple[Source, ...]:
        """The sources behind some ids, each once, by publisher."""
        known = self.content.sources
        found = {each: known[each] for each in ids if each in known}
        return tuple(sorted(found.values(), key=lambda source: (source.publisher, source.title, source.id)))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Every source that some profile of the assessment rests on."""
        return self.known_sources(each for profile in self.assessment.profiles for each in profile.sources)

    def how_read(self, source: Source) -> str:
        """Who opened a source, in words."""
        return self.say(HOW_READ[source.read])


HOW_READ = {
    "read": Message("the text itself was read"),
    "secondary": Message("read through another text"),
    "recalled": Message("from expertise; not opened for this entry"),
}


def is_context_report(profile: RiskProfile) -> bool:
    """Whether named evidence speaks about a product in a country, and so about no supplier."""
    return profile.likelihood is Likelihood.REPORTED and profile.about is About.CONTEXT


def grounds(profile: RiskProfile) -> tuple[Message, ...]:
    """The reasons themselves, without the sentence that tells context from accusation, which stands once at the end."""
    return tuple(message for message in profile.reasons if message != CONTEXT_ONLY)
