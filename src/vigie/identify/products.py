"""From a purchase text and codes to one product group, with a stated confidence, or to none with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from vigie.errors import Message, Term
from vigie.identify.codes import ACTIVITY, BOUGHT, CodeFinding, CodeIndex
from vigie.identify.texts import GeneralWords, Reading, TextFinding, TextReader
from vigie.model.assessment import ProductMatch
from vigie.model.content import ProductGroup


class ProductFinder:
    """Finds the product group of a purchase, or abstains: a wrong group is worse than none.

    How sure a match is follows from the kind of sign alone, a number among the `parameters`: a phrase, a word,
    a wildcard, the end of a compound, a typing error; a specific or a broad code; the supplier's own activity.
    It is lowered where another group is also named or where code and text disagree, and raised where they agree.
    Below `match_confidence_least` no match is made.

    What the supplier does (`nace`, `isic`) is weaker than what was bought (`text`, `cpv`, `hs`).
    """

    def __init__(
        self,
        products: Mapping[str, ProductGroup],
        general: GeneralWords,
        parameters: Mapping[str, float],
    ) -> None:
        self._codes = CodeIndex(products)
        self._parameters = parameters
        self._least = parameters["match_confidence_least"]
        self._read = lru_cache(maxsize=1 << 17)(TextReader(products, general, parameters).read)
        self._code = lru_cache(maxsize=1 << 14)(self._codes.find)
        self._found = lru_cache(maxsize=1 << 17)(self._find)

    def find(self, text: str, *, cpv: str = "", hs: str = "", nace: str = "", isic: str = "") -> ProductMatch:
        """The group of one purchase; `confidence` is 0 and `by` is empty where we abstain. Never raises.

        Purchases in the same words and codes share one answer.
        """
        return self._found(text, cpv, hs, nace, isic)

    def _find(self, text: str, cpv: str, hs: str, nace: str, isic: str) -> ProductMatch:
        if not (cpv or hs or nace or isic):
            return self._by_text(self._read(text))
        written = {"cpv": cpv, "hs": hs, "nace": nace, "isic": isic}
        given = [found for scheme, code in written.items() if code and (found := self._code(scheme, code))]
        bought = _agreed([found for found in given if found.scheme in BOUGHT])
        activity = _agreed([found for found in given if found.scheme in ACTIVITY])
        finding = self._read(text)
        if bought:
            return self._by_bought(bought, finding)
        if activity:
            return self._by_activity(activity, finding)
        return self._without_code(given, finding)

    def unresolved(self, **written: str) -> tuple[tuple[str, str], ...]:
        """The codes that name no group, as scheme and code: a cell that names two groups, or a code we do not know."""
        return tuple(
            (scheme, code)
            for scheme, code in written.items()
            if code and not ((found := self._code(scheme, code)) and found.group)
        )

    def _by_text(self, finding: TextFinding) -> ProductMatch:
        if finding.reading is not Reading.FOUND:
            return _abstain(finding.why, stated=finding.reading is not Reading.SAYS_NOTHING)
        return self._match(finding.group, finding.confidence, "words", finding.why)

    def _match(self, group: str, confidence: float, by: str, why: Message) -> ProductMatch:
        rounded = round(min(confidence, 1.0), 2)
        if rounded < self._least:
            weak = Message(
                "Only a weak sign of {group}, so no group is chosen: {reason}", group=_product(group), reason=why
            )
            return _abstain(weak)
        return ProductMatch(group, rounded, by, why)

    def _by_bought(self, code: CodeFinding, finding: TextFinding) -> ProductMatch:
        specific = code.digits >= self._parameters["match_code_specific_digits"]
        confidence = self._parameters["match_code_specific" if specific else "match_code_broad"]
        less = self._parameters["match_disagreement_less"]
        if finding.group == code.group:
            surer = max(confidence, finding.confidence) + self._parameters["match_agreement_more"]
            return self._match(code.group, surer, "code", _both(code, finding))
        if finding.reading is Reading.FOUND and not specific:
            return self._match(finding.group, finding.confidence - less, "words", _disagree(code, finding))
        if finding.reading in (Reading.FOUND, Reading.TURNED) or (finding.rivals and code.group not in finding.rivals):
            return self._match(code.group, confidence - less, "code", _disagree(code, finding))
        return self._match(code.group, confidence, "code", _by_code(code))

    def _by_activity(self, code: CodeFinding, finding: TextFinding) -> ProductMatch:
        if finding.group == code.group:
            surer = finding.confidence + self._parameters["match_agreement_more"]
            return self._match(finding.group, surer, "words", _both(code, finding))
        if finding.reading is Reading.FOUND:
            unsure = finding.confidence - self._parameters["match_rival_less"]
            return self._match(finding.group, unsure, "words", _disagree(code, finding))
        if finding.reading is Reading.TURNED or (finding.rivals and code.group not in finding.rivals):
            return _abstain(finding.why)
        why = Message(
            "The code {code} ({scheme}) says that the supplier's activity is {group}; what was bought is not clear.",
            code=code.code,
            scheme=code.scheme.upper(),
            group=_product(code.group),
        )
        return self._match(code.group, self._parameters["match_activity"], "code", why)

    def _without_code(self, given: list[CodeFinding], finding: TextFinding) -> ProductMatch:
        match = self._by_text(finding)
        if match.group or not given:
            return match
        code = given[0]
        if finding.reading is Reading.SAYS_NOTHING:
            return _abstain(
                Message(
                    "Vigie knows no product group for the code {code} ({scheme}).",
                    code=code.code,
                    scheme=code.scheme.upper(),
                )
            )
        return match


def _agreed(found: list[CodeFinding]) -> CodeFinding | None:
    """The code with the longest key, unless two codes of the same kind name two groups."""
    known = [code for code in found if code.group]
    if len({code.group for code in known}) != 1:
        return None
    return max(known, key=lambda code: code.digits)


def _abstain(why: Message, *, stated: bool = True) -> ProductMatch:
    return ProductMatch("", 0.0, "", why, stated)


def _product(group: str) -> Term:
    return Term("product_group", group)


def _by_code(code: CodeFinding) -> Message:
    return Message(
        "The code {code} ({scheme}) is one of {group}.",
        code=code.code,
        scheme=code.scheme.upper(),
        group=_product(code.group),
    )


def _both(code: CodeFinding, finding: TextFinding) -> Message:
    return Message(
        "The code {code} ({scheme}) and the text agree: {reason}",
        code=code.code,
        scheme=code.scheme.upper(),
        reason=finding.why,
    )


def _disagree(code: CodeFinding, finding: TextFinding) -> Message:
    return Message(
        "The code {code} ({scheme}) is one of {group}, but the text says something else: {reason}",
        code=code.code,
        scheme=code.scheme.upper(),
        group=_product(code.group),
        reason=finding.why,
    )
