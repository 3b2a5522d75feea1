"""The papers of a prepared contract: complete in four languages, honest about what is not known, valid for notices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from lxml import etree
from tests.conftest import AS_OF

from vigie.content import Content
from vigie.errors import Message, WrongUse
from vigie.language import LOCALES, Language
from vigie.model.assessment import ProductMatch
from vigie.model.clauses import ClauseStage
from vigie.model.preparing import Need, Preparation
from vigie.outputs.prepared import write_prepared
from vigie.outputs.prepared.eforms import eforms_fragment
from vigie.outputs.prepared.letters import Letters
from vigie.outputs.prepared.ocds import ocds_package
from vigie.outputs.prepared.pages import pages
from vigie.outputs.prepared.terminal import prepared_lines
from vigie.procurement.preparing import prepare

LARGE = Need(text="work trousers", cpv="18110000", value=5e6, currency="EUR", months=48, buyer="Town of <Example> & Co")


class Told:
    def __init__(self, group: str) -> None:
        self._group = group

    def find(self, text: str, *, cpv: str = "") -> ProductMatch:
        return ProductMatch(self._group, 1.0 if self._group else 0.0, "words", Message("As told."))


@pytest.fixture(scope="module")
def prepared(bundled: Content) -> Callable[..., Preparation]:
    def run(need: Need = LARGE, group: str = "workwear", content: Content = bundled) -> Preparation:
        return prepare(need, content, Told(group), AS_OF)

    return run


@pytest.fixture
def english(bundled: Content) -> Language:
    return Language("en", bundled.name)


def paper(preparation: Preparation, content: Content, language: Language, name: str) -> str:
    from vigie.outputs.markdown import markdown

    return next(
        markdown(page.title, iter(page.blocks)) for page in pages(preparation, content, language) if page.name == name
    )


@pytest.mark.parametrize("code", LOCALES)
def test_every_paper_is_written_in_every_language_and_twice_the_same(prepared, bundled, tmp_path, code):
    language = Language(code, bundled.name)
    first = write_prepared(prepared(), bundled, language, tmp_path / "a")
    second = write_prepared(prepared(), bundled, language, tmp_path / "b")
    names = {path.name for path in first}
    assert {
        "clauses.docx",
        "clauses.md",
        "reasons.docx",
        "council_memo.md",
        "notice-fragment.xml",
        "ocds.json",
    } <= names
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    for path in first:
        if path.suffix == ".md":
            assert "{" not in path.read_text("utf-8"), path.name


def test_the_clauses_for_the_tender_stand_by_stage_and_numbered(prepared, bundled, english):
    text = paper(prepared(), bundled, english, "clauses")
    assert text.index("## Exclusion") < text.index("## Award") < text.index("## Performance")
    assert "### 1. " in text


def test_departures_stand_at_the_head_with_their_formal_reason(prepared, bundled, english, tmp_path):
    found = prepared()
    assert found.chosen
    derogating = _derogating(found)
    text = paper(derogating, bundled, english, "clauses")
    assert text.index("Departures from the general rules of performance") < text.index("## Exclusion")
    assert "Because it is abroad." in text
    plain = replace(found, chosen=tuple(each for each in found.chosen if not each.clause.derogation))
    assert "Departures" not in paper(plain, bundled, english, "clauses")


def _derogating(found: Preparation) -> Preparation:
    from vigie.model.clause_library import ClauseArticle, Derogation

    reason = dict.fromkeys(LOCALES, "Because it is abroad.")
    derogation = Derogation(ClauseArticle("be-performance-decree-2013", "art. 44", "unread"), reason)
    first, *rest = found.chosen
    return replace(found, chosen=(replace(first, clause=replace(first.clause, derogation=derogation)), *rest))


def test_the_buyer_reads_what_is_advised_why_and_how_it_was_read(prepared, bundled, english):
    text = paper(prepared(), bundled, english, "reasons")
    for said in (
        "not legal advice",
        "Advised level: advanced.",
        "They accuse no supplier",
        "never whom you select or how you score",
        "from expertise; not opened for this entry",
        "as it was in",
        "assumed: nobody answered",
        "not a measurement",
        "What helps there:",
    ):
        assert said in text, said


def test_an_article_that_nobody_read_says_so(prepared, bundled, english):
    assert "nobody has read it for this entry" in paper(_derogating(prepared()), bundled, english, "clauses")


def test_what_is_not_recognised_is_not_shown_as_safe(prepared, bundled, english):
    text = paper(prepared(Need(text="xyzzy"), ""), bundled, english, "reasons")
    assert "Not known, because what is bought was not recognised." in text
    assert "Ask the market" in text
    assert "No existing follow-up is known" in text


def test_risks_without_any_plausible_one_give_no_reasons_of_their_own(prepared, bundled, english):
    found = prepared(Need(text="advice"), "professional_services")
    none = replace(found, risks=tuple(each for each in found.risks if each.likelihood in {"low", "no_source"}))
    assert "The worst risk per stage" in paper(none, bundled, english, "reasons")


def test_proof_without_equivalent_says_so_by_leaving_it_out(prepared, bundled, english):
    found = prepared()
    one = replace(found.chosen[0], clause=replace(found.chosen[0].clause, equivalent=False))
    text = paper(replace(found, chosen=(one,), left_out=()), bundled, english, "reasons")
    assert "or equivalent" not in text
    assert "Clauses that were not chosen" not in text


def test_a_letter_to_a_follow_up_needs_one_and_what_is_not_stated_is_said(prepared, bundled, english):
    known = {each.id: each.lines for each in Letters(prepared(), bundled, english).all()}
    assert "join" in known
    unknown = {each.id: "\n".join(each.lines) for each in Letters(prepared(Need(text="x"), ""), bundled, english).all()}
    assert "join" not in unknown
    assert "value is not stated" in unknown["council_memo"]
    assert "for [name of the contracting authority]" in unknown["council_memo"]


def test_dates_follow_what_the_buyer_set(prepared, bundled, english):
    need = replace(LARGE, places={"disclosure_final_site.deadline_days": "77", "function": "Ann Example"})
    letters = Letters(prepared(need), bundled, english)
    clause = bundled.clauses["disclosure_final_site"]
    assert letters.due(clause) == "77 days before: the first delivery; 15 days after: a change"
    assert "Ann Example" in "\n".join(next(each.lines for each in letters.all() if each.id == "kick_off"))
    in_months = replace(clause, places=tuple(replace(each, unit="months") for each in clause.places))
    assert "77 months before" in letters.due(in_months)
    assert "months after" in letters.due(in_months)


def test_nobody_follows_up_nothing(prepared, bundled, english):
    found = replace(prepared(), chosen=())
    memo = next(each for each in Letters(found, bundled, english).all() if each.id == "council_memo")
    assert "They are followed up by not stated." in "\n".join(memo.lines)


# Notices.


def values(data: bytes, path: str) -> list[str]:
    spaces = {
        "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
        "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    }
    return [each.text for each in etree.fromstring(data).xpath(path, namespaces=spaces)]


OBJECTIVE = "//cbc:ProcurementTypeCode[@listName='social-objective']"
TERMS = "//cac:ContractExecutionRequirement/cbc:Description"
GROUND = "//cbc:TendererRequirementTypeCode[@listName='exclusion-ground']"


def test_the_fragment_says_the_objective_the_terms_and_the_grounds(prepared, bundled, english):
    data = eforms_fragment(prepared(), bundled, english)
    assert values(data, OBJECTIVE) == ["hum-right"]
    assert "exg-crim-traffick" in values(data, GROUND)
    (terms,) = values(data, TERMS)
    assert "production sites" in terms
    assert all(
        each.get("languageID") == "ENG" for each in etree.fromstring(data).iter("{*}Description", "{*}ProcurementType")
    )


def test_a_service_promotes_working_conditions(prepared, bundled, english):
    data = eforms_fragment(prepared(replace(LARGE, cpv=""), "cleaning"), bundled, english)
    assert values(data, OBJECTIVE) in (["work-cond"], [])


def test_long_sets_are_cut_between_clauses_and_say_that_more_exists(prepared, bundled, english):
    found = prepared()
    clause = next(each for each in found.chosen if each.clause.stage is ClauseStage.PERFORMANCE)
    long = replace(clause, text=dict.fromkeys(LOCALES, "x" * 2500))
    (terms,) = values(eforms_fragment(replace(found, chosen=(long,) * 4), bundled, english), TERMS)
    assert len(terms) <= 6000
    assert terms.endswith("Further clauses stand in the contract documents.")
    assert terms.count("x" * 2500) == 2
    huge = replace(clause, text=dict.fromkeys(LOCALES, "x" * 7000))
    (only,) = values(eforms_fragment(replace(found, chosen=(huge,)), bundled, english), TERMS)
    assert only == "Further clauses stand in the contract documents."


@pytest.mark.parametrize(
    ("subtype", "kept"), [("16", {"strategic", "terms", "grounds"}), ("29", {"strategic"}), ("4", set())]
)
def test_what_a_notice_may_not_hold_is_left_out(prepared, bundled, english, subtype, kept):
    data = eforms_fragment(prepared(replace(LARGE, subtype=subtype)), bundled, english)
    found = {
        name for name, path in (("strategic", OBJECTIVE), ("terms", TERMS), ("grounds", GROUND)) if values(data, path)
    }
    assert found == kept


def test_a_subtype_that_does_not_exist_is_refused(prepared, bundled, english):
    with pytest.raises(WrongUse, match="no eForms notice subtype"):
        eforms_fragment(prepared(replace(LARGE, subtype="99")), bundled, english)


def test_what_xml_cannot_hold_does_not_break_the_notice(prepared, bundled, english):
    found = prepared(replace(LARGE, places={"function": "Ann\x00 <b>&\x1f"}))
    assert "Ann\ufffd <b>&\ufffd" in values(eforms_fragment(found, bundled, english), TERMS)[0]


def test_open_data_names_goal_strategies_and_terms(prepared, bundled, english):
    package = orjson.loads(ocds_package(prepared(), bundled, english))
    (release,) = package["releases"]
    (lot,) = release["tender"]["lots"]
    assert lot["hasSustainability"] is True
    assert lot["sustainability"][0]["goal"] == "social.humanRightsInSupplyChains"
    assert lot["sustainability"][0]["strategies"] == ["awardCriteria", "contractPerformanceConditions"] or (
        "contractPerformanceConditions" in lot["sustainability"][0]["strategies"]
    )
    assert lot["value"] == {"amount": 5e6, "currency": "EUR"}
    assert package["publisher"]["name"] == LARGE.buyer


def test_open_data_invents_nothing(prepared, bundled, english):
    bare = replace(prepared(Need(text="x"), ""), chosen=())
    package = orjson.loads(ocds_package(bare, bundled, english))
    tender = package["releases"][0]["tender"]
    assert tender["lots"] == [{"id": "LOT-0001"}]
    assert "exclusionGrounds" not in tender
    assert package["publisher"]["name"] == "contracting authority not stated"


def test_the_record_holds_every_clause_and_every_reason(prepared, bundled, english, tmp_path: Path):
    found = prepared()
    write_prepared(found, bundled, english, tmp_path / "out")
    record = orjson.loads((tmp_path / "out" / "clause-set.json").read_bytes())
    assert [each["id"] for each in record["clauses"]] == [each.clause.id for each in found.chosen]
    assert {each["id"] for each in record["left_out"]} == {each.clause.id for each in found.left_out}
    assert record["totals"]["buyer_hours"] == found.totals.buyer_hours


def test_the_terminal_tells_the_advice_the_clauses_and_what_was_assumed(prepared, english):
    said = list(prepared_lines(prepared(), english))
    assert "Advised level: advanced." in said
    assert "  exclusion: Exclusion after a conviction for child labour or human trafficking" in said
    assert any(line.startswith("You may join: ") for line in said)
    assert any(line.endswith("Assumed: no.") for line in said)
    answered = prepared(
        replace(LARGE, answers={"framework": "yes", "subcontracting": "no", "small_firms": "no", "follow_up": "alone"})
    )
    assert not [line for line in prepared_lines(answered, english) if "Assumed" in line]
