"""What a notice in eForms says comes through as it stands, and nothing that it does not say."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.sources.notices.conftest import NOTICES, Reading

from vigie.model.notices import Notice, NoticeFault, NoticePlace, Winner
from vigie.sources.notices import Record


def only(found: list[Record | NoticeFault]) -> Notice:
    assert len(found) == 1
    assert isinstance(found[0], Record)
    return found[0].notice


def test_a_call_for_tenders_with_its_buyer_and_its_lots(reading: Reading, workwear: bytes) -> None:
    notice = only(reading(workwear))
    assert (notice.id, notice.procedure) == ("00000001-2026", "22222222-2222-4222-8222-222222222222")
    assert (notice.kind, notice.subtype, notice.date, notice.language) == ("competition", "16", "2026-03-02", "nl")
    (buyer,) = notice.buyers
    assert (buyer.name, buyer.key, buyer.country, buyer.legal_type) == ("Stad Weverdam", "0999.999.999", "BE", "la")
    first, second = notice.lots
    assert (first.title, first.cpv, first.value, first.currency) == (
        "Broeken en jassen",
        "18110000",
        Decimal("250000.50"),
        "EUR",
    )
    assert first.sme is True
    assert first.social_objectives == ("hum-right",)
    assert first.strategic == ("soc-obj",)
    assert "lijst van fabrieken" in first.performance_terms
    assert first.strategic_text == "Zorg voor naaisters"
    assert (second.id, second.cpv, second.sme, second.value) == ("LOT-0002", "", None, None)


def test_a_result_names_who_won_which_lot_for_how_much(reading: Reading) -> None:
    notice = only(reading((NOTICES / "workwear_result.xml").read_bytes()))
    assert notice.id == "44444444-4444-4444-8444-444444444444-02"
    award = notice.award("LOT-0001")
    assert award is not None
    assert award.winners == (Winner("=Draad en Naald bv", size="small"),)
    assert (award.value, award.currency) == (Decimal(200000), "EUR")


def test_a_lot_still_open_has_no_award_and_an_amount_that_is_no_number_is_not_known(reading: Reading) -> None:
    notice = only(reading((NOTICES / "workwear_result.xml").read_bytes()))
    assert notice.award("LOT-0002") is None
    chosen = notice.award("LOT-0003")
    assert chosen is not None
    assert (chosen.value, len(chosen.winners)) == (None, 1)


def test_a_part_is_no_lot_and_a_buyer_who_is_not_described_keeps_its_mark(reading: Reading) -> None:
    notice = only(reading((NOTICES / "workwear_result.xml").read_bytes()))
    assert [each.id for each in notice.lots] == ["LOT-0001", "LOT-0002"]
    assert [each.key for each in notice.buyers] == ["0999.999.999", "ORG-0077"]


def test_a_notice_without_extension_or_identifier(reading: Reading) -> None:
    bare = b"<ContractNotice><x/></ContractNotice>"
    (fault,) = reading(bare)
    assert isinstance(fault, NoticeFault)
    assert "no identifier" in str(fault.what)
    named = (
        b'<ContractNotice xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">'
        b"<cbc:ID>7</cbc:ID></ContractNotice>"
    )
    notice = only(reading(named))
    assert (notice.id, notice.procedure, notice.lots, notice.awards, notice.kind) == ("7", "7", (), (), "")


def test_xml_of_another_kind_is_told_by_its_outermost_element(reading: Reading) -> None:
    (fault,) = reading(b"<?xml version='1.0'?><TED_EXPORT/>")
    assert isinstance(fault, NoticeFault)
    assert "TED_EXPORT" in str(fault.what)


def test_a_place_is_told_as_file_member_and_number() -> None:
    assert str(NoticePlace("a.zip", "b.json", 3)) == "a.zip!b.json#3"
    assert str(NoticePlace("a.xml")) == "a.xml"
