"""What persons judged: that two suppliers are one or are not, and what a purchase text means. Kept, and applied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from vigie.errors import Message, WrongUse
from vigie.identify.folding import fold
from vigie.identify.identifiers import NUMBERING, check
from vigie.identify.identity import Number, conflict, name_key, numbers, supplier_id
from vigie.identify.party_names import PartyWords
from vigie.model.assessment import ProductMatch, SameSupplierAnswer
from vigie.model.records import NotUnderstood, Place


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One row of a file with judgements: its cells by their headings in lower case, and where it stands."""

    place: Place
    cells: Mapping[str, str]

    def cell(self, heading: str) -> str:
        """The trimmed text under a heading; empty where there is none."""
        return self.cells.get(heading, "").strip()


def judged_by(row: JudgedRow) -> Message:
    """Who judged, and when."""
    return Message("judged by {by} on {date}", by=row.cell("by"), date=row.cell("date"))


def signed(row: JudgedRow) -> bool:
    """Whether the row says who judged, and on which day (as 2026-11-22)."""
    try:
        date.fromisoformat(row.cell("date"))
    except ValueError:
        return False
    return bool(row.cell("by"))


_SIGN = (
    Message("This judgement does not say who made it and when."),
    Message("Write a name or a role under “by”, and the day under “date”, as 2026-11-22."),
)


# --- The same supplier ------------------------------------------------------------------------------------------


class Known:
    """The suppliers of the lists as a person may name them: by id, by a number, or by name and country."""

    def __init__(self, country: Callable[[str], str]) -> None:
        self._country = country
        self._ids: dict[str, str] = {}
        self._others: dict[str, set[str]] = defaultdict(set)
        self.numbers: dict[str, set[Number]] = defaultdict(set)

    def add(self, key: str, name: str, country: str, carried: Iterable[Number]) -> None:
        """A row of the supplier `key`, with its name, its country (alpha-2) and its numbers."""
        self._ids[supplier_id(key)] = key
        own = name_key(name, country)
        self._others[own].add(key)
        self._others[supplier_id(own)].add(key)
        for number in carried:
            self._others[number[1]].add(key)
            self.numbers[key].add(number)

    def find(self, row: JudgedRow, side: str) -> str:
        """The key of the supplier that a row names on one side, `a` or `b`; empty where none or several fit."""
        written = row.cell(f"supplier_id_{side}")
        if not written:
            named = name_key(row.cell(f"name_{side}"), self._country(row.cell(f"country_{side}")))
            return self._only([named])
        return self._ids.get(written) or self._only([written, *_normalised(written)])

    def _only(self, ways: Iterable[str]) -> str:
        """The one supplier that is meant. A number that lost its leading zero in a spreadsheet is still found."""
        found = {key for way in ways for key in self._others.get(way, ())}
        return found.pop() if len(found) == 1 else ""


