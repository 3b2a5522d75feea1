"""What a notice joins only through identifiers: results, tenders, contracts, parties and their lots."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from vigie.outputs.ocds.building import Growing, Json, Opened, Way
from vigie.outputs.ocds.places import Element, children, name_of, text_at
from vigie.outputs.ocds.values import moment, shape

Link = Callable[[Growing, Opened, Element, Any], None]


def _own(element: Element) -> str:
    return (element.text or "").strip()


def _add(holder: Json, name: str, value: Any) -> None:
    entries = holder.setdefault(name, [])
    if value not in entries:
        entries.append(value)


def _results(growing: Growing, kind: str) -> Iterator[Element]:
    """The elements of a kind in the result of the notice."""
    for result in growing.root.iter("{*}NoticeResult"):
        yield from (each for each in result if name_of(each.tag) == kind)


def _having(growing: Growing, kind: str, reference: str, identifier: str) -> Iterator[Element]:
    """The elements of a kind that refer to an identifier."""
    holder, _, last = reference.partition("/")
    for each in _results(growing, kind):
        inside = (child for child in each if name_of(child.tag) == holder)
        if identifier and any(text_at(child, last) == identifier for child in inside):
            yield each


def _award(growing: Growing, result: Element) -> Json:
    return growing.entry(growing.listed("awards"), text_at(result, "ID"))


def _awards_of_contract(growing: Growing, contract: str) -> list[Json]:
    return [_award(growing, each) for each in _having(growing, "LotResult", "SettledContract/ID", contract)]


def awards_of_tender(growing: Growing, opened: Opened) -> list[Json]:
    """The awards that a tender is part of."""
    return [_award(growing, each) for each in _having(growing, "LotResult", "LotTender/ID", opened.id)]


def contracts_of_tender(growing: Growing, opened: Opened) -> Iterator[Json]:
    """The contracts that a tender led to, each with its award."""
    for each in _having(growing, "SettledContract", "LotTender/ID", opened.id):
        yield _contract(growing, text_at(each, "ID"))


def _contract(growing: Growing, identifier: str) -> Json:
    made = growing.entry(growing.listed("contracts"), identifier)
    for result in _having(growing, "LotResult", "SettledContract/ID", identifier):
        _settle(made, text_at(result, "ID"))
    return made


def lots_of_contract(growing: Growing, opened: Opened) -> Iterator[Json]:
    """The lots that a contract is about."""
    contract = next((each for each in (opened.element, *opened.element.iterancestors()) if _is_contract(each)), None)
    identifier = "" if contract is None else text_at(contract, "ID")
    for result in _having(growing, "LotResult", "SettledContract/ID", identifier):
        if lot := text_at(result, "TenderLot/ID"):
            yield growing.entry(growing.listed("tender", "lots"), lot)


def _is_contract(element: Element) -> bool:
    return name_of(element.tag) == "SettledContract"


def bids_of_party(growing: Growing, opened: Opened) -> list[Json]:
    """The bids of the party that a subcontractor works for; all bids where the notice does not tell which."""
    party = text_at(opened.element, "^ID")
    tenders = list(_having(growing, "LotTender", "TenderingParty/ID", party)) or list(_results(growing, "LotTender"))
    return [growing.entry(growing.listed("bids", "details"), text_at(each, "ID")) for each in tenders]


def parties_of_owner(growing: Growing, opened: Opened) -> list[Json]:
    """The organisations that a person owns; the only one where the notice does not tell which."""
    organizations = [each for each in growing.root.iter("{*}Organization") if name_of(each.tag) == "Organization"]
    naming = [
        each
        for each in organizations
        if opened.id in [text_at(child, "ID") for child in each if name_of(child.tag) == "UltimateBeneficialOwner"]
    ]
    chosen = naming or (organizations if len(organizations) == 1 else [])
    return [growing.party(text_at(each, "Company/PartyIdentification/ID")) for each in chosen]


VIA: Mapping[str, Way] = {
    "awards_of_tender": awards_of_tender,
    "contracts_of_tender": contracts_of_tender,
    "lots_of_contract": lots_of_contract,
    "bids_of_party": bids_of_party,
    "parties_of_owner": parties_of_owner,
}
"""How objects are found through identifiers, by the words of the mapping."""


def _settle(contract: Json, award: str) -> None:
    """A contract names its award; where it settles several, the first, and all of them in a list."""
    first = contract.setdefault("awardID", award)
    if award != first:
        contract.setdefault("awardIDs", [first])
        _add(contract, "awardIDs", award)


def settles(growing: Growing, opened: Opened, element: Element, given: Any) -> None:
    """A result names the contract that settles it."""
    contract = growing.entry(growing.listed("contracts"), _own(element))
    if opened.id:
        _settle(contract, opened.id)


def settled_by(growing: Growing, opened: Opened, element: Element, given: Any) -> None:
    """A modified contract is joined to the awards that it settles."""
    _contract(growing, _own(element))


def role(growing: Growing, opened: Opened, element: Element, given: Any) -> None:
    """A party plays a role."""
    _add(growing.party(_own(element)), "roles", given)


def entry(growing: Growing, opened: Opened, element: Element, given: Any) -> None:
    """A party or a group of lots is there, even where nothing more is told."""
    way = ("tender", "lotGroups") if name_of(element.tag) == "LotsGroupID" else ("parties",)
    growing.entry(growing.listed(*way), _own(element))


def group_lot(growing: Growing, opened: Opened, element: Element, given: Any) -> None:
    """A lot belongs to a group."""
    group = growing.entry(growing.listed("tender", "lotGroups"), text_at(element, "^^LotsGroupID"))
    _add(group, "relatedLots", _own(element))


def first_reference(growing: Growing, opened: Opened, element: Element, given: Any) -> None:
    """The first buyer is the buyer of the release; all of them are parties with that role."""
    growing.release.setdefault("buyer", {"id": _own(element)})


def _tenderers(growing: Growing, tender: str) -> Iterator[str]:
    for lot_tender in _results(growing, "LotTender"):
        if text_at(lot_tender, "ID") == tender:
            wanted = text_at(lot_tender, "TenderingParty/ID")
            for party in _results(growing, "TenderingParty"):
                if text_at(party, "ID") == wanted:
                    yield from (text_at(each, "ID") for each in children(party) if name_of(each.tag) == "Tenderer")


def tenderers(growing: Growing, opened: Opened, element: Element, given: Any) -> None:
    """Those who made a bid are parties with that role."""
    for bid in opened.json():
        for each in filter(None, _tenderers(growing, opened.id)):
            _add(growing.party(each), "roles", "tenderer")
            _add(bid, "tenderers", {"id": each})


def suppliers(growing: Growing, opened: Opened, element: Element, given: Any) -> None:
    """Those whose bid led to a contract are the suppliers of its awards."""
    for each in filter(None, _tenderers(growing, _own(element))):
        _add(growing.party(each), "roles", "supplier")
        for award in _awards_of_contract(growing, opened.id):
            _add(award, "suppliers", {"id": each})


def signatory(growing: Growing, opened: Opened, element: Element, given: Any) -> None:
    """Who signs a contract for the public side is a buyer of its awards."""
    _add(growing.party(_own(element)), "roles", "buyer")
    for award in _awards_of_contract(growing, opened.id):
        _add(award, "buyers", {"id": _own(element)})


def _union(growing: Growing) -> Json:
    parties = growing.listed("parties")
    found = next((each for each in parties if each.get("name") == growing.rules.union), None)
    if found is None:
        found = growing.entry(parties, str(len(parties) + 1))
        found |= {"name": growing.rules.union, "roles": ["funder"]}
    return found


def european_union(growing: Growing, opened: Opened, element: Element, given: Any) -> None:
    """Where a lot is said to be paid from funds of the Union, the Union is a party."""
    if _own(element) == given:
        _union(growing)


def funded_by_union(growing: Growing, opened: Opened, element: Element, given: Any) -> None:
    """What the Union pays names it as the financing party."""
    party = _union(growing)
    for each in opened.json():
        each["financingParty"] = {"id": party["id"], "name": party["name"]}


def open_lot(growing: Growing, opened: Opened, element: Element, given: Any) -> None:
    """A lot without a winner whose competition goes on is open, and has no award yet."""
    if _own(element) == "open-nw" and (lot := text_at(element, "^TenderLot/ID")):
        growing.entry(growing.listed("tender", "lots"), lot)["status"] = "active"


def ends_purchasing_system(growing: Growing, opened: Opened, element: Element, given: Any) -> None:
    """A dynamic purchasing system ends with a result."""
    if _own(element) == "true" and (lot := text_at(element, "^TenderLot/ID")):
        techniques = growing.entry(growing.listed("tender", "lots"), lot).setdefault("techniques", {})
        techniques.setdefault("dynamicPurchasingSystem", {})["status"] = "terminated"


def earliest(growing: Growing, opened: Opened, element: Element, given: Any) -> None:
    """The date of an award is that of the first decision for it."""
    decided = moment(element, None, "23:59:59")
    for award in _awards_of_contract(growing, opened.id):
        if decided is not None and decided < award.get("date", "~"):
            award["date"] = decided


def documents_changed(growing: Growing, opened: Opened, element: Element, given: Any) -> None:
    """The tender documents of the lots that a change names are dated anew; of all lots where it names none."""
    changed = moment(element)
    change = element.getparent()
    sections = () if change is None else change.iterfind("{*}ChangedSection/{*}ChangedSectionIdentifier")
    lots = [lot for each in sections if (lot := _own(each)).startswith("LOT-")]
    documents = growing.listed("tender", "documents")
    meant = [
        each
        for each in documents
        if each.get("documentType") == "biddingDocuments" and (not lots or set(lots) & set(each.get("relatedLots", ())))
    ]
    if not meant and lots:
        meant = [growing.entry(documents, "", 1)]
        meant[0] |= {"documentType": "biddingDocuments", "relatedLots": lots}
    for each in meant:
        each["dateModified"] = changed


def change_reason(growing: Growing, opened: Opened, element: Element, given: Any) -> None:
    """The reason of a change holds for each of its amendments."""
    reason = shape(growing, opened, element, given)
    amendments = growing.listed("tender", "amendments")
    for each in amendments or [growing.entry(amendments, "", 1)]:
        _add(each, "rationaleClassifications", reason)


LINKS: Mapping[str, Link] = {
    "settles": settles,
    "settled_by": settled_by,
    "role": role,
    "entry": entry,
    "group_lot": group_lot,
    "first_reference": first_reference,
    "tenderers": tenderers,
    "suppliers": suppliers,
    "signatory": signatory,
    "european_union": european_union,
    "funded_by_union": funded_by_union,
    "open_lot": open_lot,
    "ends_purchasing_system": ends_purchasing_system,
    "earliest": earliest,
    "documents_changed": documents_changed,
    "change_reason": change_reason,
}
"""What is joined, by the words of the mapping; done when the whole notice has been walked."""
