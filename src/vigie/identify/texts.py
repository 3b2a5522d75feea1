"""Reading one purchase text: which product groups it names, and which word of it is the thing that was bought."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from vigie.content.collecting import collector_at_rest
from vigie.errors import Message, Term
from vigie.identify.cutting import Cutter, CutText
from vigie.identify.folding import fold
from vigie.identify.patterns import Word
from vigie.identify.words import Hit, Limits, Sign, WordIndex
from vigie.model.content import ProductGroup

GeneralWords = Mapping[str, Mapping[str, Sequence[str]]]
"""The words that belong to no group, by what they do (`little`, `linking`, `listing`, `neutral`, `turns_goods`,
`turns_all`, `accounts`) and by language, as the content file of general words explains them."""

_STEERING = ("neutral", "turns_goods", "turns_all", "accounts")
_FIRM = (Sign.PHRASE, Sign.WORD)
_NOT = "not "


class Reading(Enum):
    """What came of a text."""

    FOUND = auto()
    SAYS_NOTHING = auto()
    UNCLEAR = auto()
    TURNED = auto()
    NOT_RECOGNISED = auto()


@dataclass(frozen=True, slots=True)
class TextFinding:
    """What a text means: `group` and `confidence` when found; `rivals` are the groups it may mean otherwise."""

    reading: Reading
    why: Message
    group: str = ""
    confidence: float = 0.0
    rivals: tuple[str, ...] = ()


_Scored = tuple[float, Hit]


class TextReader:
    """Reads purchase texts by the words of the product groups and the general words.

    `parameters` hold the confidences of the signs and the limits, by the ids that begin with `match_`.
    """

    @collector_at_rest()
    def __init__(
        self, products: Mapping[str, ProductGroup], general: GeneralWords, parameters: Mapping[str, float]
    ) -> None:
        self._products = products
        self._parameters = parameters
        self._cutter = Cutter(general, int(parameters["match_pieces_most"]))
        little = {language: frozenset(map(fold, words)) for language, words in general["little"].items()}
        limits = Limits(
            inflected=int(parameters["match_inflected_letters"]),
            compound=int(parameters["match_compound_letters"]),
            typo=int(parameters["match_typo_letters"]),
            joined=int(parameters["match_joined_letters"]),
        )
        owned = [word for group in products.values() for word in _words(group.id, group.words)]
        against = [word for group in products.values() for word in _words(_NOT + group.id, group.not_words)]
        steering = [word for kind in _STEERING for word in _words(kind, general[kind])]
        self._words = WordIndex(owned, little, limits, near=True)
        # These keep their little words: "ohne Zucker" without its first word would turn every sugar away.
        self._steering = WordIndex(against + steering, dict.fromkeys(little, frozenset()), limits, near=False)

    def read(self, written: str) -> TextFinding:
        """What the text means, or why it cannot be said. Never raises."""
        text = self._cutter.cut(written, self._words.tokens)
        if not text.content:
            return _says_nothing(written)
        named = self._words.hits([token.folded for token in text.content])
        steering = self._steering.hits(text.words, {*_STEERING, *(_NOT + hit.word.owner for hit in named)})
        hits = _telling(named, text, steering)
        if not hits:
            said = _said_by(("accounts", "neutral"), text, steering)
            return _says_nothing(written) if len(said) == len(text.content) else _not_recognised(written)
        turned = [self._turned(hit, text, steering) for hit in hits]
        left = [hit for hit, word in zip(hits, turned, strict=True) if word is None]
        return self._choose(text, left, steering) if left else _turned(written, hits[0], turned[0])

    def _turned(self, hit: Hit, text: CutText, steering: Iterable[Hit]) -> Word | None:
        """The word that turns a hit away: one of the group's own, or a general one; not a part of the hit itself."""
        against = {_NOT + hit.word.owner, "turns_all"}
        if self._products[hit.word.owner].kind == "goods":
            against.add("turns_goods")
        found = (each for each in steering if each.word.owner in against and not _within(each, hit, text))
        return next((each.word for each in found), None)

    def _choose(self, text: CutText, hits: Sequence[Hit], steering: Iterable[Hit]) -> TextFinding:
        """The group of the thing itself; what stands behind `for` or `of`, or is a package, only qualifies it."""
        neutral = _said_by(("neutral",), text, steering)
        contents = [hit for hit in hits if not neutral.issuperset(_places(hit))] or list(hits)
        things = [hit for hit in contents if not _behind(hit, text, neutral)]
        less = 0.0 if things else self._parameters["match_complement_less"]
        best: dict[str, _Scored] = {}
        for hit in things or contents:
            score = self._parameters[hit.sign] - less
            if score > best.get(hit.word.owner, (0.0, hit))[0]:
                best[hit.word.owner] = (score, hit)
        also_named = len({hit.word.owner for hit in contents}) > 1
        return self._decide(text, best, also_named=also_named)

    def _decide(self, text: CutText, best: Mapping[str, _Scored], *, also_named: bool) -> TextFinding:
        ranked = sorted(best.items(), key=lambda one: (-one[1][0], one[0]))
        group, (confidence, hit) = ranked[0]
        close = [other for other, scored in ranked if self._competes(text, ranked[0][1], scored)]
        if len(close) > 1:
            return _unclear(text.written, tuple(close))
        if also_named:
            confidence -= self._parameters["match_rival_less"]
        return TextFinding(Reading.FOUND, _names(text, hit), group, confidence)

    def _competes(self, text: CutText, first: _Scored, other: _Scored) -> bool:
        """Whether neither can be chosen: as strong, or another item of the enumeration."""
        apart = text.content[first[1].start].item != text.content[other[1].start].item
        margin = self._parameters["match_margin_in_enumeration" if apart else "match_margin"]
        return first[0] - other[0] < margin