def _normalised(written: str) -> Iterator[str]:
    for scheme in NUMBERING:
        checked = check(scheme, written)
        if checked.valid:
            yield numbers([checked])[0][1]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows from the judgements: the key that each joined key becomes, why, which ids stay apart, the doubts."""

    becomes: Mapping[str, str]
    why: Mapping[str, Message]
    apart: frozenset[frozenset[str]]
    doubts: tuple[NotUnderstood, ...]


@dataclass(frozen=True, slots=True)
class _Judgement:
    row: JudgedRow
    a: str
    b: str
    same: bool


def judge(rows: Sequence[JudgedRow], known: Known, words: PartyWords) -> Verdict:
    """Applies the judgements of persons to the suppliers of the lists.

    An empty answer leaves the question open. What cannot be applied is told, with what to write instead. Raises
    `WrongUse` where judgements contradict each other (a is b, b is c, a is not c).
    """
    doubts: list[NotUnderstood] = []
    made = [each for row in rows if row.cell("same") and (each := _judgement(row, known, words, doubts))]
    becomes = _joined(made)
    for each in made:
        if not each.same and becomes.get(each.a, each.a) == becomes.get(each.b, each.b):
            raise _contradiction(each, made)
    refused = _refused(becomes, known)
    doubts.extend(_two_numbers(each) for each in made if each.same and becomes[each.a] in refused)
    becomes = {key: into for key, into in becomes.items() if into not in refused}
    return Verdict(becomes, _why(made, becomes), _apart(made, becomes), tuple(doubts))


def answers(rows: Iterable[JudgedRow]) -> tuple[SameSupplierAnswer, ...]:
    """Every row that a person answered, as written, also where it cannot be applied: nothing entered is lost."""
    columns = [column.name for column in fields(SameSupplierAnswer)]
    return tuple(dict.fromkeys(SameSupplierAnswer(*map(row.cell, columns)) for row in rows if row.cell("same")))


def _judgement(row: JudgedRow, known: Known, words: PartyWords, doubts: list[NotUnderstood]) -> _Judgement | None:
    same = words.answer(row.cell("same"))
    a, b = known.find(row, "a"), known.find(row, "b")
    fault = _fault(row, same, a, b)
    if fault:
        doubts.append(NotUnderstood(row.place, *fault))
        return None
    return _Judgement(row, a, b, bool(same)) if a != b else None


def _fault(row: JudgedRow, same: bool | None, a: str, b: str) -> tuple[str, Message, Message] | None:
    if same is None:
        what = Message("This is neither yes nor no.")
        return row.cell("same"), what, Message("Write yes, no, or nothing where it is not judged yet.")
    if not signed(row):
        return row.cell("by") or row.cell("date"), *_SIGN
    for side, key in (("a", a), ("b", b)):
        if not key:
            said = row.cell(f"supplier_id_{side}") or row.cell(f"name_{side}")
            what = Message("No supplier of the lists, or more than one, goes by this id or this name and country.")
            return (
                said,
                what,
                Message("Write the id as it stands in suppliers.csv; leave the row if it is of another list."),
            )
    if a == b and not same:
        what = Message("The lists make these two one: by the same number, or exactly the same name and country.")
        return row.cell("same"), what, Message("Correct the number or the name in the list if they are two.")
    return None


def _joined(made: Iterable[_Judgement]) -> dict[str, str]:
    """For every key that a person joined to another the one key for all of them: a number before a name."""
    members: dict[str, set[str]] = {}
    for each in made:
        if each.same:
            together = members.get(each.a, {each.a}) | members.get(each.b, {each.b})
            members.update(dict.fromkeys(together, together))
    return {key: min(together, key=lambda each: (each.startswith("name:"), each)) for key, together in members.items()}


def _contradiction(denied: _Judgement, made: Iterable[_Judgement]) -> WrongUse:
    joined = [each for each in made if each.same]
    touching = [each.row for each in joined if {each.a, each.b} & {denied.a, denied.b}]
    rows = ", ".join(f"{row.place.file}:{row.place.row}" for row in [denied.row, *touching])
    return WrongUse(
        Message(
            "Judgements contradict each other: the same two suppliers are one, and are not. Rows {rows}.", rows=rows
        ),
        where=denied.row.place.file,
        advice=Message("Change one of these rows; a supplier that is two others makes these two one as well."),
    )


def _refused(becomes: Mapping[str, str], known: Known) -> set[str]:
    """Joined suppliers whose valid numbers say that they are two organisations."""
    members: dict[str, list[str]] = defaultdict(list)
    for key, into in becomes.items():
        members[into].append(key)
    return {
        into
        for into, keys in members.items()
        if any(conflict(known.numbers[one], known.numbers[other]) for one in keys for other in keys if one < other)
    }


def _two_numbers(judgement: _Judgement) -> NotUnderstood:
    return NotUnderstood(
        judgement.row.place,
        judgement.row.cell("same"),
        Message("These suppliers were not joined: their valid numbers say that they are two organisations."),
        Message("Correct the number in the list if it is wrong."),
    )


def _why(made: Iterable[_Judgement], becomes: Mapping[str, str]) -> dict[str, Message]:
    """Per joined supplier who said so last."""
    last = sorted((each for each in made if each.same and each.a in becomes), key=_signature)
    return {becomes[each.a]: judged_by(each.row) for each in last}


def _signature(judgement: _Judgement) -> tuple[str, str]:
    return judgement.row.cell("date"), judgement.row.cell("by")


def _apart(made: Iterable[_Judgement], becomes: Mapping[str, str]) -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset(supplier_id(becomes.get(key, key)) for key in (each.a, each.b)) for each in made if not each.same
    )


# --- What a text means ------------------------------------------------------------------------------------------


def corrections(rows: Sequence[JudgedRow], groups: Iterable[str]) -> Mapping[str, ProductMatch]:
    """What persons say that purchase texts mean, by the folded text; the latest judgement of a text holds.

    An empty group says that the text means none of them. Raises `WrongUse` for a group that does not exist, a row
    without text, person or day, and two judgements of one day that differ.
    """
    known = set(groups)
    said: dict[str, JudgedRow] = {}
    for row in sorted(rows, key=lambda each: each.cell("date")):
        text, group = fold(row.cell("text")), row.cell("product_group")
        if group and group not in known:
            raise _wrong(row, Message("There is no product group {group}.", group=group), _GROUPS)
        if not (text and signed(row)):
            raise _wrong(row, _SIGN[0] if text else _TEXTLESS, _SIGN[1] if text else _WRITE_TEXT)
        earlier = said.get(text, row)
        if earlier.cell("date") == row.cell("date") and earlier.cell("product_group") != group:
            raise _wrong(row, Message("One text has two meanings on one day."), Message("Keep one of the two rows."))
        said[text] = row
    return {text: ProductMatch(row.cell("product_group"), 1.0, "person", judged_by(row)) for text, row in said.items()}


_GROUPS = Message("Write the id of a product group as it stands in suppliers.csv, or nothing where none fits.")
_TEXTLESS = Message("This correction has no text.")
_WRITE_TEXT = Message("Write the text of the list under “text”.")


def _wrong(row: JudgedRow, what: Message, advice: Message) -> WrongUse:
    return WrongUse(what, where=f"{row.place.file}:{row.place.row}", advice=advice)
