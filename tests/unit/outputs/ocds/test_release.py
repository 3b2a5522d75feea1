"""A notice in eForms says in OCDS what it said, and what it joins through identifiers stays joined."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from vigie.content import Content
from vigie.outputs.ocds import Converter
from vigie.outputs.ocds.places import Node, text_at
from vigie.sources.notices.trees import Element, parse

NOTICES = Path(__file__).parents[3] / "fixtures" / "notices"
HEAD = (
    '<ContractNotice xmlns:cac="cac" xmlns:cbc="cbc" xmlns:efac="efac" xmlns:efbc="efbc" xmlns:efext="efext" '
    'xmlns:ext="ext">'
)
EXTENSION = ["ext:UBLExtensions", "ext:UBLExtension", "ext:ExtensionContent", "efext:EformsExtension"]


@pytest.fixture(scope="module")
def converter(bundled: Content) -> Converter:
    return Converter(bundled, "ocds-000000")


@pytest.fixture(scope="module")
def tender(converter: Converter) -> dict[str, Any]:
    return converter.release(tree("workwear.xml"))


@pytest.fixture(scope="module")
def result(converter: Converter) -> dict[str, Any]:
    return converter.release(tree("workwear_result.xml"))


def tree(name: str) -> Element:
    return parse((NOTICES / name).read_bytes(), name)


def made(converter: Converter, inside: str) -> dict[str, Any]:
    """What the mapping makes of an excerpt."""
    return converter.mapped(parse(f"{HEAD}{inside}</ContractNotice>".encode(), "x"))


def lot(inside: str) -> str:
    return f'<cac:ProcurementProjectLot><cbc:ID schemeName="Lot">LOT-0001</cbc:ID>{inside}</cac:ProcurementProjectLot>'


def extended(inside: str) -> str:
    return "".join(f"<{each}>" for each in EXTENSION) + inside + "".join(f"</{each}>" for each in reversed(EXTENSION))


def nested(path: str, text: str, **attributes: str) -> str:
    """Elements one in another, with a text and attributes in the last."""
    names = path.split("/")
    told = "".join(f" {name}='{value}'" for name, value in attributes.items())
    opening = "".join(f"<{name}>" for name in names[:-1])
    closing = "".join(f"</{name}>" for name in reversed(names))
    return f"{opening}<{names[-1]}{told}>{text}{closing}"


def test_the_release_can_stand_alone(tender: dict[str, Any]) -> None:
    assert tender["ocid"] == "ocds-000000-22222222-2222-4222-8222-222222222222"
    assert tender["id"] == "11111111-1111-4111-8111-111111111111-01"
    assert tender["date"] == "2026-03-02T09:30:00+01:00"
    assert (tender["tag"], tender["language"], tender["initiationType"]) == (["tender"], "nl", "tender")
    assert tender["tender"]["id"] == "22222222-2222-4222-8222-222222222222"


def test_the_human_rights_objective_is_a_goal_of_the_lot(tender: dict[str, Any]) -> None:
    first = tender["tender"]["lots"][0]
    assert first["hasSustainability"] is True
    assert [each["goal"] for each in first["sustainability"]] == ["social", "social.humanRightsInSupplyChains"]
    assert first["sustainability"][0]["description"] == "Zorg voor naaisters"
    assert "lijst van fabrieken" in first["contractTerms"]["performanceTerms"]


def test_a_text_in_several_languages_is_told_in_that_of_the_notice(tender: dict[str, Any]) -> None:
    assert tender["title"] == "Werkkledij"
    assert tender["parties"][0]["name"] == "Stad Weverdam - Aankoop"


def test_a_lot_with_its_dates_amounts_and_criteria(tender: dict[str, Any]) -> None:
    first = tender["tender"]["lots"][0]
    assert first["value"] == {"amount": 250000.5, "currency": "EUR"}
    assert first["tenderPeriod"] == {"endDate": "2026-04-30T12:00:00+02:00"}
    assert first["submissionTerms"]["bidValidityPeriod"] == {"durationInDays": 120}
    assert first["milestones"] == [{"id": "1", "type": "securityClearanceDeadline", "dueDate": "2026-05-01T23:59:59Z"}]
    assert first["awardCriteria"]["criteria"] == [
        {"type": "quality", "numbers": [{"number": 60, "weight": "percentageExact"}]}
    ]
    assert first["selectionCriteria"]["criteria"] == [{"subType": "slc-abil-mgmt-supply", "type": "technical"}]
    assert first["description"] == "Vijfhonderd stuks - Met stalen"
    assert first["subcontractingTerms"] == {"competitiveMaximumPercentage": 0.455}
    assert "reservedExecution" not in first["contractTerms"]


def test_items_stand_by_lot_and_equal_places_stand_once(tender: dict[str, Any]) -> None:
    items = {each.get("relatedLot"): each for each in tender["tender"]["items"]}
    assert items["LOT-0001"]["classification"] == {"id": "18110000", "scheme": "CPV"}
    assert (items["LOT-0001"]["quantity"], items["LOT-0001"]["unit"]["id"]) == (500, "H87")
    assert items["LOT-0001"]["deliveryLocations"] == [{"description": "Anywhere in the European Economic Area"}]
    assert tender["tender"]["deliveryAddresses"] == [{"country": "BE"}]


def test_parties_have_their_numbers_their_addresses_and_their_roles(tender: dict[str, Any]) -> None:
    parties = {each["id"]: each for each in tender["parties"]}
    assert parties["ORG-0001"]["additionalIdentifiers"] == [{"id": "0999.999.999", "scheme": "BE-BCE_KBO"}]
    assert parties["ORG-0001"]["address"]["streetAddress"] == "Marktplein 1, Bus 2, Tweede verdieping"
    assert parties["ORG-0001"]["eDeliveryGateway"] == "https://inbox.weverdam.example"
    assert parties["ORG-0001"]["roles"] == ["buyer"]
    assert parties["TPO-0001"]["identifier"] == {"id": "0999.999.999", "scheme": "internal"}
    assert parties["ORG-0009"]["roles"] == ["reviewBody"]
    assert tender["buyer"] == {"id": "ORG-0001"}


def test_documents_funds_earlier_notices_and_grounds(tender: dict[str, Any]) -> None:
    (document,) = tender["tender"]["documents"]
    assert document["accessDetails"] == "Restricted. Intellectual property rights issues"
    assert document["relatedLots"] == ["LOT-0001"]
    (fund,) = tender["planning"]["budget"]["finance"]
    assert fund["financingParty"]["name"] == "European Union"
    assert sum(each.get("name") == "European Union" for each in tender["parties"]) == 1
    assert tender["relatedProcesses"][0]["scheme"] == "eu-notice-id-ref"
    assert tender["links"] == [{"rel": "prev", "href": "https://ted.europa.eu/nl/notice/-/detail/00000000-2025"}]
    (ground,) = tender["tender"]["exclusionGrounds"]["criteria"]
    assert ground["description"].endswith(": Zie bestek")
    (group,) = tender["tender"]["lotGroups"]
    assert group == {"id": "GLO-0001", "relatedLots": ["LOT-0001"]}


def test_what_is_withheld_is_told_with_its_reason_and_its_day(tender: dict[str, Any]) -> None:
    withheld = {each["field"]: each for each in tender["withheldInformation"]}
    assert withheld["pro-acc"]["rationale"] == "Later"
    assert withheld["pro-acc"]["availabilityDate"] == "2027-01-01T00:00:00+01:00"
    assert withheld["pro-acc"]["rationaleClassifications"][0]["description"] == "Other public interest"
    assert withheld["awa-cri-num"]["id"] == "awa-cri-num-weight-LOT-0001"
    assert withheld["awa-cri-num"]["name"] == "Award Criterion Number Weight"


def test_a_contract_is_joined_to_all_it_settles(result: dict[str, Any]) -> None:
    (contract,) = result["contracts"]
    assert (contract["awardID"], contract["awardIDs"]) == ("RES-0001", ["RES-0001", "RES-0002"])
    assert contract["dateSigned"] == "2026-06-02T23:59:59+02:00"
    assert contract["relatedBids"] == ["TEN-0001"]
    assert contract["implementation"]["charges"][0]["estimatedValue"] == {"amount": 10, "currency": "EUR"}
    (amendment,) = contract["amendments"]
    assert amendment["description"] == "Meer stuks"
    assert amendment["rationaleClassifications"][0]["id"] == "add-wss"


def test_a_contract_that_settles_nothing_is_left_out(result: dict[str, Any]) -> None:
    assert "CON-0009" not in {each["id"] for each in result["contracts"]}


def test_an_award_has_its_suppliers_its_date_and_its_buyers(result: dict[str, Any]) -> None:
    awards = {each["id"]: each for each in result["awards"]}
    first = awards["RES-0001"]
    assert (first["status"], first["relatedLots"]) == ("active", ["LOT-0001"])
    assert (first["suppliers"], first["buyers"]) == ([{"id": "ORG-0002"}], [{"id": "ORG-0001"}])
    assert first["date"] == "2026-05-28T23:59:59+02:00"
    assert first["valueCalculationMethod"] == "Berekend"
    parties = {each["id"]: each for each in result["parties"]}
    assert parties["ORG-0002"]["roles"] == ["tenderer", "supplier"]
    assert parties["ORG-0002"]["details"] == {"scale": "small"}
    assert parties["ORG-0003"]["roles"] == ["subcontractor"]


def test_a_bid_has_its_tenderers_its_origins_and_its_subcontractors(result: dict[str, Any]) -> None:
    bids = {each["id"]: each for each in result["bids"]["details"]}
    assert bids["TEN-0001"]["tenderers"] == [{"id": "ORG-0002"}]
    assert bids["TEN-0001"]["countriesOfOrigin"] == ["BD"]
    (sub,) = bids["TEN-0001"]["subcontracting"]["subcontracts"]
    assert (sub["subcontractor"]["id"], sub["mainContractors"][0]["id"]) == ("ORG-0003", "ORG-0002")
    assert "value" not in bids["TEN-0003"]


def test_only_whole_statistics_are_kept(result: dict[str, Any]) -> None:
    measures = {each["measure"]: each["value"] for each in result["bids"]["statistics"]}
    assert measures == {"smeBids": 2, "lowestValidBidValue": 190000}
    assert result["statistics"][0]["measure"] == "complainants"


def test_a_lot_that_stays_open_says_so(result: dict[str, Any]) -> None:
    lots = {each["id"]: each for each in result["tender"]["lots"]}
    assert lots["LOT-0002"]["status"] == "active"
    assert lots["LOT-0002"]["techniques"]["dynamicPurchasingSystem"] == {"status": "terminated"}
    assert lots["LOT-0001"]["essentialAssets"] == [{"description": "Naaiatelier"}]


def test_changes_have_their_reason_and_date_the_documents(result: dict[str, Any]) -> None:
    (amendment,) = result["tender"]["amendments"]
    assert (amendment["description"], amendment["rationale"]) == ("Andere datum", "Verschrijving")
    assert amendment["amendsReleaseID"].endswith("-01")
    assert amendment["rationaleClassifications"][0]["id"] == "cor-buy"
    (document,) = result["tender"]["documents"]
    assert document["dateModified"] == "2026-04-01T00:00:00Z"
    assert document["relatedLots"] == ["LOT-0001"]


def test_owners_belong_to_the_company_that_names_them(result: dict[str, Any]) -> None:
    parties = {each["id"]: each for each in result["parties"]}
    assert parties["ORG-0002"]["beneficialOwners"] == [{"id": "UBO-0001", "name": "An Wever"}]


def test_a_change_of_documents_that_names_no_lot_dates_all_of_them(converter: Converter) -> None:
    documents = lot(
        "<cac:TenderingTerms><cac:CallForTendersDocumentReference><cbc:ID>D</cbc:ID><cbc:DocumentType>"
        "non-restricted-document</cbc:DocumentType></cac:CallForTendersDocumentReference></cac:TenderingTerms>"
    )
    changed = extended(
        "<efac:Changes><efac:Change><efbc:ProcurementDocumentsChangeDate>2026-04-01Z"
        "</efbc:ProcurementDocumentsChangeDate></efac:Change></efac:Changes>"
    )
    (document,) = made(converter, documents + changed)["tender"]["documents"]
    assert document["dateModified"] == "2026-04-01T00:00:00Z"


def test_a_reason_without_a_change_still_stands(converter: Converter) -> None:
    reason = nested("efac:Changes/efac:ChangeReason/cbc:ReasonCode", "cor-buy")
    (amendment,) = made(converter, extended(reason))["tender"]["amendments"]
    assert amendment["rationaleClassifications"][0]["id"] == "cor-buy"


ALL_STRATEGIES = ["awardCriteria", "contractPerformanceConditions", "selectionCriteria", "technicalSpecifications"]
REQUEST = "cac:TenderingTerms/cac:TendererQualificationRequest/cac:SpecificTendererRequirement"
PROJECT = "cac:ProcurementProject"
TERMS = "cac:TenderingTerms"
LATER = "At the discretion of the buyer, all missing tenderer-related documents may be submitted later."


@pytest.mark.parametrize(
    ("inside", "of_the_lot"),
    [
        (nested(f"{PROJECT}/cbc:EstimatedOverallContractQuantity", "many"), {}),
        (nested(f"{TERMS}/cbc:VariantConstraintCode", "unheard-of"), {}),
        (
            nested(f"{TERMS}/cbc:LatestSecurityClearanceDate", "soon"),
            {"milestones": [{"id": "1", "type": "securityClearanceDeadline"}]},
        ),
        (nested(f"{PROJECT}/cac:PlannedPeriod/cbc:DurationMeasure", "3", unitCode="EON"), {}),
        (nested(f"{PROJECT}/cac:RequestedTenderTotal/cbc:EstimatedOverallContractAmount", "Infinity"), {}),
        (nested("cac:TenderingProcess/cac:NoticeDocumentReference/cbc:ID", ""), {}),
        (
            nested(f"{TERMS}/cac:AppealTerms/cac:PresentationPeriod/cbc:Description", "Ask", languageID="ENG"),
            {"reviewDetails": "Ask"},
        ),
        (nested(f"{TERMS}/cac:AllowedSubcontractTerms/cbc:MinimumPercent", "x"), {}),
        (
            nested(
                f"{TERMS}/cac:ContractExecutionRequirement/cbc:ExecutionRequirementCode",
                "assist",
                listName="customer-service",
            ),
            {"contractTerms": {"customerServices": [{"type": "assist", "name": "assist"}]}},
        ),
        (
            nested(f"{REQUEST}/cbc:TendererRequirementTypeCode", "late-all", listName="missing-info-submission")
            + nested(f"{REQUEST}/cbc:Description", "In writing"),
            {"submissionMethodDetails": f"{LATER} In writing"},
        ),
        (nested(f"{TERMS}/cbc:FundingProgramCode", "no-eu-funds", listName="eu-funded"), {}),
        (
            nested(
                f"{PROJECT}/cac:ProcurementAdditionalType/cbc:ProcurementTypeCode",
                "clim-adapt",
                listName="environmental-impact",
            ),
            {
                "hasSustainability": True,
                "sustainability": [
                    {"goal": "environmental.climateChangeAdaptation", "strategies": ALL_STRATEGIES},
                ],
            },
        ),
    ],
)
def test_what_a_lot_says_and_what_nobody_can_read(
    inside: str, of_the_lot: dict[str, Any], converter: Converter
) -> None:
    (found,) = made(converter, lot(inside))["tender"]["lots"]
    assert found == {"id": "LOT-0001"} | of_the_lot


def test_a_notice_reference_without_a_scheme_has_none(converter: Converter) -> None:
    reference = nested("cac:TenderingProcess/cac:NoticeDocumentReference/cbc:ID", "7")
    (process,) = made(converter, lot(reference))["relatedProcesses"]
    assert process == {"id": "1", "identifier": "7", "relationship": ["planning"], "relatedLots": ["LOT-0001"]}


def test_a_framework_contract_refers_to_its_framework(converter: Converter) -> None:
    reference = nested("cac:NoticeDocumentReference/cbc:ID", "1-2020", schemeName="ojs-notice-id")
    contract = f"<efac:SettledContract><cbc:ID>CON-0001</cbc:ID>{reference}</efac:SettledContract>"
    (found,) = made(converter, extended(f"<efac:NoticeResult>{contract}</efac:NoticeResult>"))["contracts"]
    assert found["relatedProcesses"] == [
        {"id": "1", "relationship": ["framework"], "identifier": "1-2020", "scheme": "ojs-notice-id"}
    ]


def test_owners_of_nobody_known_are_told_of_nobody(converter: Converter) -> None:
    company = "efac:Organization/efac:Company/cac:PartyIdentification/cbc:ID"
    two = nested(company, "ORG-0001") + nested(company, "ORG-0002")
    person = "<cbc:ID>UBO-1</cbc:ID><cbc:FirstName>An</cbc:FirstName>"
    owner = f"<efac:UltimateBeneficialOwner>{person}</efac:UltimateBeneficialOwner>"
    parties = made(converter, extended(f"<efac:Organizations>{two}{owner}</efac:Organizations>"))["parties"]
    assert not any("beneficialOwners" in each for each in parties)


def test_a_statistic_without_a_number_is_left_out_of_a_release(converter: Converter) -> None:
    result = extended(
        "<efac:NoticeResult><efac:LotResult><cbc:ID>RES-0001</cbc:ID><efac:AppealRequestsStatistics>"
        "<efbc:StatisticsCode listName='irregularity-type'>unj-lim-subc</efbc:StatisticsCode>"
        "</efac:AppealRequestsStatistics></efac:LotResult></efac:NoticeResult>"
    )
    root = parse(f"{HEAD}<cbc:ID>7</cbc:ID>{result}</ContractNotice>".encode(), "x")
    assert converter.mapped(root)["statistics"][0]["measure"] == "unj-lim-subc"
    assert "statistics" not in converter.release(root)


def test_a_place_outside_the_tree_has_no_text(converter: Converter) -> None:
    root = parse(b"<a/>", "x")
    assert text_at(root, "^b") == ""
    assert converter.release(root)["ocid"] == "ocds-000000"


def test_a_place_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="a b"):
        Node().below("a b")
