"""From a release or record of OCDS to notices of ours; what has not the shape it should have counts as not stated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from vigie.model.notices import Award, Buyer, Lot, Notice, NoticePlace, Winner
from vigie.sources.notices.codes import Codes

_KINDS = (
    ("planning", "planning"),
    ("tender", "competition"),
    ("award", "result"),
    ("contract", "result"),
    ("implementation", "completion"),
)
_LEGAL_TYPE = "eu-buyer-legal-type"


def releases(value: Any) -> Iterator[Mapping[str, Any]]:
    """The releases in a JSON value: a release, a record, a package of either, or a list of them.

    Releases are not merged: that is a task of its own. A record gives its compiled release, or else its releases.
    """
    if isinstance(value, list):
        for each in value:
            yield from releases(each)
        return
    if not isinstance(value, dict):
        return
    if isinstance(value.get("records"), list):
        yield from releases(value["records"])
    elif isinstance(value.get("compiledRelease"), dict):
        yield value["compiledRelease"]
    elif isinstance(value.get("releases"), list):
        yield from releases(value["releases"])
    elif isinstance(value.get("ocid"), str):
        yield value


def notice(release: Mapping[str, Any], place: NoticePlace, codes: Codes) -> Notice:
    """The notice in a release."""
    tender = _object(release, "tender")
    parties = {_text(each, "id"): each for each in _objects(release, "parties")}
    tags = [each for each in _list(release, "tag") if isinstance(each, str)]
    language = _text(release, "language")
    return Notice(
        place=place,
        id=_text(release, "id") or _text(release, "ocid"),
        procedure=_text(release, "ocid"),
        buyers=tuple(_buyers(release, parties)),
        lots=tuple(_lots(tender, codes)),
        awards=tuple(_awards(release, tender, parties)),
        kind=next((kind for beginning, kind in _KINDS if any(tag.startswith(beginning) for tag in tags)), ""),
        date=_text(release, "date")[:10],
        language=codes.languages.get(language.upper(), language.lower()),
    )


def _object(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = value.get(name)
    return found if isinstance(found, dict) else {}


def _list(value: Mapping[str, Any], name: str) -> Sequence[Any]:
    found = value.get(name)
    return found if isinstance(found, list) else ()


def _objects(value: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    return [each for each in _list(value, name) if isinstance(each, dict)]


def _text(value: Mapping[str, Any], name: str) -> str:
    found = value.get(name)
    if isinstance(found, str):
        return found.strip()
    return str(found) if isinstance(found, int) and not isinstance(found, bool) else ""


def _amount(value: Mapping[str, Any]) -> tuple[Decimal | None, str]:
    amount = value.get("amount")
    if isinstance(amount, bool) or not isinstance(amount, int | float | str):
        return None, ""
    try:
        found = Decimal(str(amount))
    except InvalidOperation:
        return None, ""
    return (found, _text(value, "currency")) if found.is_finite() else (None, "")


def _identifier(party: Mapping[str, Any]) -> str:
    found = [_text(_object(party, "identifier"), "id")]
    found += [_text(each, "id") for each in _objects(party, "additionalIdentifiers")]
    return next(filter(None, found), "")


def _buyers(release: Mapping[str, Any], parties: Mapping[str, Mapping[str, Any]]) -> Iterator[Buyer]:
    named = [key for key, each in parties.items() if "buyer" in _list(each, "roles")]
    first = _object(release, "buyer")
    keys = list(dict.fromkeys(filter(None, (_text(first, "id"), *named))))
    for key in keys:
        party = parties.get(key, first)
        types = (
            _text(each, "id")
            for each in _objects(_object(party, "details"), "classifications")
            if _text(each, "scheme") == _LEGAL_TYPE
        )
        yield Buyer(_text(party, "name") or key, _identifier(party), _country(party), next(types, ""))
    if not keys and _text(first, "name"):
        yield Buyer(_text(first, "name"))


def _country(party: Mapping[str, Any]) -> str:
    address = _object(party, "address")
    return _text(address, "country") or _text(address, "countryName")


def _lots(tender: Mapping[str, Any], codes: Codes) -> Iterator[Lot]:
    """The lots of a tender; one that has none is one lot itself."""
    lots = _objects(tender, "lots")
    cpv = _cpv(tender)
    for each in lots:
        lot_id = _text(each, "id")
        yield _lot(each, lot_id, cpv.get(lot_id, cpv.get("", "")), codes)
    if not lots and tender:
        yield _lot(tender, _text(tender, "id"), next(iter(cpv.values()), ""), codes)


def _cpv(tender: Mapping[str, Any]) -> dict[str, str]:
    """The code of what is bought, by lot; under the empty name that of the whole."""
    found: dict[str, str] = {}
    for item in _objects(tender, "items"):
        classification = _object(item, "classification")
        if _text(classification, "scheme").upper() == "CPV":
            found.setdefault(_text(item, "relatedLot"), _text(classification, "id"))
    return found


def _lot(each: Mapping[str, Any], lot_id: str, cpv: str, codes: Codes) -> Lot:
    value, currency = _amount(_object(each, "value"))
    sme = _object(each, "suitability").get("sme")
    goals = [(_text(goal, "goal"), _text(goal, "description")) for goal in _objects(each, "sustainability")]
    known = [codes.goals[goal] for goal, _ in goals if goal in codes.goals]
    lot = Lot(
        id=lot_id,
        title=_text(each, "title"),
        cpv=cpv,
        value=value,
        currency=currency,
        sme=sme if isinstance(sme, bool) else None,
        performance_terms=_text(_object(each, "contractTerms"), "performanceTerms"),
        strategic_text="\n".join(filter(None, (text for _, text in goals))),
    )
    return replace(
        lot,
        strategic=tuple(code for listed, code in known if listed == "strategic-procurement"),
        social_objectives=tuple(code for listed, code in known if listed == "social-objective"),
    )


def _awards(
    release: Mapping[str, Any], tender: Mapping[str, Any], parties: Mapping[str, Mapping[str, Any]]
) -> Iterator[Award]:
    for each in _objects(release, "awards"):
        winners = tuple(_winners(each, parties))
        value, currency = _amount(_object(each, "value"))
        lots = [lot for lot in _list(each, "relatedLots") if isinstance(lot, str)]
        if winners:
            for lot in lots or [_text(tender, "id")]:
                alone = len(lots) < 2
                yield Award(lot, winners, value if alone else None, currency if alone else "")


def _winners(award: Mapping[str, Any], parties: Mapping[str, Mapping[str, Any]]) -> Iterator[Winner]:
    for reference in _objects(award, "suppliers"):
        party = parties.get(_text(reference, "id"), reference)
        name = _text(party, "name") or _text(reference, "name")
        yield Winner(name, _identifier(party), _text(_object(party, "details"), "scale"), _country(party))