def _words(owner: str, words: Mapping[str, Sequence[str]]) -> Iterable[Word]:
    return (Word(owner, written, language) for language, each in words.items() for written in each)


def _places(hit: Hit) -> range:
    return range(hit.start, hit.end)


def _telling(hits: Iterable[Hit], text: CutText, steering: Iterable[Hit]) -> list[Hit]:
    """The hits that count: not on little words alone, no typing error for a known word, not inside a longer hit."""
    hits = [hit for hit in hits if not all(text.content[place].faint for place in _places(hit))]
    if any(hit.sign is Sign.TYPO for hit in hits):
        known = _said_by(_STEERING, text, steering)
        hits = [hit for hit in hits if hit.sign is not Sign.TYPO or hit.start not in known]
    return [hit for hit in hits if not any(_hides(other, hit) for other in hits)]


def _hides(longer: Hit, hit: Hit) -> bool:
    """Whether `safety shoes` hides `shoes`; equals stay beside each other."""
    return longer.overlaps(hit) and (longer.end - longer.start, longer.letters) > (hit.end - hit.start, hit.letters)


def _said_by(owners: Collection[str], text: CutText, steering: Iterable[Hit]) -> frozenset[int]:
    """The places of the content on which a steering word of one of the owners stands."""
    said = {place for hit in steering if hit.word.owner in owners for place in _places(hit)}
    return frozenset(place for place, token in enumerate(text.content) if token.place in said)


def _within(other: Hit, hit: Hit, text: CutText) -> bool:
    """Whether a steering word only stands in a firmer one, as `cleaning` in `cleaning gloves`, `hoes` in `shoes`."""
    firmer = hit.letters > other.letters or (hit.sign in _FIRM and other.sign not in _FIRM)
    first, last = text.content[hit.start].place, text.content[hit.end - 1].place
    return firmer and first <= other.start and other.end - 1 <= last


def _behind(hit: Hit, text: CutText, neutral: Collection[int]) -> bool:
    """Whether a thing stands before the hit, with a linking word between them: `laces for shoes`."""
    place = hit.start
    while place > 0 and text.content[place].linked:
        place -= 1
        if place not in neutral:
            return True
    return False


def _product(group: str) -> Term:
    return Term("product_group", group)


def _names(text: CutText, hit: Hit) -> Message:
    said = text.written[text.content[hit.start].start : text.content[hit.end - 1].end]
    word, group = hit.word.written.strip("*"), _product(hit.word.owner)
    if hit.sign is Sign.TYPO:
        return Message("“{said}” is read as “{word}”, a word for {group}.", said=said, word=word, group=group)
    if hit.sign is Sign.COMPOUND:
        return Message("“{said}” ends in “{word}”, a word for {group}.", said=said, word=word, group=group)
    return Message("“{said}” is a word for {group}.", said=said, group=group)


NOT_SAID = Message("The list does not say what was bought; add a column with the product, the service or its code.")
"""The list gives no text and no code: its ignorance, not ours."""


def account_only(text: str) -> Message:
    """The text names an account or a document, nothing that can be bought: the list's ignorance, not ours."""
    return Message("“{text}” does not say what was bought; write the product or the service.", text=text)


def _says_nothing(written: str) -> TextFinding:
    return TextFinding(Reading.SAYS_NOTHING, account_only(written) if written.strip() else NOT_SAID)


def _not_recognised(written: str) -> TextFinding:
    why = Message(
        "Vigie knows no product group for “{text}”; that is a gap of Vigie, not a sign of safety.", text=written
    )
    return TextFinding(Reading.NOT_RECOGNISED, why)


def _turned(written: str, hit: Hit, word: Word | None) -> TextFinding:
    why = Message(
        "“{text}” is not {group} itself: “{word}” says so.",
        text=written,
        group=_product(hit.word.owner),
        word=word.written.strip("*") if word else "",
    )
    return TextFinding(Reading.TURNED, why)


def _unclear(written: str, groups: tuple[str, ...]) -> TextFinding:
    why = Message("“{text}” may be {groups}; write them on lines of their own.", text=written, groups=_either(groups))
    return TextFinding(Reading.UNCLEAR, why, rivals=groups)


def _either(groups: tuple[str, ...]) -> Message:
    if len(groups) == 2:
        return Message("{one} or {other}", one=_product(groups[0]), other=_product(groups[1]))
    return Message("{one}, {others}", one=_product(groups[0]), others=_either(groups[1:]))
