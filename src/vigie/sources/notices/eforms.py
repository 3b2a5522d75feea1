"""From the tree of an eForms notice, of any subtype and version, to a notice of ours; nothing is interpreted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from vigie.errors import Message, UnreadableInput
from vigie.model.notices import Award, Buyer, Lot, Notice, NoticePlace, Winner
from vigie.sources.notices.codes import Codes
from vigie.sources.notices.trees import Element

_CAC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
_CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
_EXT = "{urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2}"
_EFAC = "{http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1}"
_EFBC = "{http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1}"
_EFEXT = "{http://data.europa.eu/p27/eforms-ubl-extensions/1}"
_PREFIXES = {"cac": _CAC, "cbc": _CBC, "ext": _EXT, "efac": _EFAC, "efbc": _EFBC, "efext": _EFEXT}

ROOTS = frozenset(
    {"ContractNotice", "ContractAwardNotice", "PriorInformationNotice", "BusinessRegistrationInformationNotice"}
)
"""The documents that eForms come in."""


def _path(written: str) -> str:
    """A path with the prefixes of eForms as lxml wants it."""
    steps = (step.partition(":") for step in written.split("/"))
    return "/".join(f"{_PREFIXES[prefix]}{name}" for prefix, _, name in steps)


_EXTENSION = _path("ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension")
_ID = _path("cbc:ID")
_PARTY_ID = _path("cac:PartyIdentification/cbc:ID")
_ORGANIZATION = _path("efac:Organizations/efac:Organization/efac:Company")
_BUYER = _path("cac:ContractingParty")
_BUYER_ID = _path("cac:Party/cac:PartyIdentification/cbc:ID")
_LEGAL_TYPE = _path("cac:ContractingPartyType/cbc:PartyTypeCode")
_PARTY_NAME = _path("cac:PartyName/cbc:Name")
_COMPANY_ID = _path("cac:PartyLegalEntity/cbc:CompanyID")
_SIZE = _path("efbc:CompanySizeCode")
_COUNTRY = _path("cac:PostalAddress/cac:Country/cbc:IdentificationCode")
_LOT = _path("cac:ProcurementProjectLot")
_PROJECT = _path("cac:ProcurementProject")
_TYPES = _path("cac:ProcurementAdditionalType")
_TYPE_CODE = _path("cbc:ProcurementTypeCode")
_TYPE_TEXT = _path("cbc:ProcurementType")
_CPV = _path("cac:MainCommodityClassification/cbc:ItemClassificationCode")
_ESTIMATE = _path("cac:RequestedTenderTotal/cbc:EstimatedOverallContractAmount")
_SME = _path("cbc:SMESuitableIndicator")
_NAME = _path("cbc:Name")
_TERMS = _path("cac:TenderingTerms/cac:ContractExecutionRequirement")
_TERMS_CODE = _path("cbc:ExecutionRequirementCode")
_DESCRIPTION = _path("cbc:Description")
_RESULT = _path("efac:NoticeResult")
_LOT_RESULT = _path("efac:LotResult")
_LOT_OF = _path("efac:TenderLot/cbc:ID")
_CONTRACT = _path("efac:SettledContract")
_CONTRACT_ID = _path("efac:SettledContract/cbc:ID")
_TENDER = _path("efac:LotTender")
_TENDER_ID = _path("efac:LotTender/cbc:ID")
_PARTY = _path("efac:TenderingParty")
_PARTY_REFERENCE = _path("efac:TenderingParty/cbc:ID")
_TENDERER_ID = _path("efac:Tenderer/cbc:ID")
_PAYABLE = _path("cac:LegalMonetaryTotal/cbc:PayableAmount")
_OUTCOME = _path("cbc:TenderResultCode")
_SUBTYPE = _path("efac:NoticeSubType/cbc:SubTypeCode")
_PUBLICATION = _path("efac:Publication/efbc:NoticePublicationID")
_WON = "selec-w"


def notice(root: Element, place: NoticePlace, codes: Codes) -> Notice:
    """The notice in a tree. Raises `UnreadableInput` where the tree is no eForms notice."""
    name = local(root)
    if name not in ROOTS:
        raise UnreadableInput(
            Message('The XML is no eForms notice: its outermost element is "{name}".', name=name),
            where=str(place),
            advice=Message("Give notices as eForms XML or as OCDS JSON; notices from before eForms are not read."),
        )
    extension = root.find(_EXTENSION)
    companies = {} if extension is None else _companies(extension, codes)
    written = _text(root, _path("cbc:NoticeLanguageCode"))
    form = root.find(_path("cbc:NoticeTypeCode"))
    version = _text(root, _path("cbc:VersionID"))
    notice_id = _published(extension) or "-".join(filter(None, (_text(root, _ID), version)))
    if not notice_id or not _text(root, _ID):
        raise UnreadableInput(
            Message("The notice has no identifier, so nothing could be told of it."),
            where=str(place),
            advice=Message("Fetch the notice again from where it was published, and give that file."),
        )
    return Notice(
        place=place,
        id=notice_id,
        procedure=_text(root, _path("cbc:ContractFolderID")) or notice_id,
        buyers=tuple(_buyers(root, companies)),
        lots=tuple(_lots(root)),
        awards=tuple(_awards(extension, companies)),
        kind="" if form is None else form.get("listName", ""),
        subtype="" if extension is None else _text(extension, _SUBTYPE),
        date=_text(root, _path("cbc:IssueDate"))[:10],
        language=codes.languages.get(written, written.lower()),
    )


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _text(element: Element, path: str) -> str:
    return (element.findtext(path) or "").strip()


def _published(extension: Element | None) -> str:
    return "" if extension is None else _text(extension, _PUBLICATION)


@dataclass(frozen=True, slots=True)
class _Company:
    name: str
    identifier: str
    size: str
    country: str


def _companies(extension: Element, codes: Codes) -> dict[str, _Company]:
    found = {}
    for company in extension.iterfind(_ORGANIZATION):
        country = _text(company, _COUNTRY)
        found[_text(company, _PARTY_ID)] = _Company(
            name=_text(company, _PARTY_NAME),
            identifier=_text(company, _COMPANY_ID),
            size=_text(company, _SIZE),
            country=codes.countries.get(country, country),
        )
    return found


def _buyers(root: Element, companies: Mapping[str, _Company]) -> Iterator[Buyer]:
    for party in root.iterfind(_BUYER):
        written = _text(party, _BUYER_ID)
        company = companies.get(written)
        types = (each for each in party.iterfind(_LEGAL_TYPE) if each.get("listName") == "buyer-legal-type")
        legal_type = next(((each.text or "").strip() for each in types), "")
        if company is None:
            yield Buyer(written, legal_type=legal_type)
        else:
            yield Buyer(company.name, company.identifier, company.country, legal_type)


def _lots(root: Element) -> Iterator[Lot]:
    shared = root.find(_PROJECT)
    for element in root.iterfind(_LOT):
        identifier = element.find(_ID)
        if identifier is not None and identifier.get("schemeName", "Lot") == "Lot":
            yield _lot((identifier.text or "").strip(), element, element.find(_PROJECT), shared)


def _lot(lot_id: str, element: Element, project: Element | None, shared: Element | None) -> Lot:
    terms = (
        _text(each, _DESCRIPTION)
        for each in element.iterfind(_TERMS)
        if (code := each.find(_TERMS_CODE)) is not None and code.get("listName") == "conditions"
    )
    performance = "\n".join(filter(None, terms))
    if project is None:
        return Lot(lot_id, performance_terms=performance)
    codes, texts = _strategy(project)
    value, currency = _amount(project.find(_ESTIMATE))
    cpv = _text(project, _CPV) or ("" if shared is None else _text(shared, _CPV))
    return Lot(
        id=lot_id,
        title=_text(project, _NAME),
        cpv=cpv,
        value=value,
        currency=currency,
        sme={"true": True, "false": False}.get(_text(project, _SME)),
        strategic=codes.get("strategic-procurement", ()),
        social_objectives=codes.get("social-objective", ()),
        performance_terms=performance,
        strategic_text="\n".join(texts),
    )


def _strategy(project: Element) -> tuple[dict[str, tuple[str, ...]], Sequence[str]]:
    """The codes of the additional types by their list, and what is written beside them."""
    codes: dict[str, tuple[str, ...]] = {}
    texts = []
    for each in project.iterfind(_TYPES):
        code = each.find(_TYPE_CODE)
        if code is not None and code.text:
            listed = code.get("listName", "")
            codes[listed] = (*codes.get(listed, ()), code.text.strip())
        texts.append(_text(each, _TYPE_TEXT))
    return codes, list(filter(None, texts))


def _amount(element: Element | None) -> tuple[Decimal | None, str]:
    if element is None:
        return None, ""
    try:
        value = Decimal((element.text or "").strip())
    except InvalidOperation:
        return None, ""
    return (value, element.get("currencyID", "")) if value.is_finite() else (None, "")


def _awards(extension: Element | None, companies: Mapping[str, _Company]) -> Iterator[Award]:
    result = None if extension is None else extension.find(_RESULT)
    if result is None:
        return
    tenders = {_text(each, _ID): each for each in result.iterfind(_TENDER)}
    parties = {_text(each, _ID): each for each in result.iterfind(_PARTY)}
    contracts = {_text(each, _ID): each for each in result.iterfind(_CONTRACT)}
    for each in result.iterfind(_LOT_RESULT):
        won = [tenders[tender] for tender in _won(each, contracts) if tender in tenders]
        lot = _text(each, _LOT_OF)
        won = [tender for tender in won if _text(tender, _LOT_OF) in ("", lot)]
        if won:
            yield _award(lot, won, parties, companies)


def _won(lot_result: Element, contracts: Mapping[str, Element]) -> list[str]:
    """The tenders that won: those of the contracts, or those of the result itself where it says that one was chosen."""
    settled = [contracts[each] for each in _texts(lot_result, _CONTRACT_ID) if each in contracts]
    if settled:
        return [tender for contract in settled for tender in _texts(contract, _TENDER_ID)]
    return _texts(lot_result, _TENDER_ID) if _text(lot_result, _OUTCOME) == _WON else []


def _texts(element: Element, path: str) -> list[str]:
    return [(each.text or "").strip() for each in element.iterfind(path)]


def _award(
    lot: str, won: Sequence[Element], parties: Mapping[str, Element], companies: Mapping[str, _Company]
) -> Award:
    names = [
        tenderer
        for tender in won
        if (party := parties.get(_text(tender, _PARTY_REFERENCE))) is not None
        for tenderer in _texts(party, _TENDERER_ID)
    ]
    known = [companies[each] for each in dict.fromkeys(names) if each in companies]
    winners = tuple(Winner(each.name, each.identifier, each.size, each.country) for each in known)
    amounts = [_amount(tender.find(_PAYABLE)) for tender in won]
    stated = [(value, currency) for value, currency in amounts if value is not None]
    if len({currency for _, currency in stated}) != 1:
        return Award(lot, winners)
    return Award(lot, winners, sum((value for value, _ in stated), Decimal()), stated[0][1])
