"""The part of an eForms notice that a prepared contract decides: social objective, terms of performance, exclusions.

It is a fragment: the elements stand where the notice has them, and are to be pasted into the buyer's own notice.
Element names and order: eForms SDK, fields BT-06, BT-775, BT-777, BT-70 with OPT-060, BT-67 with BT-806.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as Xml

from vigie.content import Content
from vigie.errors import Message, Term, WrongUse
from vigie.language import Language
from vigie.model.clauses import ClauseStage
from vigie.model.preparing import Chosen, Preparation

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_CAC, _CBC = f"{{{_UBL}CommonAggregateComponents-2}}", f"{{{_UBL}CommonBasicComponents-2}}"
_NOTICE = f"{{{_UBL}ContractNotice-2}}ContractNotice"
_SAFE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LOT = "LOT-0001"
"""The lot that the fragment speaks about; a buyer with several lots repeats it under their numbers."""

for _prefix, _name in (("cac", _CAC), ("cbc", _CBC), ("", f"{{{_UBL}ContractNotice-2}}")):
    Xml.register_namespace(_prefix, _name[1:-1])


def eforms_fragment(preparation: Preparation, content: Content, language: Language) -> bytes:
    """The fragment as XML. What may not stand in the wanted notice subtype is left out.

    Raises `WrongUse` for a subtype that does not exist.
    """
    rules = content.preparing("notices")
    subtype = preparation.need.subtype or rules["subtype"]
    if subtype not in rules["subtypes"]:
        raise WrongUse(
            Message("There is no eForms notice subtype {subtype}.", subtype=subtype),
            advice=Message("Choose among: {choices}.", choices=", ".join(rules["subtypes"])),
        )
    root = _Fragment(preparation, rules, language).notice(subtype)
    Xml.indent(root)
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def objective_text(preparation: Preparation, language: Language, most: int) -> str:
    """What the clauses ask, one sentence each, as far as the notice has room (BT-777)."""
    return _fitting([language.pick(each.clause.obligation) for each in _asking(preparation)], most, language)


def performance_text(preparation: Preparation, language: Language, most: int) -> str:
    """The terms of performance word by word, as far as the notice has room (BT-70)."""
    wanted = [each for each in preparation.chosen if each.clause.stage is ClauseStage.PERFORMANCE]
    return _fitting([_titled(each, language) for each in wanted], most, language)


def _asking(preparation: Preparation) -> list[Chosen]:
    return [each for each in preparation.chosen if each.clause.stage is not ClauseStage.EXCLUSION]


def _titled(chosen: Chosen, language: Language) -> str:
    return f"{language.term(Term('clause', chosen.clause.id))}. {language.pick(chosen.text)}"


def _fitting(texts: list[str], most: int, language: Language) -> str:
    """As many whole texts as fit; where some do not, the rest is said to stand in the contract documents."""
    rest = language.say(Message("Further clauses stand in the contract documents."))
    for kept in range(len(texts), 0, -1):
        joined = "\n".join(texts[:kept] if kept == len(texts) else [*texts[:kept], rest])
        if len(joined) <= most:
            return joined
    return rest if texts else ""


class _Fragment:
    """Builds the elements; what holds no text and no code does not appear."""

    def __init__(self, preparation: Preparation, rules: Mapping[str, Any], language: Language) -> None:
        self._rules = rules
        self._language = rules["languages"][language.code]
        self._objective = objective_text(preparation, language, rules["text_most"])
        self._performance = performance_text(preparation, language, rules["text_most"])
        self._social = social_objective(preparation.kind, rules["objectives"])
        self._grounds = tuple(_grounds(preparation, rules["exclusion_grounds"], language))

    def notice(self, subtype: str) -> Xml.Element:
        """The root of a contract notice with nothing in it but the fragment."""
        forbidden = {part for part, subtypes in self._rules["forbidden"].items() if subtype in subtypes}
        root = Xml.Element(_NOTICE)
        if self._grounds and "exclusion" not in forbidden:
            self._exclusions(root)
        lot = Xml.SubElement(root, f"{_CAC}ProcurementProjectLot")
        _text(lot, "ID", LOT, schemeName="Lot")
        if self._performance and "performance" not in forbidden:
            self._terms(lot)
        if self._objective and "strategic" not in forbidden:
            self._strategic(lot)
        return root

    def _exclusions(self, root: Xml.Element) -> None:
        terms = Xml.SubElement(root, f"{_CAC}TenderingTerms")
        source = Xml.SubElement(terms, f"{_CAC}TendererQualificationRequest")
        _requirement(source, "exclusion-grounds-source", "epo-notice")
        request = Xml.SubElement(terms, f"{_CAC}TendererQualificationRequest")
        for code, description in self._grounds:
            requirement = _requirement(request, "exclusion-ground", code)
            _text(requirement, "Description", description[: self._rules["text_most"]], languageID=self._language)

    def _terms(self, lot: Xml.Element) -> None:
        terms = Xml.SubElement(lot, f"{_CAC}TenderingTerms")
        execution = Xml.SubElement(terms, f"{_CAC}ContractExecutionRequirement")
        _text(execution, "ExecutionRequirementCode", "performance", listName="conditions")
        _text(execution, "Description", self._performance, languageID=self._language)

    def _strategic(self, lot: Xml.Element) -> None:
        project = Xml.SubElement(lot, f"{_CAC}ProcurementProject")
        strategic = Xml.SubElement(project, f"{_CAC}ProcurementAdditionalType")
        _text(strategic, "ProcurementTypeCode", self._rules["strategic"], listName="strategic-procurement")
        _text(strategic, "ProcurementType", self._objective, languageID=self._language)
        social = Xml.SubElement(project, f"{_CAC}ProcurementAdditionalType")
        _text(social, "ProcurementTypeCode", self._social, listName="social-objective")


def social_objective(kind: str, objectives: Mapping[str, str]) -> str:
    """The code for a kind of purchase; where the kind is not known, the first."""
    return objectives.get(kind) or next(iter(objectives.values()))


def _grounds(
    preparation: Preparation, grounds: Mapping[str, list[str]], language: Language
) -> Iterator[tuple[str, str]]:
    for chosen in preparation.chosen:
        for code in grounds.get(chosen.clause.id, ()):
            yield code, language.pick(chosen.text)


def _requirement(request: Xml.Element, code_list: str, code: str) -> Xml.Element:
    requirement = Xml.SubElement(request, f"{_CAC}SpecificTendererRequirement")
    _text(requirement, "TendererRequirementTypeCode", code, listName=code_list)
    return requirement


def _text(parent: Xml.Element, name: str, text: str, **attributes: str) -> None:
    Xml.SubElement(parent, f"{_CBC}{name}", attributes).text = _SAFE.sub("\ufffd", text)
