"""The memo and the letters around a contract: templates of the content, filled from a preparation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from vigie.content import Content
from vigie.errors import Message, Term
from vigie.language import Language
from vigie.model.assessment import PLAUSIBLE
from vigie.model.clause_library import Due, ModelClause
from vigie.model.preparing import Preparation

MOST_NAMED = 4
"""So many risks, proofs or dates stand in a letter; the rest stands in the other papers."""
NOT_STATED = Message("not stated")
NAME_OF_BUYER = Message("[name of the contracting authority]")
_PLACE = re.compile(r"\{([a-z_]+)\}")

_AFTER: Mapping[str, Callable[[str, Term], Message]] = {
    "days": lambda number, event: Message("{number} days after: {event}", number=number, event=event),
    "months": lambda number, event: Message("{number} months after: {event}", number=number, event=event),
}
_BEFORE: Mapping[str, Callable[[str, Term], Message]] = {
    "days": lambda number, event: Message("{number} days before: {event}", number=number, event=event),
    "months": lambda number, event: Message("{number} months before: {event}", number=number, event=event),
}
"""How a date is said, by the unit of its period; the event follows in the form in which the content names it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One paper, ready to sign: its lines are paragraphs."""

    id: str
    title: str
    lines: tuple[str, ...]


class Letters:
    """The papers of one preparation in one language."""

    def __init__(self, preparation: Preparation, content: Content, language: Language) -> None:
        self._preparation, self._content, self._language = preparation, content, language

    def all(self) -> Iterator[Letter]:
        """Every paper of the content; one that needs something which is not known is not written."""
        values = self._values()
        for raw in self._content.preparing("letters")["letters"]:
            if values[raw["needs"]] if "needs" in raw else True:
                text = _PLACE.sub(lambda found: values[found[1]] or self._not_stated, self._language.pick(raw["text"]))
                yield Letter(raw["id"], self._language.pick(raw["names"]), tuple(text.split("\n")))

    def due(self, clause: ModelClause) -> str:
        """When something of a clause is due, each date in short."""
        return "; ".join(self._due(clause, each) for each in clause.due)

    @property
    def _not_stated(self) -> str:
        return self._language.say(NOT_STATED)

    def _values(self) -> Mapping[str, str]:
        found, language = self._preparation, self._language
        need = found.need
        dues = (self.due(each.clause) for each in found.chosen)
        return {
            "subject": need.text or need.cpv,
            "buyer": need.buyer or language.say(NAME_OF_BUYER),
            "date": language.date(found.as_of),
            "value": "" if need.value is None else language.money(need.value, need.currency),
            "term": language.say(Message("{months} months", months=need.months)) if need.months else "",
            "ambition": language.term(Term("ambition", found.advice.ambition)),
            "risks": self._risks(),
            "clause_count": language.number(len(found.chosen)),
            "buyer_hours": language.number(found.totals.buyer_hours),
            "follow_ups": ", ".join(language.pick(each.names) for each in found.follow_ups),
            "follower": self._follower(),
            "proofs": self._first("proof", (proof for each in found.chosen for proof in each.clause.proofs)),
            "dues": "; ".join([each for each in dues if each][:MOST_NAMED]),
        }

    def _risks(self) -> str:
        plausible = [each for each in self._preparation.risks if each.likelihood in PLAUSIBLE]
        return self._first("right", (each.right for each in plausible))

    def _first(self, kind: str, ids: Iterable[str]) -> str:
        return ", ".join(self._language.term(Term(kind, each)) for each in list(dict.fromkeys(ids))[:MOST_NAMED])

    def _follower(self) -> str:
        """The function that follows up most of the clauses."""
        functions = Counter(each.clause.function for each in self._preparation.chosen)
        if not functions:
            return ""
        told = self._preparation.need.places.get("function")
        return told or self._language.term(Term("function", functions.most_common(1)[0][0]))

    def _due(self, clause: ModelClause, due: Due) -> str:
        event = Term("event", due.event)
        place = next((each for each in clause.places if each.id in (due.after, due.before)), None)
        said = (_AFTER if due.after else _BEFORE).get(place.unit) if place else None
        if place is None or said is None:
            return self._language.term(event)
        given = self._preparation.need.places
        number = given.get(f"{clause.id}.{place.id}", given.get(place.id, f"{place.default:g}"))
        return self._language.say(said(number, event))
