"""What a notice does not publish at once: which field, why, and until when, wherever eForms allows it."""

from __future__ import annotations

from vigie.outputs.ocds.building import Growing, Json
from vigie.outputs.ocds.mapping import Raw, Rules
from vigie.outputs.ocds.places import Element, kinds, name_of, text_at
from vigie.outputs.ocds.values import moment

_PROCEDURE = "ContractFolderID"


def withheld(growing: Growing, rules: Rules) -> None:
    """Adds an entry for every field that is withheld."""
    for element in growing.root.iter("{*}" + rules.withheld["at"]):
        made = _entry(growing, rules, rules.withheld, element)
        if made:
            growing.entry(growing.listed("withheldInformation"), "").update(made)


def _entry(growing: Growing, rules: Rules, places: Raw, element: Element) -> Json:
    made: Json = {}
    for child in element:
        name, text = name_of(child.tag), (child.text or "").strip()
        if not text:
            continue
        if name == places["code"]:
            made |= _named(growing, rules, places, element, text)
        elif name == places["reason"]:
            made["rationale"] = text
        elif name == places["reason_code"]:
            made["rationaleClassifications"] = [_reason(rules, places, text)]
        elif name == places["date"]:
            made["availabilityDate"] = moment(child)
    return made


def _named(growing: Growing, rules: Rules, places: Raw, element: Element, code: str) -> Json:
    name = rules.codes.labels["withheld"].get(code, code)
    holder = element.getparent()
    apart = ""
    if code == places["apart_for"] and holder is not None:
        apart = next((word for kind, word in places["apart"].items() if kind in kinds(holder)), "")
    of = _of(growing, places, element)
    return {
        "id": "-".join(filter(None, (code, apart, of))),
        "field": code,
        "name": " ".join(filter(None, (name, apart.capitalize()))),
    }


def _of(growing: Growing, places: Raw, element: Element) -> str:
    """The identifier of the part of the notice that the field belongs to; else that of the procedure."""
    for above in element.iterancestors():
        if name_of(above.tag) in places["of"]:
            return text_at(above, "ID")
    return text_at(growing.root, _PROCEDURE)


def _reason(rules: Rules, places: Raw, code: str) -> Json:
    return {
        "scheme": places["reason_scheme"],
        "id": code,
        "description": rules.codes.labels[places["reason_list"]].get(code, code),
        "uri": places["reason_address"].format(code=code),
    }
